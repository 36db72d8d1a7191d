using System.Text.Json.Serialization;

namespace Redline.Engine.Alerts;

/// <summary>Somebody has taken an alert: the first who does owns it. Immutable.</summary>
/// <param name="PersonId">Who has it.</param>
/// <param name="At">Since when.</param>
/// <param name="Note">What they said; null: nothing.</param>
/// <param name="Severity">How bad the alert was then: when it becomes worse people are told again. Null: an older version did not keep it, or it is of no alert.</param>
public sealed record Acknowledgement(string PersonId, Instant At, string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Severity = null)
{
    /// <summary>The longest note, in UTF-16 units; who takes one in refuses a longer one, the engine does not look.</summary>
    public const int MaxNoteLength = 500;
}

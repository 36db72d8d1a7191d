using System.Globalization;
using Redline.Engine.Alerts;

namespace Redline.Engine.Escalations;

/// <summary>Where the same matter is kept in another system.</summary>
/// <param name="System">What the system is called, 1 to 100 characters.</param>
/// <param name="Id">What it is called there, 1 to 200 characters.</param>
public sealed record ExternalReference(string System, string Id);

/// <summary>What happened to an escalation. Names are persisted, never ordinals.</summary>
public enum EscalationTurnKind
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>Somebody has it now, or says something else about it.</summary>
    Acknowledged,

    /// <summary>Nobody has it any more.</summary>
    Withdrawn,

    /// <summary>It was closed.</summary>
    Closed,
}

/// <summary>Something that happened to an escalation.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">Who did it: <c>person:ana</c>, <c>flows</c>.</param>
/// <param name="Note">What they said; null: nothing.</param>
public sealed record EscalationTurn(Instant At, EscalationTurnKind Kind, string Subject, string? Note);

/// <summary>What somebody asks an escalation to say. Immutable and valid.</summary>
/// <param name="AlertNumber">The alert it is about; null: none.</param>
/// <param name="QueueId">The queue it is about; null: none.</param>
/// <param name="Severity">How bad it is; null: not said.</param>
/// <param name="Metrics">What was known of the queue, by the names of metrics.</param>
/// <param name="Threshold">What was compared with; null: not said.</param>
/// <param name="OpenedAt">When it began; null: not said.</param>
/// <param name="Reason">Why, at most <see cref="Escalation.ReasonLength"/> characters; null: not said.</param>
/// <param name="External">Where else it is kept; null: nowhere.</param>
public sealed record EscalationDraft(
    long? AlertNumber, string? QueueId, Severity? Severity, IReadOnlyDictionary<string, double> Metrics, double? Threshold, Instant? OpenedAt,
    string? Reason, ExternalReference? External);

/// <summary>
/// The record supervisors work from (design section 9); at most one is open for an alert. Immutable.
/// </summary>
/// <param name="Number">Its number, from 1, without gaps.</param>
/// <param name="Draft">What it says.</param>
/// <param name="CreatedBy">Who made it: <c>person:ana</c>, <c>key:…</c>, <c>flows</c>.</param>
/// <param name="Step">The step of a flow that made it, as <c>X17/node2/2</c>; null: no flow did.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Acknowledgement">Who has it; null: nobody.</param>
/// <param name="ClosedAt">When it was closed; null: it is open.</param>
/// <param name="Turns">What happened to it, in order, the last <see cref="MaxTurns"/>.</param>
public sealed record Escalation(
    long Number, EscalationDraft Draft, string CreatedBy, string? Step, Instant CreatedAt, Acknowledgement? Acknowledgement, Instant? ClosedAt,
    IReadOnlyList<EscalationTurn> Turns)
{
    /// <summary>How long a reason and a note may be, in characters.</summary>
    public const int ReasonLength = 500;

    /// <summary>How many turns are kept; of more the first and the last.</summary>
    public const int MaxTurns = 100;

    /// <summary>The id people and programs use: <c>E17</c>.</summary>
    public string FormatId() => FormatId(Number);

    /// <summary>The id of a number.</summary>
    public static string FormatId(long number) => string.Create(CultureInfo.InvariantCulture, $"E{number}");

    /// <summary>An escalation after an event about it. Copies from the event.</summary>
    /// <exception cref="InvalidOperationException">The event is about one that is not there.</exception>
    public static Escalation After(Escalation? before, EscalationEvent e)
    {
        if (e is EscalationCreated created) return created.Escalation;
        var known = before ?? throw new InvalidOperationException($"There is no open escalation {FormatId(e.Number)}");
        return e switch
        {
            EscalationAcknowledged a => (known with { Acknowledgement = new(a.PersonId, a.Since, a.Note) }).With(new(a.At, EscalationTurnKind.Acknowledged, "person:" + a.PersonId, a.Note)),
            EscalationWithdrawn w => (known with { Acknowledgement = null }).With(new(w.At, EscalationTurnKind.Withdrawn, "person:" + w.PersonId, null)),
            EscalationClosed c => (known with { ClosedAt = c.At }).With(new(c.At, EscalationTurnKind.Closed, c.Subject, c.Note)),
            _ => throw new InvalidOperationException($"{e.GetType().Name} has no effect on an escalation"),
        };
    }

    private Escalation With(EscalationTurn turn) =>
        this with { Turns = Turns.Count < MaxTurns ? [.. Turns, turn] : [Turns[0], .. Turns.Skip(2), turn] };
}

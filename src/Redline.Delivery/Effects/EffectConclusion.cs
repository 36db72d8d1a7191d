using System.Globalization;
using Redline.Engine;

namespace Redline.Delivery.Effects;

/// <summary>How an effect ended.</summary>
public enum EffectOutcome
{
    /// <summary>The receiver took it, and what was to be read off its answer is there.</summary>
    Ok,

    /// <summary>Anything else.</summary>
    Failed,
}

/// <summary>How an effect ended, told once for each submission that began one. Immutable; bounded; holds no secret.</summary>
/// <param name="OrganizationId">Whose flow it is.</param>
/// <param name="Key">The intent's key.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Code">Why it failed (<see cref="EffectCodes"/>); null: it did not.</param>
/// <param name="Data">What was read off the answer, by name, at most 32; what the answer does not have is left out.</param>
/// <param name="Attempts">Every attempt, in order, at most 10; none where it was refused before.</param>
public sealed record EffectConclusion(
    string OrganizationId, string Key, EffectOutcome Outcome, string? Code, IReadOnlyDictionary<string, EffectValue> Data,
    IReadOnlyList<EffectAttempt> Attempts);

/// <summary>An attempt at an effect. Immutable; holds no secret.</summary>
/// <param name="At">When it had its turn at the host, wall time.</param>
/// <param name="Status">The status of the last answer; 0: there was none.</param>
/// <param name="Error">Why it failed (<see cref="EffectCodes"/>); null: it did not.</param>
/// <param name="Detail">What happened in words, on one line, at most 300 characters; null: nothing more to say.</param>
/// <param name="Excerpt">The beginning of the answer on one line, at most 300 characters; null: it had no text.</param>
/// <param name="Duration">How long it took.</param>
public sealed record EffectAttempt(Instant At, int Status, string? Error, string? Detail, string? Excerpt, TimeSpan Duration);

/// <summary>Something read off an answer: a number, or a text of at most 1,000 characters. Immutable.</summary>
/// <param name="Number">The number, finite; null: it is a text.</param>
/// <param name="Text">The text; null: it is a number.</param>
public readonly record struct EffectValue(double? Number, string? Text)
{
    /// <summary>A number.</summary>
    public static EffectValue Of(double number) => new(number, null);

    /// <summary>A text.</summary>
    public static EffectValue Of(string text) => new(null, text);

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}

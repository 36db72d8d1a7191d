using System.Text.Json.Serialization;

namespace Redline.Engine.Alerts;

/// <summary>A comparison that was true when an alert triggered or changed its level, with the actual value.</summary>
/// <param name="Field">The metric on its left side; null when that side is arithmetic.</param>
/// <param name="Operator">The comparison's word in the JSON spelling: <c>GREATER_THAN</c>.</param>
/// <param name="Threshold">What it was compared with.</param>
/// <param name="Value">What it was.</param>
public sealed record Comparison(string? Field, string Operator, double Threshold, double Value);

/// <summary>What was known of the queue when something was decided about an alert.</summary>
/// <param name="QueueName">The queue's name; its id when no name was heard.</param>
/// <param name="Threshold">
/// The constant compared with waitTimeSeconds in the true level (its first such comparison), else of its first
/// numeric comparison, else null.
/// </param>
/// <param name="Comparisons">All comparisons of the level that were true.</param>
/// <param name="Metrics">Every metric that had a value, by its wire name, sorted by it.</param>
public sealed record AlertEvidence(
    string QueueName,
    double? Threshold,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyDictionary<string, double> Metrics);

/// <summary>
/// An open alert: a breach Redline decided to tell about. Immutable; every event about it makes the next revision.
/// </summary>
/// <param name="Number">Counted per organization, from 1; never used again.</param>
/// <param name="Fingerprint">Stream × queue × media type; at most one alert is open per fingerprint.</param>
/// <param name="Level">The index of the stream's level that is true now.</param>
/// <param name="HighestLevel">The highest level it has reached.</param>
/// <param name="Severity">The severity of <paramref name="Level"/>.</param>
/// <param name="HighestSeverity">The severity of <paramref name="HighestLevel"/>.</param>
/// <param name="OpenedAt">The start of the breach.</param>
/// <param name="TriggeredAt">The end of sustain and of any suppression.</param>
/// <param name="Revision">1 when it triggers, one more with each event that changes what is so or that it flaps; to be told of it changes nothing.</param>
/// <param name="Evidence">What was known when its level was last decided.</param>
/// <param name="Acknowledgement">Who has it; null: nobody.</param>
/// <param name="Held">Why people are not told of it; <see cref="SuppressionReason.None"/>: they are, and stay so.</param>
/// <param name="HeldUntil">When that is decided anew; the epoch when they are told.</param>
/// <param name="ToldAt">Since when people are told; null: they are not, or an older version did not keep it.</param>
/// <param name="NextUpdateAt">It flaps, and when people are told how it stands next; null: it does not flap.</param>
public sealed record Alert(
    long Number,
    Fingerprint Fingerprint,
    int Level,
    int HighestLevel,
    Severity Severity,
    Severity HighestSeverity,
    Instant OpenedAt,
    Instant TriggeredAt,
    int Revision,
    AlertEvidence Evidence,
    Acknowledgement? Acknowledgement = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] SuppressionReason Held = SuppressionReason.None,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Instant HeldUntil = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? ToldAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? NextUpdateAt = null)
{
    /// <summary>The id people and programs use: <c>A17</c>.</summary>
    [JsonIgnore]
    public string Id => FormatId(Number);

    /// <summary>Whether people are told of it.</summary>
    [JsonIgnore]
    public bool IsTold => Held == SuppressionReason.None;

    /// <summary>
    /// The open alert of a fingerprint after an event about that fingerprint; null: none is open. Copies from the event
    /// and computes nothing; an event that is not about the alert gives it back as it was.
    /// </summary>
    /// <param name="before">The open alert before the event; null: none was.</param>
    /// <param name="e">What happened.</param>
    /// <exception cref="InvalidOperationException">The event is about an open alert and there is none.</exception>
    public static Alert? After(Alert? before, FingerprintEvent e) => e switch
    {
        AlertTriggered t => new Alert(
            t.Number, t.Fingerprint, t.Level, t.Level, t.Severity, t.Severity, t.OpenedAt, t.At, 1, t.Evidence,
            Held: t.Held, HeldUntil: t.HeldUntil, ToldAt: t.Held == SuppressionReason.None ? t.At : null, NextUpdateAt: t.NextUpdateAt),
        AlertHeld h => Open(before, e) with { Held = h.Reason, HeldUntil = h.Until },
        AlertTold => Open(before, e) with { Held = SuppressionReason.None, HeldUntil = default, ToldAt = before!.ToldAt ?? e.At },
        FlappingBegan f => before is null ? null : before.Next() with { NextUpdateAt = f.NextUpdateAt },
        FlappingEnded => before is null ? null : before.Next() with { NextUpdateAt = null },
        AlertLevelChanged c => Open(before, e).AtLevel(c),
        AlertAcknowledged a => Open(before, e).TakenBy(a),
        AcknowledgementWithdrawn => Open(before, e).Next() with { Acknowledgement = null },
        AlertResolved => null,
        _ => before,
    };

    /// <summary>The id of an alert's number.</summary>
    public static string FormatId(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A{number}");

    private static Alert Open(Alert? alert, FingerprintEvent e) =>
        alert ?? throw new InvalidOperationException($"{e.Fingerprint} has no open alert");

    private Alert Next() => this with { Revision = Revision + 1 };

    // Who says something else about an alert of theirs has it since they took it, as bad as it is now.
    private Alert TakenBy(AlertAcknowledged a)
    {
        var since = Acknowledgement?.PersonId == a.PersonId ? Acknowledgement.At : a.At;
        return Next() with { Acknowledgement = new(a.PersonId, since, a.Note, Severity) };
    }

    private Alert AtLevel(AlertLevelChanged c)
    {
        var rises = c.Level > HighestLevel;
        return Next() with
        {
            Level = c.Level,
            Severity = c.Severity,
            HighestLevel = rises ? c.Level : HighestLevel,
            HighestSeverity = rises ? c.Severity : HighestSeverity,
            Evidence = c.Evidence,
        };
    }
}

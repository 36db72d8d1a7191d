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
/// <param name="Revision">1 when it triggers, one more with each event about it.</param>
/// <param name="Evidence">What was known when its level was last decided.</param>
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
    AlertEvidence Evidence)
{
    /// <summary>The id people and programs use: <c>A17</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => FormatId(Number);

    /// <summary>The id of an alert's number.</summary>
    public static string FormatId(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A{number}");
}

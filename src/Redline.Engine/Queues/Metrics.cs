namespace Redline.Engine.Queues;

/// <summary>The catalogue of <see cref="Metric"/>: names, which grow with the clock, which belong to the whole queue.</summary>
public static class Metrics
{
    /// <summary>How many metrics there are; every value array has this length.</summary>
    public const int Count = (int)Metric.ObservationAgeSeconds + 1;

    /// <summary>A "since" value meaning that nothing waits (or is handled): the metric is 0 and does not grow.</summary>
    public const double None = double.PositiveInfinity;

    /// <summary>The mask of the queue-wide metrics: bit n stands for the metric with ordinal n.</summary>
    public const uint QueueWideMask = ((1u << Count) - 1) & ~((1u << (int)Metric.AgentsOnQueue) - 1);

    /// <summary>The mask of the metrics that grow with the clock and are stored as the instant they grow from.</summary>
    public const uint SinceMask = 1u << (int)Metric.WaitTimeSeconds
        | 1u << (int)Metric.LongestInteractionSeconds
        | 1u << (int)Metric.ObservationAgeSeconds;

    /// <summary>The mask of the metrics whose arrival confirms a queue after a restart.</summary>
    public const uint WaitingMask = 1u << (int)Metric.WaitTimeSeconds | 1u << (int)Metric.WaitingCount;

    private static readonly string[] Names = [.. Enum.GetNames<Metric>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    private static readonly Dictionary<string, Metric> ByName =
        Names.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => (Metric)x.i, StringComparer.Ordinal);

    /// <summary>The wire name: <c>waitTimeSeconds</c>.</summary>
    public static string Name(this Metric metric) => Names[(int)metric];

    /// <summary>Finds a metric by its wire name (case-sensitive).</summary>
    public static bool TryParse(string name, out Metric metric) => ByName.TryGetValue(name, out metric);

    /// <summary>All wire names, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> AllNames => Names;

    /// <summary>Whether the metric grows with the clock: its stored value is an instant, its value seconds since then.</summary>
    public static bool IsSince(this Metric metric) => (SinceMask >> (int)metric & 1) != 0;

    /// <summary>Whether the metric is one of the whole queue, visible in each of its media types.</summary>
    public static bool IsQueueWide(this Metric metric) => (QueueWideMask >> (int)metric & 1) != 0;

    /// <summary>The bit of one metric in a mask.</summary>
    public static uint Bit(this Metric metric) => 1u << (int)metric;

    /// <summary>
    /// The value of a metric at an instant, from its stored form: seconds for the growing ones (never negative:
    /// a start that lies ahead counts as now), the number itself for the others, NaN when unknown.
    /// </summary>
    public static double ValueAt(this Metric metric, double stored, double nowMilliseconds)
    {
        if (!metric.IsSince()) return stored;
        if (double.IsNaN(stored)) return double.NaN;
        return stored >= nowMilliseconds ? 0 : (nowMilliseconds - stored) / 1000.0;
    }
}

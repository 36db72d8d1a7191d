using Redline.Simulator.Centre;

namespace Redline.Simulator.Observations;

/// <summary>The calls of a queue at an instant, in numbers. Instants are milliseconds since the epoch; null: none.</summary>
internal readonly record struct CallMetrics(int Waiting, int Ringing, int Interacting, long? LongestWaiting, long? LongestInteracting)
{
    internal static readonly IReadOnlyList<string> All = ["oAlerting", "oInteracting", "oLongestInteracting", "oLongestWaiting", "oWaiting"];

    internal static CallMetrics Of(CentreQueue queue) => new(
        queue.Waiting.Count, queue.Ringing.Count, queue.Interacting.Count, queue.Waiting.OldestSince, queue.Interacting.OldestSince);

    /// <summary>The calls a metric counts.</summary>
    internal static CallLine Counted(CentreQueue queue, string metric) => metric switch
    {
        "oAlerting" => queue.Ringing,
        "oInteracting" or "oLongestInteracting" => queue.Interacting,
        _ => queue.Waiting,
    };

    /// <summary>Whether a metric is an instant and not a count.</summary>
    internal static bool IsLongest(string metric) => metric.StartsWith("oLongest", StringComparison.Ordinal);
}

using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Alerts;

/// <summary>
/// The truth of a condition while a wait that fell may come back (<see cref="RingingHold"/>): read with the wait as it
/// is and as it was.
/// </summary>
internal static class HeldTruth
{
    /// <summary>Whether the clock or a fall of the wait can be decided otherwise at an instant.</summary>
    public static bool IsActive(FingerprintWatch watch, Instant at) =>
        watch.Scope.Hold.Until > at && (watch.Reads & Metric.WaitTimeSeconds.Bit()) != 0;

    /// <summary>The truth at an instant: one that was true stays so by either wait, another becomes true only by both.</summary>
    public static Truth Of(FingerprintWatch watch, Condition condition, bool wasTrue, Instant at)
    {
        var seen = condition.Evaluate(watch.Scope.Values, at.Milliseconds);
        if (!IsActive(watch, at)) return seen;
        var held = EvaluateHeld(watch.Scope, condition, at);
        if (wasTrue) return held == Truth.True ? held : seen;
        return seen == Truth.True ? held : seen;
    }

    /// <summary>When the hold ends, or changes by the clock, after an instant.</summary>
    public static Instant NextChange(FingerprintWatch watch, Instant after)
    {
        var next = watch.Scope.Hold.Until;
        var values = watch.Scope.Values;
        var seen = values[(int)Metric.WaitTimeSeconds];
        values[(int)Metric.WaitTimeSeconds] = watch.Scope.Hold.Held;
        foreach (var level in watch.Levels)
        {
            next = Instant.Min(next, level.Filter.NextChange(values, after));
            if (level.Clear is { } clear) next = Instant.Min(next, clear.NextChange(values, after));
        }

        values[(int)Metric.WaitTimeSeconds] = seen;
        return next;
    }

    private static Truth EvaluateHeld(QueueScope scope, Condition condition, Instant at)
    {
        var seen = scope.Values[(int)Metric.WaitTimeSeconds];
        scope.Values[(int)Metric.WaitTimeSeconds] = scope.Hold.Held;
        var truth = condition.Evaluate(scope.Values, at.Milliseconds);
        scope.Values[(int)Metric.WaitTimeSeconds] = seen;
        return truth;
    }
}

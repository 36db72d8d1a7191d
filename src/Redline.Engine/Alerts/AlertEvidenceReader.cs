using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Alerts;

/// <summary>Reads what an alert tells people from the scope it is about, at the instant it is decided.</summary>
internal static class AlertEvidenceReader
{
    public static AlertEvidence Read(FingerprintWatch watch, int level, Instant at)
    {
        var values = watch.Scope.Values;
        var leaves = new List<BoundCompare>();
        watch.Levels[level].Filter.Root.CollectComparisons(leaves);
        return new AlertEvidence(
            watch.Scope.Queue.Name ?? watch.Scope.Queue.Id,
            ThresholdOf(leaves),
            [.. leaves.Where(l => l.Evaluate(values, at.Milliseconds) == Truth.True).Select(l => Told(l, values, at))],
            MetricsAt(values, at));
    }

    private static double? ThresholdOf(List<BoundCompare> leaves)
    {
        var ofWait = leaves.Find(l => (IsWait(l.Left) || IsWait(l.Right)) && ConstantOf(l) is not null);
        var told = ofWait ?? leaves.Find(l => ConstantOf(l) is not null);
        return told is null ? null : ConstantOf(told);
    }

    private static bool IsWait(BoundValue value) => value is BoundSince { Metric: Metric.WaitTimeSeconds };

    // A parameter without a value for the queue is no number to tell.
    private static double? ConstantOf(BoundCompare leaf) =>
        ((leaf.Right as BoundConstant) ?? (leaf.Left as BoundConstant)) is { Value: var value } && double.IsFinite(value) ? value : null;

    private static Comparison Told(BoundCompare leaf, double[] values, Instant at)
    {
        var field = leaf.Left switch
        {
            BoundMetric metric => metric.Metric.Name(),
            BoundSince since => since.Metric.Name(),
            _ => null,
        };
        var word = FilterWords.WordOf(FilterWords.Comparisons, leaf.Operator);
        return new(
            field, word, Finite(leaf.Right.Evaluate(values, at.Milliseconds)), Finite(leaf.Left.Evaluate(values, at.Milliseconds)));
    }

    // Arithmetic may overflow, and JSON has no infinity: the event could not be journaled.
    private static double Finite(double number) => Math.Clamp(number, -double.MaxValue, double.MaxValue);

    private static SortedDictionary<string, double> MetricsAt(double[] values, Instant at)
    {
        var known = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Metrics.Count; i++)
        {
            var value = ((Metric)i).ValueAt(values[i], at.Milliseconds);
            if (double.IsFinite(value)) known.Add(((Metric)i).Name(), value);
        }

        return known;
    }
}

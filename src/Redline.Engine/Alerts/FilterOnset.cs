using System.Numerics;
using Redline.Engine.Filters;

namespace Redline.Engine.Alerts;

/// <summary>
/// Since when a filter that is true now has been true. In an unbroken view that is the instant being decided. After a
/// gap (a restart) the values heard reach back: a caller who has waited for ten minutes was waiting in the gap too.
/// </summary>
internal static class FilterOnset
{
    private const int Patience = 64;

    public static Instant Of(FingerprintWatch watch, int level, Instant at)
    {
        if (!watch.AfterGap) return at;
        var filter = watch.Levels[level].Filter;
        var earliest = Instant.Max(watch.State?.LastAt ?? watch.BoundAt, watch.DefinedAt);
        var t = Instant.Max(earliest, ReachOf(watch, filter));
        var onset = at;
        var isTrue = false;
        for (var i = 0; i < Patience && t <= at; i++)
        {
            var truth = filter.Evaluate(watch.Scope.Values, t.Milliseconds) == Truth.True;
            if (truth && !isTrue) onset = t;
            isTrue = truth;
            t = filter.NextChange(watch.Scope.Values, t);
        }

        return isTrue ? onset : at;
    }

    /// <summary>Whether the values heard after a gap show that the filter was true at an instant within it.</summary>
    public static bool HeldAt(FingerprintWatch watch, int level, Instant at)
    {
        var filter = watch.Levels[level].Filter;
        return at >= ReachOf(watch, filter) && filter.Evaluate(watch.Scope.Values, at.Milliseconds) == Truth.True;
    }

    // No further back than the youngest value read.
    private static Instant ReachOf(FingerprintWatch watch, Condition filter)
    {
        var reach = Instant.Beginning;
        for (var rest = filter.Reads; rest != 0; rest &= rest - 1)
            reach = Instant.Max(reach, watch.Scope.ValidFrom[BitOperations.TrailingZeroCount(rest)]);
        return reach;
    }
}

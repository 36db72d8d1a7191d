namespace Redline.Simulator.Replay;

/// <summary>
/// Half-open intervals [start, end) of one queue, laid out so that a cursor walks them without a heap: by start, the
/// oldest interval still open is the first whose end is later, and that first one only ever moves forward.
/// </summary>
internal sealed class IntervalTrack
{
    private IntervalTrack(long[] starts, long[] ends)
    {
        Array.Sort(starts, ends);
        Starts = starts;
        LatestEnds = new long[ends.Length];
        var latest = long.MinValue;
        for (var index = 0; index < ends.Length; index++)
        {
            latest = Math.Max(latest, ends[index]);
            LatestEnds[index] = latest;
        }

        Array.Sort(ends);
        Ends = ends;
    }

    /// <summary>Starts, ascending.</summary>
    internal long[] Starts { get; }

    /// <summary>Ends, ascending; not paired with <see cref="Starts"/>.</summary>
    internal long[] Ends { get; }

    /// <summary>
    /// At i the latest end of the first i + 1 intervals by start: ascending, so that it can be searched.
    /// </summary>
    internal long[] LatestEnds { get; }

    /// <summary>A track of the intervals that are not empty.</summary>
    internal static IntervalTrack From(IEnumerable<(long Start, long End)> intervals)
    {
        var real = intervals.Where(interval => interval.Start < interval.End).ToArray();
        return new IntervalTrack(
            [.. real.Select(interval => interval.Start)], [.. real.Select(interval => interval.End)]);
    }
}

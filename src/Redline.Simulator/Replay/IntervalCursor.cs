namespace Redline.Simulator.Replay;

/// <summary>A place in an <see cref="IntervalTrack"/>: everything at or before one instant has happened.</summary>
internal struct IntervalCursor
{
    private int _started;
    private int _ended;
    private int _oldest;

    /// <summary>Intervals open at the instant.</summary>
    internal readonly int OpenCount => _started - _ended;

    /// <summary>The place just after an instant, found without walking there.</summary>
    internal static IntervalCursor At(IntervalTrack track, long instant) => new()
    {
        _started = CountUpTo(track.Starts, instant),
        _ended = CountUpTo(track.Ends, instant),
        _oldest = CountUpTo(track.LatestEnds, instant),
    };

    /// <summary>Start of the oldest interval open at the instant; null when none is.</summary>
    internal readonly long? OldestStart(IntervalTrack track) => OpenCount == 0 ? null : track.Starts[_oldest];

    /// <summary>Moves forward to just after an instant.</summary>
    internal void AdvanceTo(IntervalTrack track, long instant)
    {
        _started = Advance(track.Starts, _started, instant);
        _ended = Advance(track.Ends, _ended, instant);
        _oldest = Advance(track.LatestEnds, _oldest, instant);
    }

    private static int Advance(long[] ascending, int index, long instant)
    {
        while ((uint)index < (uint)ascending.Length && ascending[index] <= instant) index++;
        return index;
    }

    private static int CountUpTo(long[] ascending, long instant)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (ascending[middle] <= instant) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

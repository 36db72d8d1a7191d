namespace Redline.Simulator.Replay;

/// <summary>
/// Walks a <see cref="CallTimeline"/> from instant to instant, forward only, at the caller's pace and without
/// allocating. At each instant it tells one observation for each queue to which something happened, after all that
/// happened at that instant, in ordinal order of the queues. One thread at a time.
/// </summary>
public sealed class CallReplay
{
    private readonly CallTimeline _timeline;
    private readonly IntervalCursor[] _waits;
    private readonly IntervalCursor[] _interactions;
    private readonly QueueObservation[] _observations;
    private int _nextChange;
    private int _count;

    internal CallReplay(CallTimeline timeline, long afterMilliseconds)
    {
        _timeline = timeline;
        _waits = new IntervalCursor[timeline.Tracks.Length];
        _interactions = new IntervalCursor[timeline.Tracks.Length];
        _observations = new QueueObservation[timeline.Tracks.Length];
        for (var index = 0; index < timeline.Tracks.Length; index++)
        {
            _waits[index] = IntervalCursor.At(timeline.Tracks[index].Waits, afterMilliseconds);
            _interactions[index] = IntervalCursor.At(timeline.Tracks[index].Interactions, afterMilliseconds);
        }

        // The change just after every queue's change of that instant: found, not walked to.
        var place = timeline.Changes.BinarySearch(new QueueChange(afterMilliseconds, int.MaxValue));
        _nextChange = ~place;
        InstantMilliseconds = afterMilliseconds;
    }

    /// <summary>The instant of the last move; before the first move the instant the replay started after.</summary>
    public long InstantMilliseconds { get; private set; }

    /// <summary>
    /// The observations of the instant of the last move, empty before the first one and after the last. The memory is
    /// written anew by the next <see cref="MoveNext"/>: copy what must live longer.
    /// </summary>
    public ReadOnlyMemory<QueueObservation> Observations => _observations.AsMemory(0, _count);

    /// <summary>Goes to the next instant at which something happens.</summary>
    /// <returns>False when nothing happens any more; the instant stays what it was.</returns>
    public bool MoveNext()
    {
        var changes = _timeline.Changes;
        var tracks = _timeline.Tracks;
        _count = 0;
        if (_nextChange >= changes.Length) return false;

        var instant = changes[_nextChange].InstantMilliseconds;
        while (_nextChange < changes.Length && changes[_nextChange].InstantMilliseconds == instant)
        {
            var index = changes[_nextChange++].QueueIndex;
            var track = tracks[index];
            _waits[index].AdvanceTo(track.Waits, instant);
            _interactions[index].AdvanceTo(track.Interactions, instant);
            _observations[_count++] = track.Observe(_waits[index], _interactions[index]);
        }

        InstantMilliseconds = instant;
        return true;
    }
}

using Redline.Simulator.Calls;

namespace Redline.Simulator.Replay;

/// <summary>
/// Calls laid out as one stretch of time: what every queue looks like at any instant, and the instants at which that
/// changes. A call waits during [queued, left queue) and interacts during [service start, service end); a period that
/// ends when it starts never was. Instants are whole milliseconds since the Unix epoch, UTC. Immutable: any thread, any
/// number of replays at once.
/// </summary>
public sealed class CallTimeline
{
    private readonly CallRecord[] _calls;
    private readonly QueueTrack[] _tracks;
    private readonly QueueChange[] _changes;

    private CallTimeline(CallRecord[] calls)
    {
        _calls = calls;
        _tracks = [.. calls.GroupBy(call => call.Queue, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new QueueTrack(group.Key, [.. group]))];
        _changes = QueueChange.AllOf(_tracks);
        Queues = [.. _tracks.Select(track => track.Name)];
    }

    /// <summary>Every queue that has a call, waiting or not, in ordinal order.</summary>
    public IReadOnlyList<string> Queues { get; }

    /// <summary>The calls, in the order they were given.</summary>
    public IReadOnlyList<CallRecord> Calls => _calls;

    /// <summary>The first instant at which something happens; null when nothing ever does.</summary>
    public long? FirstInstantMilliseconds => _changes.Length == 0 ? null : _changes[0].InstantMilliseconds;

    /// <summary>The last instant at which something happens; null when nothing ever does.</summary>
    public long? LastInstantMilliseconds => _changes.Length == 0 ? null : _changes[^1].InstantMilliseconds;

    internal ReadOnlySpan<QueueTrack> Tracks => _tracks;

    internal ReadOnlySpan<QueueChange> Changes => _changes;

    /// <summary>The timeline of calls in any order.</summary>
    /// <exception cref="ArgumentException">
    /// A call has an empty queue, half a period, or a period that ends before it starts.
    /// </exception>
    public static CallTimeline From(IEnumerable<CallRecord> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var all = calls.ToArray();
        if (Array.Find(all, call => !IsWhole(call)) is { } bad)
            throw new ArgumentException($"A call is not whole: {bad}.", nameof(calls));
        return new CallTimeline(all);
    }

    /// <summary>
    /// The timeline of the calls that arrived on one UTC day, midnight inclusive to midnight exclusive. What they do
    /// after midnight is part of it.
    /// </summary>
    public CallTimeline OnDay(DateOnly day)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var to = from + (long)TimeSpan.FromDays(1).TotalMilliseconds;
        return new CallTimeline(Array.FindAll(
            _calls, call => call.ArrivedMilliseconds >= from && call.ArrivedMilliseconds < to));
    }

    /// <summary>
    /// The state of every queue, in ordinal order, with everything that happened at or before an instant; a fresh
    /// array. Equal to what a replay has told by then.
    /// </summary>
    public QueueObservation[] SnapshotAt(long instantMilliseconds) => Array.ConvertAll(_tracks, track => track.Observe(
        IntervalCursor.At(track.Waits, instantMilliseconds),
        IntervalCursor.At(track.Interactions, instantMilliseconds)));

    /// <summary>
    /// The first instant at which a call of any queue still waits and has waited that long; null when none ever does.
    /// </summary>
    /// <param name="wait">The wait, rounded up to whole milliseconds; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative.</exception>
    public long? FirstWaitOf(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        var milliseconds = (long)Math.Ceiling(wait.TotalMilliseconds);
        long? first = null;
        foreach (var call in _calls)
        {
            if (call.LeftQueueMilliseconds - call.QueuedMilliseconds > milliseconds
                && (first is null || call.QueuedMilliseconds + milliseconds < first))
                first = call.QueuedMilliseconds + milliseconds;
        }

        return first;
    }

    /// <summary>A replay that stands before the first instant.</summary>
    public CallReplay Replay() => new(this, long.MinValue);

    /// <summary>
    /// A replay that stands just after an instant: its first move goes to the first instant later than that. Together
    /// with <see cref="SnapshotAt"/> of the same instant it tells everything once.
    /// </summary>
    public CallReplay ReplayAfter(long instantMilliseconds) => new(this, instantMilliseconds);

    private static bool IsWhole(CallRecord call) => !string.IsNullOrEmpty(call.Queue)
        && IsPeriod(call.QueuedMilliseconds, call.LeftQueueMilliseconds)
        && IsPeriod(call.ServiceStartMilliseconds, call.ServiceEndMilliseconds);

    private static bool IsPeriod(long? from, long? to) => from.HasValue == to.HasValue && !(to < from);
}

namespace Redline.Simulator.Replay;

/// <summary>
/// Tells the observations of a timeline when simulated time reaches them. A run first tells a snapshot of every queue
/// at the simulated instant it starts at, then each later change with its own instant, in order and none left out: a
/// run that wakes late tells everything due, one instant after the other. When nothing was told for the heartbeat
/// interval it tells an empty list, during quiet hours and for ever after the last call. Instants told never go back,
/// whatever the wall clock does. Runs are independent of each other; any thread.
/// </summary>
public sealed class CallReplayPump
{
    /// <summary>The heartbeat interval when none is chosen: 5 seconds of wall time.</summary>
    public static readonly TimeSpan DefaultHeartbeat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LeastHeartbeat = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostHeartbeat = TimeSpan.FromHours(1);

    private readonly CallTimeline _timeline;
    private readonly SimulatedClock _clock;
    private readonly TimeSpan _heartbeat;

    /// <summary>A pump; nothing runs yet.</summary>
    /// <param name="timeline">What to tell.</param>
    /// <param name="clock">When to tell it.</param>
    /// <param name="heartbeat">
    /// Longest silence in wall time, from 10 milliseconds to one hour; null: <see cref="DefaultHeartbeat"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The heartbeat is out of range.</exception>
    public CallReplayPump(CallTimeline timeline, SimulatedClock clock, TimeSpan? heartbeat = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(clock);
        _timeline = timeline;
        _clock = clock;
        _heartbeat = heartbeat ?? DefaultHeartbeat;
        ArgumentOutOfRangeException.ThrowIfLessThan(_heartbeat, LeastHeartbeat, nameof(heartbeat));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_heartbeat, MostHeartbeat, nameof(heartbeat));
    }

    /// <summary>Runs until it is cancelled; it never ends by itself.</summary>
    /// <param name="emit">
    /// Takes the observations of one simulated instant (milliseconds); empty: a heartbeat, nothing changed up to it.
    /// Awaited before the next is told; the memory is reused afterwards. What it throws ends the run.
    /// </param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task RunAsync(
        Func<ReadOnlyMemory<QueueObservation>, long, ValueTask> emit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(emit);

        // A run that is behind and an emit that never waits would keep the caller's thread for good.
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var now = _clock.NowMilliseconds;
        await emit(_timeline.SnapshotAt(now), now);
        var lastEmitted = _clock.Wall.GetTimestamp();
        var replay = _timeline.ReplayAfter(now);
        var hasNext = replay.MoveNext();

        while (true)
        {
            // One reading of the clock for changes and heartbeat: a heartbeat must not overtake a change due before it.
            now = Math.Max(now, _clock.NowMilliseconds);
            while (hasNext && replay.InstantMilliseconds <= now)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await emit(replay.Observations, replay.InstantMilliseconds);
                lastEmitted = _clock.Wall.GetTimestamp();
                hasNext = replay.MoveNext();
            }

            var silence = _heartbeat - _clock.Wall.GetElapsedTime(lastEmitted);
            if (silence <= TimeSpan.Zero)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await emit(ReadOnlyMemory<QueueObservation>.Empty, now);
                lastEmitted = _clock.Wall.GetTimestamp();
                silence = _heartbeat;
            }

            await WaitAsync(hasNext ? replay.InstantMilliseconds : null, silence, cancellationToken);
        }
    }

    private Task WaitAsync(long? nextMilliseconds, TimeSpan silence, CancellationToken cancellationToken)
    {
        var delay = nextMilliseconds is { } next ? _clock.WallDelayUntil(next) : silence;

        // Timers cut to the millisecond: a heartbeat's remainder is rounded up so that the timer is not set twice.
        var heartbeatDelay = TimeSpan.FromMilliseconds(Math.Ceiling(silence.TotalMilliseconds));
        return Task.Delay(delay < heartbeatDelay ? delay : heartbeatDelay, _clock.Wall, cancellationToken);
    }
}

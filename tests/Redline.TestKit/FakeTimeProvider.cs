namespace Redline.TestKit;

/// <summary>
/// Time that stands still until a test moves it. <see cref="Advance"/> fires the timers that fall due on the way, in
/// order and each at its own instant. A timer due at once fires at the next advance, even one of zero. Any thread.
/// </summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly Lock _advancing = new();
    private readonly List<FakeTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Armed)> _waiters = [];
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _elapsedTicks;
    private long _armings;

    /// <summary>Starts on Monday 2 March 2026 at 08:00 UTC.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that will fire when time gets there.</summary>
    public int ArmedTimerCount
    {
        get
        {
            lock (_gate) return _armed.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsedTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves time forward. Timers set by a callback count when they fall due within the same advance.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_advancing)
        {
            var target = GetTimestamp() + by.Ticks;

            // Callbacks run outside the gate: they read the clock and set timers.
            while (TakeNextDue(target) is { } timer) timer.Fire();
            lock (_gate) MoveTo(target);
        }
    }

    /// <summary>
    /// Sets the wall clock without moving time: what an operator or a time server does. Timers and timestamps do not
    /// notice.
    /// </summary>
    public void SetWallClock(DateTimeOffset utcNow)
    {
        lock (_gate) _now = utcNow.ToUniversalTime();
    }

    /// <summary>
    /// Completes when at least <paramref name="count"/> timers are armed: the code under test has come to wait, so that
    /// a test may advance time without racing it.
    /// </summary>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_armed.Count >= count) return Task.CompletedTask;
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, armed));
            return armed.Task.WaitAsync(cancellationToken);
        }
    }

    private void MoveTo(long timestamp)
    {
        if (timestamp <= _elapsedTicks) return;
        _now += TimeSpan.FromTicks(timestamp - _elapsedTicks);
        _elapsedTicks = timestamp;
    }

    private FakeTimer? TakeNextDue(long target)
    {
        lock (_gate)
        {
            var next = _armed.MinBy(timer => (timer.Due, timer.Arming));
            if (next is null || next.Due > target) return null;
            MoveTo(next.Due);
            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero) Arm(next, next.Due + next.Period.Ticks);
            return next;
        }
    }

    private void Arm(FakeTimer timer, long due)
    {
        timer.Due = due;
        timer.Arming = _armings++;
        _armed.Add(timer);
        foreach (var (_, armed) in _waiters.FindAll(waiter => waiter.Count <= _armed.Count)) armed.TrySetResult();
        _waiters.RemoveAll(waiter => waiter.Count <= _armed.Count);
    }

    private sealed class FakeTimer(FakeTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public long Due { get; set; }

        /// <summary>Of timers due together the one set first fires first.</summary>
        public long Arming { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (_disposed) return false;
                time._armed.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan) time.Arm(this, time._elapsedTicks + dueTime.Ticks);
                return true;
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._gate)
            {
                _disposed = true;
                time._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

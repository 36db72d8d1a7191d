namespace Redline.Delivery.Effects;

/// <summary>What came of asking for a turn at a host.</summary>
internal enum TurnKind
{
    /// <summary>The call may be made; <see cref="HostLane.Leave"/> must follow.</summary>
    Granted,

    /// <summary>The host's circuit is open.</summary>
    CircuitOpen,

    /// <summary>Too many wait.</summary>
    Full,
}

/// <summary>A turn at a host.</summary>
/// <param name="Kind">Whether there is one.</param>
/// <param name="Generation">The state of the circuit it was given under.</param>
internal readonly record struct HostTurn(TurnKind Kind, int Generation = 0);

/// <summary>
/// The calls at one host: so many at once, the others wait and go by priority, then by the order in which their effects were
/// started; none while the circuit is open or the host asked to be left alone. Any thread.
/// </summary>
internal sealed class HostLane : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedSet<Waiting> _waiting = new(Comparer<Waiting>.Create(Waiting.Compare));
    private readonly EffectOptions _options;
    private readonly TimeProvider _time;
    private readonly CircuitBreaker _breaker;
    private readonly ITimer _pauseEnd;
    private long _pausedFrom;
    private TimeSpan _pause;
    private int _running;
    private long _arrivals;

    public HostLane(string host, EffectOptions options, TimeProvider time)
    {
        (Host, _options, _time) = (host, options, time);
        _breaker = new(options.FailuresToOpen, options.OpenTime, time);
        _pauseEnd = time.CreateTimer(_ => OnPauseEnd(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The circuit opened or closed. Told outside the lock, on the thread of whoever ended a call.</summary>
    public event Action<HostLane, CircuitState>? Changed;

    /// <summary>Host and port, as they are shown.</summary>
    public string Host { get; }

    /// <summary>Effects that wait for their turn.</summary>
    public int Waits
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Calls being made.</summary>
    public int Runs
    {
        get
        {
            lock (_gate) return _running;
        }
    }

    /// <summary>Whether the host is called.</summary>
    public CircuitState Circuit
    {
        get
        {
            lock (_gate) return _breaker.State;
        }
    }

    /// <summary>Whether nobody waits or calls, and whether forgetting it would lose nothing either.</summary>
    public (bool IsIdle, bool IsQuiet) Rest
    {
        get
        {
            lock (_gate)
            {
                var isIdle = _running == 0 && _waiting.Count == 0;
                return (isIdle, isIdle && _breaker.IsQuiet && !IsPaused);
            }
        }
    }

    private bool IsPaused => _pause > TimeSpan.Zero && _time.GetElapsedTime(_pausedFrom) < _pause;

    /// <summary>Asks for a turn and waits for it. Takes its place in the order before it returns.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up; the place is free again.</exception>
    public Task<HostTurn> EnterAsync(int priority, long startOrder, CancellationToken cancellationToken)
    {
        Waiting waiting;
        lock (_gate)
        {
            if (_breaker.IsOpen) return Task.FromResult(new HostTurn(TurnKind.CircuitOpen));
            if (_waiting.Count >= _options.MaxWaitingPerHost) return Task.FromResult(new HostTurn(TurnKind.Full));
            waiting = new(priority, startOrder, _arrivals++);
            _waiting.Add(waiting);
            Pump();
        }

        return waiting.Turn.Task.IsCompleted ? waiting.Turn.Task : WaitAsync(waiting, cancellationToken);
    }

    /// <summary>A call that had its turn ended.</summary>
    /// <param name="turn">Its turn.</param>
    /// <param name="verdict">What it says of the host.</param>
    /// <param name="pause">How long the host asks to be left alone; null: it does not.</param>
    public void Leave(HostTurn turn, CallVerdict verdict, TimeSpan? pause = null)
    {
        CircuitState before, after;
        lock (_gate)
        {
            _running--;
            before = _breaker.State;
            _breaker.End(turn.Generation, verdict);
            after = _breaker.State;
            if (pause is { } asked && asked > TimeSpan.Zero && (!IsPaused || asked > _pause - _time.GetElapsedTime(_pausedFrom)))
                (_pausedFrom, _pause) = (_time.GetTimestamp(), asked);
            Pump();
        }

        if (before != after && (before, after) is not (CircuitState.HalfOpen, CircuitState.Open)) Changed?.Invoke(this, after);
    }

    public void Dispose() => _pauseEnd.Dispose();

    private async Task<HostTurn> WaitAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            return await waiting.Turn.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            bool wasWaiting;
            lock (_gate) wasWaiting = _waiting.Remove(waiting);
            if (!wasWaiting && await waiting.Turn.Task is { Kind: TurnKind.Granted } turn) Leave(turn, CallVerdict.None);
            throw;
        }
    }

    private void OnPauseEnd()
    {
        lock (_gate) Pump();
    }

    private void Pump()
    {
        while (_waiting.Count > 0)
        {
            if (_breaker.IsOpen)
            {
                foreach (var waiting in _waiting) waiting.Turn.SetResult(new(TurnKind.CircuitOpen));
                _waiting.Clear();
                return;
            }

            if (IsPaused)
            {
                _pauseEnd.Change(_pause - _time.GetElapsedTime(_pausedFrom), Timeout.InfiniteTimeSpan);
                return;
            }

            if (_running >= _options.CallsPerHost || _breaker.State == CircuitState.HalfOpen) return;
            var first = _waiting.Min!;
            _waiting.Remove(first);
            _running++;
            _breaker.Begin();
            first.Turn.SetResult(new(TurnKind.Granted, _breaker.Generation));
        }
    }

    private sealed record Waiting(int Priority, long StartOrder, long Arrival)
    {
        public TaskCompletionSource<HostTurn> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static int Compare(Waiting a, Waiting b) =>
            (a.Priority, a.StartOrder, a.Arrival).CompareTo((b.Priority, b.StartOrder, b.Arrival));
    }
}

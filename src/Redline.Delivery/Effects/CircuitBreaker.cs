namespace Redline.Delivery.Effects;

/// <summary>Whether a host is called.</summary>
internal enum CircuitState
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>One call tries whether it is back; the others wait for what comes of it.</summary>
    HalfOpen,

    /// <summary>It is not, for a time.</summary>
    Open,
}

/// <summary>What a call says of its host.</summary>
internal enum CallVerdict
{
    /// <summary>Nothing: it was broken off by us.</summary>
    None,

    /// <summary>It is alive.</summary>
    Good,

    /// <summary>It gave nothing that can be used.</summary>
    Bad,
}

/// <summary>
/// Opens after so many failures one after the other, and lets one call through after a time. What calls say that began
/// before it last changed is not counted. Under its host's lock.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan openTime, TimeProvider time)
{
    private int _failures;
    private long _openedAt;

    /// <summary>Whether the host is called, as of the last call.</summary>
    public CircuitState State { get; private set; }

    /// <summary>Grows with each change of state.</summary>
    public int Generation { get; private set; }

    /// <summary>Whether nothing speaks against the host.</summary>
    public bool IsQuiet => State == CircuitState.Closed && _failures == 0;

    /// <summary>Whether it is open now; when its time is over the next call is the one that tries.</summary>
    public bool IsOpen => State == CircuitState.Open && time.GetElapsedTime(_openedAt) < openTime;

    /// <summary>A call begins; not while it is open or one is trying.</summary>
    public void Begin()
    {
        if (State == CircuitState.Open) Change(CircuitState.HalfOpen);
    }

    /// <summary>A call ended.</summary>
    public void End(int generation, CallVerdict verdict)
    {
        if (generation != Generation) return;
        switch (State, verdict)
        {
            case (CircuitState.HalfOpen, CallVerdict.None):
                Change(CircuitState.Open); // its time is over still: the next call tries
                break;
            case (CircuitState.HalfOpen, CallVerdict.Bad):
                Open();
                break;
            case (_, CallVerdict.Good):
                _failures = 0;
                if (State != CircuitState.Closed) Change(CircuitState.Closed);
                break;
            case (CircuitState.Closed, CallVerdict.Bad):
                if (++_failures >= failuresToOpen) Open();
                break;
        }
    }

    private void Open()
    {
        _openedAt = time.GetTimestamp();
        Change(CircuitState.Open);
    }

    private void Change(CircuitState state)
    {
        State = state;
        Generation++;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Redline.Delivery.Effects;

/// <summary>The hosts that are called, so many at most: one that nobody waits for gives way to another. Any thread.</summary>
internal sealed class HostLanes(EffectOptions options, TimeProvider time, Action<HostLane, CircuitState> changed) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (HostLane Lane, long Used)> _lanes = new(StringComparer.Ordinal);
    private long _uses;

    /// <summary>All of them.</summary>
    public IReadOnlyList<HostLane> All
    {
        get
        {
            lock (_gate) return [.. _lanes.Values.Select(l => l.Lane)];
        }
    }

    /// <summary>Asks for a turn at a host (<see cref="HostLane.EnterAsync"/>). No lane: there are too many hosts that are busy.</summary>
    public (HostLane? Lane, Task<HostTurn> Turn) Enter(string host, int priority, long startOrder, CancellationToken cancellationToken)
    {
        lock (_gate) // from looking it up to being in it a lane must not be forgotten
        {
            return Find(host, out var lane)
                ? (lane, lane.EnterAsync(priority, startOrder, cancellationToken))
                : (null, Task.FromResult(new HostTurn(TurnKind.Full)));
        }
    }

    public void Dispose()
    {
        foreach (var lane in All) lane.Dispose();
    }

    private bool Find(string host, [NotNullWhen(true)] out HostLane? lane)
    {
        lane = null;
        if (_lanes.TryGetValue(host, out var known)) lane = known.Lane;
        else if (_lanes.Count < options.MaxHosts || Forget())
        {
            lane = new(host, options, time);
            lane.Changed += changed;
        }

        if (lane is null) return false;
        _lanes[host] = (lane, _uses++);
        return true;
    }

    // Quiet ones first, then those whose trouble is forgotten with them; of each the one longest not used.
    private bool Forget()
    {
        var idle = _lanes.Select(l => (l.Value.Lane, l.Value.Used, At: l.Value.Lane.Rest)).Where(l => l.At.IsIdle).ToList();
        if (idle.Count == 0) return false;
        var lane = idle.MinBy(l => (l.At.IsQuiet ? 0 : 1, l.Used)).Lane;
        lane.Changed -= changed;
        lane.Dispose();
        return _lanes.Remove(lane.Host);
    }
}

using System.Collections.Concurrent;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>
/// Observations on their way from a source to the loop and back, so that a steady flow allocates none. Any thread.
/// Keeps at most 4,096; more are left to the garbage collector.
/// </summary>
public sealed class ObservationPool
{
    private const int MaxKept = 4_096;

    private readonly ConcurrentBag<Observation> _kept = [];
    private int _count;

    /// <summary>An empty observation.</summary>
    public Observation Rent()
    {
        if (!_kept.TryTake(out var observation)) return new Observation();
        Interlocked.Decrement(ref _count);
        return observation;
    }

    /// <summary>Gives one back; the caller must not use it any more.</summary>
    public void Return(Observation observation)
    {
        if (Volatile.Read(ref _count) >= MaxKept) return;
        observation.Clear();
        Interlocked.Increment(ref _count);
        _kept.Add(observation);
    }
}

using System.Collections.Concurrent;

namespace Redline.Server.Queues;

/// <summary>
/// Which queues somebody looks at, so that a source which brings only what matters brings them too: each for five minutes
/// after it was last asked for. At most 1,000; further ones show what is known of them without being followed. Any thread.
/// </summary>
internal sealed class OpenQueueViews(TimeProvider wall)
{
    private const int MaxOpen = 1_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, long> _askedAt = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Another number whenever a queue was opened or closed.</summary>
    public long Version
    {
        get
        {
            foreach (var (queueId, askedAt) in _askedAt)
                if (wall.GetElapsedTime(askedAt) > Life && _askedAt.TryRemove(new(queueId, askedAt)))
                    Interlocked.Increment(ref _version);
            return Interlocked.Read(ref _version);
        }
    }

    /// <summary>Somebody asked for a queue.</summary>
    public void Open(string queueId)
    {
        if (_askedAt.Count >= MaxOpen && !_askedAt.ContainsKey(queueId)) return;
        var now = wall.GetTimestamp();
        if (_askedAt.TryAdd(queueId, now)) Interlocked.Increment(ref _version);
        else _askedAt[queueId] = now;
    }

    /// <summary>Whether somebody looks at a queue.</summary>
    public bool IsOpen(string queueId) => _askedAt.ContainsKey(queueId);
}

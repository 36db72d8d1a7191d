using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Engine.Sources;

/// <summary>
/// When each queue goes stale. A queue stands in one line of its source, or in none while nothing is expected of it.
/// Hearing of a queue, and a heartbeat, cost nothing that grows with the number of queues, and allocate nothing.
/// </summary>
internal sealed class HearingTable
{
    private readonly WakeupHeap _lines = new();
    private Instant _limitedAt = Instant.Beginning;
    private long _made;

    /// <summary>When the next queue goes stale.</summary>
    public Instant NextWakeup => _lines.Next;

    /// <summary>A queue was heard of, or begins to be waited for.</summary>
    /// <param name="queue">The queue; its source, how long it may be unheard of, and since when it is, are known.</param>
    /// <param name="isConfirmed">Whether its source's heartbeats count for it.</param>
    public void Place(QueueEntry queue, bool isConfirmed)
    {
        var line = queue.Line;
        if (line is null || line.Source != queue.Source || line.StaleAfter != queue.StaleAfter || line.AreConfirmed != isConfirmed)
        {
            Remove(queue);
            line = Find(queue.Source!, queue.StaleAfter, isConfirmed);
        }
        else
        {
            line.Remove(queue);
        }

        line.Add(queue);
        Schedule(line);
    }

    /// <summary>Nothing is expected of a queue.</summary>
    public void Remove(QueueEntry queue)
    {
        if (queue.Line is not { } line) return;
        line.Remove(queue);
        Schedule(line);
    }

    /// <summary>A source was heard of as a whole.</summary>
    public void Beat(SourceEntry source)
    {
        for (var i = 0; i < source.Lines.Count; i++) // by index: an enumerator would be allocated
            if (source.Lines[i].AreConfirmed)
                Schedule(source.Lines[i]);
    }

    /// <summary>How long queues may be unheard of was changed at an instant: none is stale before it.</summary>
    public void Limited(Instant at) => _limitedAt = at;

    /// <summary>Takes the next queue that is stale at an instant, and since when nothing was heard of it.</summary>
    public QueueEntry? TakeStale(Instant at, out Instant since)
    {
        since = default;
        if (_lines.TakeDue(at) is not HearingLine line) return null;
        var queue = line.First!;
        since = line.HeardOf(queue);
        line.Remove(queue);
        Schedule(line);
        return queue;
    }

    private void Schedule(HearingLine line) => _lines.Schedule(line, Instant.Max(line.StaleAt, _limitedAt));

    private HearingLine Find(SourceEntry source, long staleAfter, bool areConfirmed)
    {
        foreach (var line in source.Lines)
            if (line.StaleAfter == staleAfter && line.AreConfirmed == areConfirmed)
                return line;
        var made = new HearingLine(source, staleAfter, areConfirmed) { Order = _made++ };
        source.Lines.Add(made);
        return made;
    }
}

using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Engine.Sources;

/// <summary>
/// Queues of one source that may be unheard of for the same time, in the order in which they were last heard of: only
/// the first can be the next to go stale, and hearing of one is to move it to the end.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="staleAfter">For how long they may be unheard of, in milliseconds.</param>
/// <param name="areConfirmed">Whether a heartbeat counts for them: not for queues that must be confirmed first.</param>
internal sealed class HearingLine(SourceEntry source, long staleAfter, bool areConfirmed) : Scheduled
{
    public SourceEntry Source => source;

    public long StaleAfter => staleAfter;

    public bool AreConfirmed => areConfirmed;

    public QueueEntry? First { get; private set; }

    private QueueEntry? Last { get; set; }

    /// <summary>When the first goes stale.</summary>
    public Instant StaleAt => First is null ? Instant.Never : HeardOf(First).Plus(staleAfter);

    /// <summary>When a queue in it was last heard of, its source's heartbeats included.</summary>
    public Instant HeardOf(QueueEntry queue) => areConfirmed ? Instant.Max(queue.InLineSince, source.VouchesUntil) : queue.InLineSince;

    /// <summary>Puts a queue where it belongs: at the end, nearly always.</summary>
    public void Add(QueueEntry queue)
    {
        var before = Last;
        while (before is not null && before.InLineSince > queue.InLineSince) before = before.Earlier;
        var after = before is null ? First : before.Later;
        (queue.Line, queue.Earlier, queue.Later) = (this, before, after);
        if (before is null) First = queue;
        else before.Later = queue;
        if (after is null) Last = queue;
        else after.Earlier = queue;
    }

    public void Remove(QueueEntry queue)
    {
        if (queue.Earlier is null) First = queue.Later;
        else queue.Earlier.Later = queue.Later;
        if (queue.Later is null) Last = queue.Earlier;
        else queue.Later.Earlier = queue.Earlier;
        (queue.Line, queue.Earlier, queue.Later) = (null, null, null);
    }
}

using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Engine.Sources;

/// <summary>
/// The sources, what is heard of them, and which of their queues are not seen: the volatile side of blindness. Whether a
/// queue is decided follows from here; what people are told of it is <see cref="BlindnessTeller"/>'s.
/// </summary>
internal sealed class SourceTable(EngineLimits limits, WatchTable watches, BlindnessTeller teller)
{
    private readonly Dictionary<string, SourceEntry> _sources = new(StringComparer.Ordinal);
    private readonly HearingTable _hearing = new();

    private const int FewQueues = 32;

    /// <summary>When the next queue goes stale.</summary>
    public Instant NextWakeup => _hearing.NextWakeup;

    public IReadOnlyCollection<SourceEntry> All => _sources.Values;

    /// <summary>The source of an id; null: there are as many as there may be.</summary>
    public SourceEntry? FindOrAdd(string id)
    {
        if (_sources.TryGetValue(id, out var source)) return source;
        if (_sources.Count >= limits.MaxSources) return null;
        return _sources[id] = new SourceEntry(id);
    }

    public SourceEntry? Find(string id) => _sources.GetValueOrDefault(id);

    /// <summary>A queue is heard of by a source, perhaps another one than before.</summary>
    public void Attach(QueueEntry queue, SourceEntry source, Instant now)
    {
        if (queue.Source == source) return;
        if (queue.Source is { } before) Detach(queue, before, now);
        queue.Source = source;
        source.Queues.Add(queue);
        if (source.Silent.Count > 0) teller.Changed(source, BlindCause.Silence, now);
        if (queue.IsSilent) BeSilent(queue, now, now);
        else if (source.Covers(queue.Id)) Cover(queue);
    }

    /// <summary>A queue is no more.</summary>
    public void Forget(QueueEntry queue, Instant now)
    {
        if (queue.Source is { } source) Detach(queue, source, now);
        queue.Source = null;
    }

    /// <summary>Something was heard of a queue.</summary>
    public void Hear(QueueEntry queue, Instant now)
    {
        queue.Source!.HeardAt = now;
        if (queue.Whole.Confirmed) Await(queue, isConfirmed: true, now);
    }

    /// <summary>A source says that it is there, and vouches for its queues up to an instant.</summary>
    public void Beat(SourceEntry source, Instant now, Instant until)
    {
        source.HeardAt = source.BeatAt = now;
        source.VouchesUntil = Instant.Max(source.VouchesUntil, until);
        _hearing.Beat(source);
    }

    /// <summary>
    /// What a source sent is stamped too far from now: none of its queues is seen until it sends what is not.
    /// </summary>
    public void ClockIsOff(string sourceId, Instant now)
    {
        if (FindOrAdd(sourceId) is not { IsClockOff: false } source) return;
        source.IsClockOff = true;
        foreach (var queue in source.Queues) Cover(queue);
        teller.Changed(source, BlindCause.Clock, now);
    }

    public void ClockIsRight(SourceEntry source, Instant now)
    {
        source.IsClockOff = false;
        Uncover(source, now);
        teller.Changed(source, BlindCause.Clock, now);
    }

    /// <summary>Whoever listens to a source says whether it sees.</summary>
    public void Report(ReportSource report, Instant now)
    {
        var cause = report.QueueIds is { Count: 0 } ? null : report.Cause;
        var source = cause is null ? Find(report.SourceId) : FindOrAdd(report.SourceId);
        if (source is null) return;
        var before = source.Reported;
        source.Reported = cause;
        source.ReportedQueues = cause is null || report.QueueIds is null ? null : new(report.QueueIds, StringComparer.Ordinal);
        foreach (var queue in source.Queues)
            if (source.Covers(queue.Id))
                Cover(queue);
        Uncover(source, now);
        if (before is { } was) teller.Changed(source, was, now);
        if (cause is { } isNow) teller.Changed(source, isNow, now);
    }

    /// <summary>The waiting metrics of a queue were heard; false: it cannot be seen all the same.</summary>
    public bool Confirm(QueueEntry queue, Instant now)
    {
        var source = queue.Source!;
        if (source.Covers(queue.Id)) return false;
        if (queue.Whole.Confirmed) return true;
        (queue.IsRestarting, queue.IsSilent, queue.IsCovered) = (false, false, false);
        RemoveSilent(queue, source, now);
        Await(queue, isConfirmed: true, now);
        return true;
    }

    /// <summary>A restarted server has not heard of a queue; it is given time until <see cref="EndWarming"/>.</summary>
    public void Warm(QueueEntry queue, Instant now)
    {
        queue.IsRestarting = true;
        _hearing.Remove(queue);
        if (queue.Source is null && FindOrAdd("") is { } unknown) Attach(queue, unknown, now);
        teller.Warm();
    }

    /// <summary>After a restart: what was told stays told until it is known whether it is still so.</summary>
    public void Restore(SourceState told, Instant now)
    {
        foreach (var blind in told.Blind)
        {
            if (FindOrAdd(blind.SourceId) is not { } source) continue;
            teller.Warm();
            teller.Changed(source, blind.Cause, now);
        }
    }

    /// <summary>The time a restart is given is over: what is not confirmed by now is not seen.</summary>
    public void EndWarming(IEnumerable<QueueEntry> queues, Instant now)
    {
        foreach (var queue in queues)
        {
            foreach (var scope in queue.Media) scope.IsBlind = !scope.Confirmed;
            if (!queue.IsRestarting) continue;
            queue.IsRestarting = false;
            if (queue.Source is { } source && !source.Covers(queue.Id)) BeSilent(queue, Instant.Min(Instant.Max(source.HeardAt, queue.HeardAt), now), now);
        }

        teller.EndWarming(now);
    }

    /// <summary>Which streams read a queue, and how impatient they are, may have changed.</summary>
    public void Limit(QueueEntry queue, Instant now)
    {
        var (isRead, staleAfter) = LimitOf(queue);
        if (isRead == queue.IsRead && staleAfter == queue.StaleAfter) return;
        var wasRead = queue.IsRead;
        (queue.IsRead, queue.StaleAfter) = (isRead, staleAfter);
        if (queue.Source is not { } source) return;
        if (queue is { IsBlind: false, IsRestarting: false }) Await(queue, queue.Whole.Confirmed, queue.InLineSince);
        if (isRead == wasRead) return;
        if (queue.IsSilent && isRead) AddSilent(queue, now, now);
        else RemoveSilent(queue, source, now);
    }

    /// <summary>
    /// The same for some of all queues. Many come to stand in their lines in one go, in the order in which they were heard
    /// of; a few are each put where they belong.
    /// </summary>
    public void Limit(IReadOnlyCollection<QueueEntry> some, IReadOnlyCollection<QueueEntry> all, Instant now)
    {
        if (some.Count > FewQueues)
        {
            LimitAll(all, now);
            return;
        }

        _hearing.Limited(now);
        foreach (var queue in some) Limit(queue, now);
        foreach (var source in some.Select(q => q.Source).OfType<SourceEntry>().Distinct()) source.Lines.RemoveAll(l => l.First is null);
    }

    private void LimitAll(IReadOnlyCollection<QueueEntry> queues, Instant now)
    {
        _hearing.Limited(now);
        foreach (var queue in queues) _hearing.Remove(queue);
        foreach (var source in _sources.Values) source.Lines.Clear(); // what nobody says any more leaves nothing behind
        foreach (var queue in queues.OrderBy(q => q.InLineSince)) // each comes to stand at an end
        {
            Limit(queue, now);
            if (queue is { Source: not null, Line: null, IsBlind: false, IsRestarting: false }) Await(queue, queue.Whole.Confirmed, queue.InLineSince);
        }
    }

    /// <summary>Time alone has changed what is seen: takes what is stale at an instant.</summary>
    public void Elapse(Instant at)
    {
        while (_hearing.TakeStale(at, out var since) is { } queue) BeSilent(queue, since, at);
    }

    private void Detach(QueueEntry queue, SourceEntry source, Instant now)
    {
        _hearing.Remove(queue);
        source.Queues.Remove(queue);
        RemoveSilent(queue, source, now);
    }

    private void Cover(QueueEntry queue)
    {
        queue.IsCovered = true;
        _hearing.Remove(queue);
        Unconfirm(queue);
    }

    // What is heard from now on may confirm them; they are given as long as they may be unheard of.
    private void Uncover(SourceEntry source, Instant now)
    {
        foreach (var queue in source.Queues)
            if (queue is { Whole.Confirmed: false, IsSilent: false, IsRestarting: false, IsCovered: true } && !source.Covers(queue.Id))
            {
                queue.IsCovered = false;
                Await(queue, isConfirmed: false, now);
            }
    }

    // In no line while no stream reads it: nobody is waiting for it.
    private void Await(QueueEntry queue, bool isConfirmed, Instant since)
    {
        queue.InLineSince = since;
        if (queue.IsRead) _hearing.Place(queue, isConfirmed);
        else _hearing.Remove(queue);
    }

    private void BeSilent(QueueEntry queue, Instant since, Instant now)
    {
        queue.IsSilent = true;
        Unconfirm(queue);
        if (queue.IsRead) AddSilent(queue, since, now);
    }

    private void AddSilent(QueueEntry queue, Instant since, Instant now)
    {
        var source = queue.Source!;
        if (source.Silent.Count == 0) source.SilentSince = since == Instant.Beginning ? now : since;
        source.Silent.Add(queue.Id);
        teller.Changed(source, BlindCause.Silence, now);
    }

    private void RemoveSilent(QueueEntry queue, SourceEntry source, Instant now)
    {
        if (source.Silent.Count == 0) return;
        source.Silent.Remove(queue.Id);
        teller.Changed(source, BlindCause.Silence, now); // also when it was not among them: fewer or more are not
    }

    private void Unconfirm(QueueEntry queue)
    {
        watches.Unconfirm(queue.Whole);
        foreach (var scope in queue.Media) watches.Unconfirm(scope);
    }

    private static (bool IsRead, long StaleAfter) LimitOf(QueueEntry queue)
    {
        var least = long.MaxValue;
        foreach (var watch in queue.Whole.Watches) least = Math.Min(least, watch.Stream.StaleAfterMilliseconds);
        foreach (var scope in queue.Media)
            foreach (var watch in scope.Watches)
                least = Math.Min(least, watch.Stream.StaleAfterMilliseconds);
        return (least != long.MaxValue, least);
    }
}

using System.Numerics;
using Redline.Engine.Alerts;
using Redline.Engine.Sources;

namespace Redline.Engine.Queues;

/// <summary>Takes observations into the volatile state and marks what they touch. Nothing else changes that state.</summary>
internal sealed class QueueIntake(EngineLimits limits, WatchTable watches, SourceTable sources, MinuteTable minutes)
{
    private readonly Dictionary<string, QueueEntry> _queues = new(StringComparer.Ordinal);
    private readonly List<QueueCheckpoint> _gone = [];

    public IReadOnlyCollection<QueueEntry> All => _queues.Values;

    public IEnumerable<QueueScope> Scopes => _queues.Values.SelectMany(q => q.Media.Prepend(q.Whole));

    public ObserveOutcome Observe(Observation observation, Instant now)
    {
        var ahead = observation.ObservedAt.Since(now);
        if (ahead > limits.MaxObservationDelayMilliseconds || ahead < -limits.MaxObservationDelayMilliseconds)
        {
            sources.ClockIsOff(observation.SourceId, now);
            return ObserveOutcome.ClockRefused;
        }

        if (FindOrAdd(observation.QueueId, now) is not { } queue) return ObserveOutcome.LimitReached;
        if (!HeardBy(queue, observation.SourceId, now)) return ObserveOutcome.LimitReached;
        QueueScope? scope = null;
        if (observation.MediaType is { } mediaType && (scope = FindOrAdd(queue, mediaType, now)) is null) return ObserveOutcome.LimitReached;

        Identify(queue, observation.QueueName, observation.DivisionId, observation.ServiceLevelTargetSeconds, observation.ObservedAt, now);
        var at = Instant.Min(observation.ObservedAt, now);
        var outcome = TakeValues(queue, scope, observation, at, now);
        Hear(queue, now);
        if ((observation.Mask & Metrics.WaitingMask) != 0) Confirm(queue, scope, at, now);
        return outcome;
    }

    public void Heartbeat(string sourceId, Instant now, Instant until)
    {
        if (sources.FindOrAdd(sourceId) is not { } source) return;
        sources.Beat(source, now, until);
        if (watches.AgeReaders == 0) return;
        foreach (var queue in source.Queues) HearAge(queue, now);
    }

    /// <summary>The queue of an id, or null.</summary>
    public QueueEntry? Find(string queueId) => _queues.GetValueOrDefault(queueId);

    /// <summary>The scope of a fingerprint; null: its queue, or that media type of it, is not known.</summary>
    public QueueScope? ScopeOf(Fingerprint fingerprint) => Find(fingerprint.QueueId)?.Find(fingerprint.MediaType);

    /// <summary>A queue is no more: what was known of it is forgotten, and so are its checkpoints.</summary>
    public void Forget(string queueId, Instant now)
    {
        if (!_queues.Remove(queueId, out var queue)) return;
        foreach (var scope in queue.Media.Prepend(queue.Whole))
        {
            watches.Unbind(scope);
            minutes.Forget(scope);
            _gone.Add(QueueCheckpoint.Nothing(queue.SourceId, queueId, scope.MediaType));
        }

        sources.Forget(queue, now);
    }

    /// <summary>Checkpoints that say that nothing is known any more; given once.</summary>
    public IReadOnlyList<QueueCheckpoint> TakeGone()
    {
        if (_gone.Count == 0) return [];
        QueueCheckpoint[] gone = [.. _gone];
        _gone.Clear();
        return gone;
    }

    /// <summary>Takes back what was known before a restart; the queue is warming until it is heard of again.</summary>
    public void Restore(QueueCheckpoint checkpoint)
    {
        if (checkpoint.SaysNothing) return;
        var at = checkpoint.Metrics.Aggregate(Instant.Beginning, (latest, m) => Instant.Max(latest, m.At));
        if (FindOrAdd(checkpoint.QueueId, at) is not { } queue) return;
        queue.Whole.Confirmed = false;
        if (sources.FindOrAdd(checkpoint.SourceId) is { } source) sources.Attach(queue, source, at);
        sources.Warm(queue, at);
        var scope = checkpoint.MediaType is null ? queue.Whole : FindOrAdd(queue, checkpoint.MediaType, at);
        if (scope is null) return;
        scope.Confirmed = false;
        Identify(queue, checkpoint.QueueName, checkpoint.DivisionId, checkpoint.ServiceLevelTargetSeconds, at, at);
        uint taken = 0;
        foreach (var metric in checkpoint.Metrics) taken |= scope.Take(metric.Metric, metric.Stored ?? Metrics.None, metric.At, metric.At);
        minutes.Restore(scope, taken);
        if (checkpoint.LastZeroWaiting is { } zero) scope.LastZeroWaiting = zero;
        Spread(queue, scope, scope.Refresh(taken | Metrics.WaitingMask), at);
        scope.CheckpointDue = false;
    }

    /// <summary>A queue the durable state speaks of is warming even when no value of it was kept.</summary>
    public void Warm(Fingerprint fingerprint, Instant now)
    {
        var scope = Warm(fingerprint.QueueId, fingerprint.MediaType, now);
        watches.Resume(fingerprint, scope, now);
    }

    private QueueScope? Warm(string queueId, string? mediaType, Instant now)
    {
        if (FindOrAdd(queueId, now) is not { } queue) return null;
        queue.Whole.Confirmed = false;
        sources.Warm(queue, now);
        if (mediaType is null) return queue.Whole;
        if (FindOrAdd(queue, mediaType, now) is not { } scope) return null;
        scope.Confirmed = false;
        return scope;
    }

    /// <summary>A stream that reads the age began to look: its queues were heard of when they were.</summary>
    public void HearAgain()
    {
        foreach (var queue in _queues.Values)
        {
            var heard = Instant.Max(queue.HeardAt, queue.Source?.BeatAt ?? Instant.Beginning);
            if (heard != Instant.Beginning) HearAge(queue, heard);
        }
    }

    private QueueEntry? FindOrAdd(string queueId, Instant now)
    {
        if (_queues.TryGetValue(queueId, out var queue)) return queue;
        if (_queues.Count >= limits.MaxQueues) return null;
        queue = new QueueEntry(queueId, limits.RingingHoldMilliseconds);
        _queues.Add(queueId, queue);
        watches.Bind(queue.Whole, now);
        sources.Limit(queue, now);
        return queue;
    }

    private QueueScope? FindOrAdd(QueueEntry queue, string mediaType, Instant now)
    {
        if (queue.Find(mediaType) is { } known) return known;
        if (queue.Media.Count >= limits.MaxMediaTypesPerQueue) return null;
        var scope = queue.Add(mediaType);
        watches.Bind(scope, now);
        sources.Limit(queue, now);
        return scope;
    }

    // False: there are as many sources as there may be.
    private bool HeardBy(QueueEntry queue, string sourceId, Instant now)
    {
        var source = queue.Source;
        if (source?.Id != sourceId)
        {
            source = sources.FindOrAdd(sourceId);
            if (source is null) return false;
            sources.Attach(queue, source, now);
        }

        if (source.IsClockOff) sources.ClockIsRight(source, now);
        return true;
    }

    // A queue that was renamed or moved is bound anew: its identity was folded into the conditions.
    private void Identify(QueueEntry queue, string? queueName, string? divisionId, double? targetSeconds, Instant at, Instant now)
    {
        if (!queue.Identify(queueName, divisionId, targetSeconds, at)) return;
        Rebind(queue.Whole, now);
        foreach (var scope in queue.Media) Rebind(scope, now);
        sources.Limit(queue, now);
    }

    private void Rebind(QueueScope scope, Instant now)
    {
        scope.Rename();
        watches.Rebind(scope, now);
    }

    private ObserveOutcome TakeValues(QueueEntry queue, QueueScope? scope, Observation observation, Instant at, Instant now)
    {
        uint takenMedia = 0, takenWhole = 0;
        for (var rest = observation.Mask; rest != 0; rest &= rest - 1)
        {
            var metric = (Metric)BitOperations.TrailingZeroCount(rest);
            if (metric.IsQueueWide()) takenWhole |= queue.Whole.Take(metric, observation.Stored(metric), observation.ObservedAt, now);
            else if (scope is not null) takenMedia |= scope.Take(metric, observation.Stored(metric), observation.ObservedAt, now);
        }

        var changedMedia = scope?.Refresh(takenMedia) ?? 0;
        var changedWhole = queue.Whole.Refresh(takenWhole);
        if (scope is not null)
        {
            watches.Touch(scope, changedMedia, at);
            minutes.Take(scope, takenMedia, at, now);
        }

        Spread(queue, queue.Whole, changedWhole, at);
        return (changedMedia | changedWhole) != 0 ? ObserveOutcome.Changed
            : (takenMedia | takenWhole) != 0 ? ObserveOutcome.Unchanged : ObserveOutcome.Stale;
    }

    private void Hear(QueueEntry queue, Instant now)
    {
        sources.Hear(queue, now);
        HearAge(queue, now);
    }

    private void HearAge(QueueEntry queue, Instant now)
    {
        queue.HeardAt = Instant.Max(queue.HeardAt, now);
        if (watches.AgeReaders == 0) return;
        var taken = queue.Whole.Take(Metric.ObservationAgeSeconds, queue.HeardAt.Milliseconds, queue.HeardAt, now);
        Spread(queue, queue.Whole, queue.Whole.Refresh(taken), queue.HeardAt);
    }

    private void Confirm(QueueEntry queue, QueueScope? scope, Instant at, Instant now)
    {
        if (!sources.Confirm(queue, now)) return;
        if (!queue.Whole.Confirmed) watches.Confirm(queue.Whole, at, now);
        if (scope is { Confirmed: false }) watches.Confirm(scope, at, now);
    }

    // Queue-wide values show in every media type of the queue.
    private void Spread(QueueEntry queue, QueueScope from, uint changed, Instant at)
    {
        if (changed == 0) return;
        watches.Touch(from, changed, at);
        if (from != queue.Whole) return;
        for (var i = 0; i < queue.Media.Count; i++) // by index: an enumerator would be allocated
        {
            var scope = queue.Media[i];
            uint mirrored = 0;
            for (var rest = changed; rest != 0; rest &= rest - 1)
                mirrored |= scope.Mirror((Metric)BitOperations.TrailingZeroCount(rest), from);
            watches.Touch(scope, mirrored, at);
        }
    }
}

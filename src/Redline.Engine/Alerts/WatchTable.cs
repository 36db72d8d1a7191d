using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Engine.Alerts;

/// <summary>
/// Every fingerprint that can be decided, and when each must be: binds streams to scopes, marks what changed values
/// touch, and keeps the wake-ups. Holds nothing that could not be made anew from both states.
/// </summary>
internal sealed class WatchTable(DurableState durable, StreamBinder binder)
{
    private readonly Dictionary<Fingerprint, FingerprintWatch> _watches = [];
    private readonly WakeupHeap _wakeups = new();
    private readonly List<FingerprintWatch> _unscheduled = [];
    private long _made;

    /// <summary>How many watches read when their queue was last heard of.</summary>
    public int AgeReaders { get; private set; }

    public Instant NextWakeup
    {
        get
        {
            Reschedule();
            return _wakeups.Next;
        }
    }

    public IEnumerable<FingerprintWatch> All => _watches.Values;

    /// <summary>Takes the next fingerprint due at or before an instant; it is scheduled anew once its events are evolved.</summary>
    public FingerprintWatch? TakeDue(Instant upTo) => (FingerprintWatch?)_wakeups.TakeDue(upTo);

    public void Bind(QueueScope scope, Instant now)
    {
        foreach (var stream in durable.Streams.Values) Bind(stream, scope, now);
    }

    public void Bind(StreamState defined, QueueScope scope, Instant now)
    {
        var stream = defined.Definition;
        var state = durable.Find(new Fingerprint(stream.Id, scope.Queue.Id, scope.MediaType));
        if (binder.Bind(stream, scope, durable.References, state is { IsUnfinished: true }) is not { } watch) return;
        watch.State = state;
        watch.Order = (long)stream.Priority << 48 | _made++;
        watch.DefinedAt = StreamUses.Since(defined, durable.References);

        // After a restart now is when the queue was last heard of: the stream may have come since.
        watch.BoundAt = watch.DecidedAt = watch.ChangedFrom = Instant.Max(now, watch.DefinedAt);
        watch.AfterGap = !scope.Confirmed;
        scope.Watches.Add(watch);
        _watches.Add(watch.Fingerprint, watch);
        if (ReadsAge(watch)) AgeReaders++;
        Unschedule(watch);
    }

    /// <summary>Binds a stream to a scope anew: what it names means something else there.</summary>
    public void Rebind(StreamState defined, QueueScope scope, Instant now)
    {
        if (_watches.TryGetValue(new Fingerprint(defined.Definition.Id, scope.Queue.Id, scope.MediaType), out var watch))
        {
            scope.Watches.Remove(watch);
            Forget(watch);
        }

        Bind(defined, scope, now);
    }

    /// <summary>What streams name was defined anew: none of their facts is dated back before it, as after a restart.</summary>
    public void Date(IReadOnlyCollection<StreamState> defined)
    {
        var since = defined.ToDictionary(s => s.Definition.Id, s => StreamUses.Since(s, durable.References), StringComparer.Ordinal);
        foreach (var watch in _watches.Values)
            if (since.TryGetValue(watch.Fingerprint.StreamId, out var at))
                watch.DefinedAt = at;
    }

    public void Unbind(Func<FingerprintWatch, bool> which)
    {
        foreach (var watch in _watches.Values.Where(which).ToArray())
        {
            watch.Scope.Watches.Remove(watch);
            Forget(watch);
        }
    }

    /// <summary>Unbinds everything that looks at a scope; costs nothing for the others.</summary>
    public void Unbind(QueueScope scope)
    {
        foreach (var watch in scope.Watches) Forget(watch);
        scope.Watches.Clear();
    }

    /// <summary>Values of a scope changed at an instant: whoever reads them must be decided from there.</summary>
    public void Touch(QueueScope scope, uint changed, Instant at)
    {
        if (changed == 0) return;
        foreach (var watch in scope.Watches)
        {
            if ((watch.Reads & changed) == 0) continue;
            watch.ChangedFrom = watch.ChangedFrom == Instant.Never ? at : Instant.Max(watch.ChangedFrom, at);
            Unschedule(watch);
        }
    }

    /// <summary>What keeps breaches from being told changed at an instant: those suppressed must be decided from there.</summary>
    public void TouchSuppressed(Instant at)
    {
        foreach (var watch in _watches.Values)
        {
            if (watch.State is not { Suppression: not SuppressionReason.None }) continue;
            watch.ChangedFrom = watch.ChangedFrom == Instant.Never ? at : Instant.Max(watch.ChangedFrom, at);
            Unschedule(watch);
        }
    }

    /// <summary>A scope is not seen any more: nothing of it is decided until it is confirmed.</summary>
    public void Unconfirm(QueueScope scope)
    {
        if (!scope.Confirmed) return;
        scope.Confirmed = false;
        scope.ForgetRates();
        foreach (var watch in scope.Watches) Unschedule(watch);
    }

    /// <summary>A scope was heard of again after a restart or a blindness: what it says may have begun in the gap.</summary>
    public void Confirm(QueueScope scope, Instant at, Instant now)
    {
        scope.Confirmed = true;
        scope.IsBlind = false;
        foreach (var watch in scope.Watches)
        {
            // Checkpoints of a source whose clock is ahead carry instants that have not come yet; they count as now.
            var changed = watch.ChangedFrom == Instant.Never ? at : Instant.Max(watch.ChangedFrom, at);
            watch.ChangedFrom = Instant.Min(changed, now);
            watch.BoundAt = Instant.Min(watch.BoundAt, now);
            watch.AfterGap = true;
            Unschedule(watch);
        }
    }

    /// <summary>The durable state of a fingerprint changed.</summary>
    public void Evolved(Fingerprint fingerprint)
    {
        if (!_watches.TryGetValue(fingerprint, out var watch)) return;
        watch.State ??= durable.Find(fingerprint);
        Unschedule(watch);
    }

    public void Unschedule(FingerprintWatch watch)
    {
        if (watch.IsUnscheduled) return;
        watch.IsUnscheduled = true;
        _unscheduled.Add(watch);
    }

    private void Forget(FingerprintWatch watch)
    {
        _watches.Remove(watch.Fingerprint);
        _wakeups.Remove(watch);
        watch.IsUnscheduled = false;
        if (ReadsAge(watch)) AgeReaders--;
    }

    private static bool ReadsAge(FingerprintWatch watch) => (watch.Reads & Metric.ObservationAgeSeconds.Bit()) != 0;

    private void Reschedule()
    {
        foreach (var watch in _unscheduled)
        {
            if (!watch.IsUnscheduled) continue; // unbound meanwhile
            watch.IsUnscheduled = false;
            _wakeups.Schedule(watch, watch.NextDue());
        }

        _unscheduled.Clear();
    }
}

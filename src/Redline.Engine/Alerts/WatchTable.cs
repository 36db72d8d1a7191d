using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Engine.Alerts;

/// <summary>
/// Every fingerprint that can be decided, and when each must be: binds streams to scopes, marks what changed values
/// touch, and keeps the wake-ups. Holds nothing that could not be made anew from both states.
/// </summary>
internal sealed class WatchTable
{
    private readonly DurableState _durable;
    private readonly StreamBinder _binder;
    private readonly StreamCandidates _candidates = new();
    private readonly Dictionary<string, List<FingerprintWatch>> _byStream = new(StringComparer.Ordinal);
    private readonly Dictionary<Fingerprint, FingerprintWatch> _watches = [];
    private readonly WakeupHeap _wakeups = new();
    private readonly List<FingerprintWatch> _unscheduled = [];
    private long _made;
    private bool _asksEveryStream;

    public WatchTable(DurableState durable, StreamBinder binder)
    {
        (_durable, _binder) = (durable, binder);
        foreach (var stream in durable.Streams.Values) _candidates.Put(stream, durable.References);
    }

    /// <summary>The queues for which a definition bound or unbound a watch; whoever takes them clears it.</summary>
    public HashSet<QueueEntry> Rebound { get; } = [];

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

    /// <summary>Binds the streams that can look at a scope that is new.</summary>
    public void Bind(QueueScope scope, Instant now)
    {
        foreach (var stream in _asksEveryStream ? _durable.Streams.Values : _candidates.StreamsOf(scope.Queue.Id)) Bind(stream, scope, now);
    }

    /// <summary>
    /// Binds a stream to the scopes it can look at, in place of what it was bound to: only those its ids name, where they do.
    /// </summary>
    public void Define(StreamState defined, QueueIntake queues)
    {
        var id = defined.Definition.Id;
        Unbind(id);
        _candidates.Put(defined, _durable.References);
        var scopes = _candidates.QueuesOf(id) is { } named && !_asksEveryStream
            ? named.Order(StringComparer.Ordinal).Select(queues.Find).OfType<QueueEntry>().SelectMany(q => q.Media.Prepend(q.Whole))
            : queues.Scopes;
        foreach (var scope in scopes)
            if (Bind(defined, scope, defined.DefinedAt))
                Rebound.Add(scope.Queue);
    }

    /// <summary>What streams name means something else now: the queues they can look at follow.</summary>
    public void Renamed(IEnumerable<StreamState> users)
    {
        foreach (var stream in users) _candidates.Put(stream, _durable.References);
    }

    /// <summary>
    /// After a restart: something of a fingerprint may be open although its stream cannot look at the queue any more; it is
    /// bound so that it ends. Null: the queue is not known, and may be later.
    /// </summary>
    public void Resume(Fingerprint fingerprint, QueueScope? scope, Instant now)
    {
        if (scope is null) _asksEveryStream = true; // there were too many queues
        else if (!_watches.ContainsKey(fingerprint) && _durable.Streams.TryGetValue(fingerprint.StreamId, out var stream)) Bind(stream, scope, now);
    }

    private bool Bind(StreamState defined, QueueScope scope, Instant now)
    {
        var stream = defined.Definition;
        var state = _durable.Find(new Fingerprint(stream.Id, scope.Queue.Id, scope.MediaType));
        if (_binder.Bind(stream, scope, _durable.References, state is { IsUnfinished: true }) is not { } watch) return false;
        watch.State = state;
        watch.Order = (long)stream.Priority << 48 | _made++;
        watch.DefinedAt = StreamUses.Since(defined, _durable.References);

        // After a restart now is when the queue was last heard of: the stream may have come since.
        watch.BoundAt = watch.DecidedAt = watch.ChangedFrom = Instant.Max(now, watch.DefinedAt);
        watch.AfterGap = !scope.Confirmed;
        scope.Watches.Add(watch);
        Add(watch);
        if (ReadsAge(watch)) AgeReaders++;
        Unschedule(watch);
        return true;
    }

    /// <summary>Binds a stream to a scope anew: what it names means something else there.</summary>
    public void Rebind(StreamState defined, QueueScope scope, Instant now)
    {
        if (_watches.TryGetValue(new Fingerprint(defined.Definition.Id, scope.Queue.Id, scope.MediaType), out var watch))
        {
            scope.Watches.Remove(watch);
            Forget(watch);
        }

        Rebound.Add(scope.Queue);
        Bind(defined, scope, now);
    }

    /// <summary>What streams name was defined anew: none of their facts is dated back before it, as after a restart.</summary>
    public void Date(IReadOnlyCollection<StreamState> defined)
    {
        foreach (var stream in defined)
        {
            var since = StreamUses.Since(stream, _durable.References);
            foreach (var watch in _byStream.GetValueOrDefault(stream.Definition.Id) ?? []) watch.DefinedAt = since;
        }
    }

    /// <summary>A stream is no more.</summary>
    public void Delete(string streamId)
    {
        Unbind(streamId);
        _candidates.Remove(streamId);
    }

    /// <summary>A scope is called something else: binds it anew, to what is open in it too.</summary>
    public void Rebind(QueueScope scope, Instant now)
    {
        var unfinished = scope.Watches.Where(w => w.State is { IsUnfinished: true }).Select(w => w.Fingerprint).ToArray();
        Unbind(scope);
        Bind(scope, now);
        foreach (var fingerprint in unfinished) Resume(fingerprint, scope, now);
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
        watch.State ??= _durable.Find(fingerprint);
        Unschedule(watch);
    }

    public void Unschedule(FingerprintWatch watch)
    {
        if (watch.IsUnscheduled) return;
        watch.IsUnscheduled = true;
        _unscheduled.Add(watch);
    }

    private void Unbind(string streamId)
    {
        if (!_byStream.TryGetValue(streamId, out var bound)) return;
        foreach (var watch in bound.ToArray())
        {
            Rebound.Add(watch.Scope.Queue);
            watch.Scope.Watches.Remove(watch);
            Forget(watch);
        }
    }

    private void Add(FingerprintWatch watch)
    {
        _watches.Add(watch.Fingerprint, watch);
        var id = watch.Fingerprint.StreamId;
        if (!_byStream.TryGetValue(id, out var bound)) _byStream[id] = bound = [];
        watch.Place = bound.Count;
        bound.Add(watch);
    }

    // The last takes the place of the one that goes: what a removal costs does not grow with the queues of the stream.
    private void Forget(FingerprintWatch watch)
    {
        var bound = _byStream[watch.Fingerprint.StreamId];
        (bound[watch.Place] = bound[^1]).Place = watch.Place;
        bound.RemoveAt(bound.Count - 1);
        if (bound.Count == 0) _byStream.Remove(watch.Fingerprint.StreamId);
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

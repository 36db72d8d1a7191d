using Redline.Engine.Alerts;
using Redline.Engine.Escalations;
using Redline.Engine.Flows;
using Redline.Engine.Messages;
using Redline.Engine.Silences;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>A stream as it stands: what the operator wrote and which version that is.</summary>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new stream, one more with each change.</param>
/// <param name="DefinedAt">
/// When that version was defined; nothing it says is dated before. The epoch for one kept by a version of the server that
/// did not keep it.
/// </param>
public sealed record StreamState(StreamDefinition Definition, int Version, Instant DefinedAt = default);

/// <summary>
/// What must survive a crash (design section 3, rule 2). Changes only in <see cref="Evolve"/>; its canonical encoding
/// after a replay of the journal equals the one in life. Not safe for use by several threads.
/// </summary>
public sealed class DurableState
{
    private readonly SortedDictionary<string, StreamState> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<Fingerprint, FingerprintState> _fingerprints = [];

    // Says nothing that the fingerprints do not say; an alert is asked for by its number.
    private readonly Dictionary<long, FingerprintState> _open = [];

    private readonly HeldAlerts _held = new();
    private readonly FlappingFingerprints _flapping = new();

    /// <summary>The streams by id, sorted by it.</summary>
    public IReadOnlyDictionary<string, StreamState> Streams => _streams;

    /// <summary>The queue sets and parameters, which the streams name.</summary>
    public DefinedReferences References { get; private set; } = DefinedReferences.Empty;

    /// <summary>Every fingerprint about which anything was ever decided and whose stream exists.</summary>
    public IReadOnlyDictionary<Fingerprint, FingerprintState> Fingerprints => _fingerprints;

    /// <summary>The number of the last alert; 0: none yet.</summary>
    public long LastAlertNumber { get; private set; }

    /// <summary>The open alerts people are not told of, by when that is decided anew.</summary>
    internal HeldAlerts Held => _held;

    /// <summary>The fingerprints that flap, by when people are next updated.</summary>
    internal FlappingFingerprints Flapping => _flapping;

    /// <summary>The messages that have not expired.</summary>
    public MessageState Messages { get; } = new();

    /// <summary>The silences that are not over.</summary>
    public SilenceState Silences { get; } = new();

    /// <summary>The flows, and their executions that run.</summary>
    public FlowState Flows { get; } = new();

    /// <summary>The escalations that are open.</summary>
    public EscalationState Escalations { get; } = new();

    /// <summary>What was told of sources that do not see.</summary>
    public SourceState Sources { get; } = new();

    /// <summary>The latest instant at which anything was decided; time never goes back behind it.</summary>
    public Instant LastDecidedAt { get; private set; } = Instant.Beginning;

    /// <summary>The open alerts, in no particular order.</summary>
    public IEnumerable<Alert> OpenAlerts => _open.Values.Select(f => f.Alert!);

    /// <summary>The state of a fingerprint, or null when nothing was ever decided about it.</summary>
    public FingerprintState? Find(Fingerprint fingerprint) => _fingerprints.GetValueOrDefault(fingerprint);

    /// <summary>The state of the fingerprint whose open alert has a number, or null when no open alert has it.</summary>
    public FingerprintState? FindOpen(long number) => _open.GetValueOrDefault(number);

    /// <summary>Takes one fact. Copies values from it and computes nothing.</summary>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is not this state's.</exception>
    public void Evolve(EngineEvent e)
    {
        LastDecidedAt = Instant.Max(LastDecidedAt, e.DecidedAt);
        switch (e)
        {
            case StreamDefined defined:
                EvolveDefined(defined);
                break;
            case StreamDeleted deleted:
                EvolveDeleted(deleted);
                break;
            case QueueGone gone:
                Forget(f => f.QueueId == gone.QueueId);
                break;
            case FingerprintEvent about:
                EvolveFingerprint(about);
                break;
            default:
                if (EvolveReferences(e) || Messages.Evolve(e) || Flows.Evolve(e) || Sources.Evolve(e) || Silences.Evolve(e) || Escalations.Evolve(e)) break;
                throw new InvalidOperationException($"{e.GetType().Name} has no effect on the state");
        }
    }

    internal void Restore(IEnumerable<StreamState> streams, IEnumerable<FingerprintState> fingerprints, long lastAlertNumber, Instant lastDecidedAt)
    {
        foreach (var stream in streams) _streams.Add(stream.Definition.Id, stream);
        foreach (var fingerprint in fingerprints)
        {
            _fingerprints.Add(fingerprint.Fingerprint, fingerprint);
            _flapping.Follow(fingerprint.Fingerprint, default, UpdateOf(fingerprint));
            if (fingerprint.Alert is not { } alert) continue;
            _open.Add(alert.Number, fingerprint);
            _held.Follow(null, alert);
        }

        LastAlertNumber = lastAlertNumber;
        LastDecidedAt = lastDecidedAt;
    }

    internal void Restore(DefinedReferences references) => References = references;

    private bool EvolveReferences(EngineEvent e)
    {
        if (References.Evolve(e) is not { } references) return false;
        References = references;
        return true;
    }

    private void EvolveDefined(StreamDefined defined)
    {
        var id = defined.Definition.Id;
        _streams[id] = new StreamState(defined.Definition, defined.Version, defined.At);
        if (defined.Version == 1) return;
        foreach (var (fingerprint, state) in _fingerprints)
            if (fingerprint.StreamId == id)
                state.Resize(defined.Definition.Levels.Count);
    }

    private void EvolveDeleted(StreamDeleted deleted)
    {
        _streams.Remove(deleted.StreamId);
        Forget(f => f.StreamId == deleted.StreamId);
    }

    private void Forget(Func<Fingerprint, bool> which)
    {
        foreach (var state in _fingerprints.Values.Where(s => which(s.Fingerprint)).ToArray())
        {
            _fingerprints.Remove(state.Fingerprint);
            _flapping.Follow(state.Fingerprint, UpdateOf(state), default);
            if (state.Alert is not { } alert) continue;
            _open.Remove(alert.Number);
            _held.Follow(alert, null);
        }
    }

    private void EvolveFingerprint(FingerprintEvent e)
    {
        var state = StateOf(e.Fingerprint);
        var (before, update) = (state.Alert, UpdateOf(state));
        state.Evolve(e);
        _held.Follow(before, state.Alert);
        _flapping.Follow(e.Fingerprint, update, UpdateOf(state));
        if (e is AlertTriggered triggered) _open[LastAlertNumber = triggered.Number] = state;
        else if (e is AlertResolved resolved) _open.Remove(resolved.Number);
    }

    private static Instant UpdateOf(FingerprintState state) => state.Flapping?.Until ?? default;

    private FingerprintState StateOf(Fingerprint fingerprint)
    {
        if (_fingerprints.TryGetValue(fingerprint, out var state)) return state;
        if (!_streams.TryGetValue(fingerprint.StreamId, out var stream))
            throw new InvalidOperationException($"The event is about {fingerprint}, whose stream is not defined");
        state = new FingerprintState(fingerprint, stream.Definition.Levels.Count);
        _fingerprints.Add(fingerprint, state);
        return state;
    }
}

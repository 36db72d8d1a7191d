using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Sources;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// An engine with what a server would keep for it: its journal and its checkpoints, both in their encoded form. After
/// every pass it holds the law "replay equals live" against the state; <see cref="Restart"/> starts anew from what was kept.
/// </summary>
public sealed class JournaledEngine
{
    private readonly EngineLimits _limits;
    private readonly List<(string Kind, byte[] Body)> _journal = [];
    private readonly Dictionary<(string QueueId, string? MediaType), byte[]> _checkpoints = [];
    private DurableState _replayed = new();

    /// <summary>An engine that never ran before.</summary>
    public JournaledEngine(EngineLimits? limits = null)
    {
        _limits = limits ?? EngineLimits.Default;
        Engine = new AlertEngine(new DurableState(), _limits);
        Pass = new EnginePass(Engine);
    }

    /// <summary>The engine of now; another one after a restart.</summary>
    public AlertEngine Engine { get; private set; }

    /// <summary>Its passes.</summary>
    public EnginePass Pass { get; private set; }

    /// <summary>How many events were journaled.</summary>
    public int JournalLength => _journal.Count;

    /// <summary>One whole pass at an instant; returns its events, for good.</summary>
    public IReadOnlyList<EngineEvent> Run(Instant now, Action<EnginePass>? between = null)
    {
        Pass.Begin(now);
        between?.Invoke(Pass);
        EngineEvent[] events = [.. Pass.End()];
        foreach (var e in events) Append(e);
        if (events.Any(e => e is QueueGone)) KeepCheckpoints(); // as a server does, in the same transaction
        HoldReplayEqualsLive();
        return events;
    }

    /// <summary>Keeps the values that changed since the last time, as a server does once a second.</summary>
    public void KeepCheckpoints()
    {
        foreach (var checkpoint in Engine.TakeCheckpoints())
            _checkpoints[(checkpoint.QueueId, checkpoint.MediaType)] = StateCodec.Encode(checkpoint);
    }

    /// <summary>Throws the engine away and starts one from the journal and the checkpoints kept.</summary>
    /// <exception cref="ScenarioException">The snapshot and the journal do not give the same state.</exception>
    public void Restart()
    {
        var snapshot = StateCodec.Encode(Engine.Durable);
        var replayed = new DurableState();
        foreach (var (kind, body) in _journal) replayed.Evolve(EventCodec.Decode(kind, body));
        if (!StateCodec.Encode(replayed).AsSpan().SequenceEqual(snapshot)
            || !StateCodec.Encode(StateCodec.Decode(snapshot)).AsSpan().SequenceEqual(snapshot))
            throw new ScenarioException("a restart from the journal and one from the snapshot differ");
        Engine = new AlertEngine(StateCodec.Decode(snapshot), _limits);
        Pass = new EnginePass(Engine);
        Engine.Restore(_checkpoints.Values.Select(c => StateCodec.DecodeCheckpoint(c)));
        _replayed = replayed;
    }

    private void Append(EngineEvent e)
    {
        var entry = (EventCodec.KindOf(e), EventCodec.Encode(e));
        _journal.Add(entry);
        _replayed.Evolve(EventCodec.Decode(entry.Item1, entry.Item2));
    }

    private void HoldReplayEqualsLive()
    {
        var live = StateCodec.Encode(Engine.Durable);
        if (!StateCodec.Encode(_replayed).AsSpan().SequenceEqual(live))
            throw new ScenarioException($"after entry {_journal.Count} the replay differs from the live state");
    }
}

using Redline.Engine.Queues;

namespace Redline.Engine;

/// <summary>
/// One pass of the engine, in the order of design section 3 rule 4: what the clock made due before now, each at its own
/// instant; then everything that arrived at now; then what is due at now, decided once. The loop, the replay of calls
/// and the tests all go through here, so that they cannot differ. Reused; not safe for use by several threads.
/// </summary>
public sealed class EnginePass(AlertEngine engine)
{
    private readonly List<EngineEvent> _events = [];
    private int _evolved;

    /// <summary>The instant of the pass; never goes back.</summary>
    public Instant Now { get; private set; } = Instant.Beginning;

    /// <summary>
    /// Begins a pass: decides everything due before <paramref name="now"/>. An instant before the previous pass, or
    /// before the last thing decided, counts as that one: time never goes back.
    /// </summary>
    public void Begin(Instant now)
    {
        _events.Clear();
        _evolved = 0;
        Now = Instant.Max(Instant.Max(Now, now), engine.Durable.LastDecidedAt);
        while (engine.NextWakeup is var due && due < Now) DecideDue(due);
    }

    /// <summary>Takes an observation that arrived at now.</summary>
    public ObserveOutcome Observe(Observation observation) => engine.Observe(observation, Now);

    /// <summary>Takes a heartbeat that arrived at now.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="until">Up to when it vouches for its queues; null: for now.</param>
    public void ObserveHeartbeat(string sourceId, Instant? until = null) =>
        engine.ObserveHeartbeat(sourceId, Now, Instant.Max(Now, until ?? Now));

    /// <summary>The time a restart is given is over at now.</summary>
    public void EndWarming() => engine.EndWarming(Now);

    /// <summary>Decides an input that arrived at now, and gives the events decided for it.</summary>
    /// <exception cref="EngineLimitException">A bound is reached; nothing changed and the pass goes on.</exception>
    /// <exception cref="EngineConflictException">Another version is there; nothing changed and the pass goes on.</exception>
    /// <exception cref="EngineRefusalException">It does not fit what there is; nothing changed and the pass goes on.</exception>
    public IReadOnlyList<EngineEvent> Decide(EngineInput input)
    {
        var before = _events.Count;
        engine.Decide(input, Now, _events);
        EvolveNew();
        return _events.GetRange(before, _events.Count - before);
    }

    /// <summary>Ends the pass: decides what is due at now. Returns its events, one atomic batch; valid until the next pass begins.</summary>
    public IReadOnlyList<EngineEvent> End()
    {
        while (engine.NextWakeup is var due && due <= Now) DecideDue(due);
        return _events;
    }

    private void DecideDue(Instant due)
    {
        engine.DecideDue(due, Now, _events);
        EvolveNew();
    }

    private void EvolveNew()
    {
        for (; _evolved < _events.Count; _evolved++) engine.Evolve(_events[_evolved]);
    }
}

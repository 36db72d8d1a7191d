namespace Redline.Engine.Flows;

/// <summary>A flow as it stands.</summary>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new flow, one more with each change.</param>
/// <param name="DefinedAt">When that version was defined.</param>
public sealed record DefinedFlow(FlowDefinition Definition, int Version, Instant DefinedAt);

/// <summary>Until when no execution of a flow begins for a queue.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="QueueId">The queue.</param>
/// <param name="Until">Exclusive.</param>
public sealed record FlowCooldown(string Flow, string QueueId, Instant Until);

/// <summary>
/// The flows and the executions that run: a part of the durable state, changed only by <see cref="Evolve"/>. Not safe for
/// use by several threads.
/// </summary>
public sealed class FlowState
{
    private readonly SortedDictionary<string, DefinedFlow> _flows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _deleted = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Execution> _running = [];
    private readonly Dictionary<(string Flow, string QueueId), Instant> _cooldowns = [];

    // What follow says nothing that the above do not: versions that are pinned, who waits for what.
    private readonly Dictionary<(string Name, int Version), (FlowDefinition Definition, int Users)> _pinned = [];
    private readonly SortedSet<(Instant Until, long Number)> _waits = [];
    private readonly Dictionary<long, SortedSet<long>> _ofAlert = [];

    /// <summary>The flows by name.</summary>
    public IReadOnlyDictionary<string, DefinedFlow> Flows => _flows;

    /// <summary>The last version of each flow that was deleted, so that numbers go on.</summary>
    public IReadOnlyDictionary<string, int> Deleted => _deleted;

    /// <summary>The executions that run, by number.</summary>
    public IReadOnlyDictionary<long, Execution> Running => _running;

    /// <summary>The number of the last execution; 0: none yet.</summary>
    public long LastExecution { get; private set; }

    /// <summary>When the next wait ends; <see cref="Instant.Never"/>: none does.</summary>
    public Instant NextWait => _waits.Count == 0 ? Instant.Never : _waits.Min.Until;

    /// <summary>The executions whose wait ends at or before an instant, in that order.</summary>
    internal IEnumerable<Execution> DueAt(Instant at) => _waits.TakeWhile(w => w.Until <= at).Select(w => _running[w.Number]);

    /// <summary>The executions an alert set going, by number.</summary>
    internal IEnumerable<Execution> Of(long alertNumber) =>
        _ofAlert.TryGetValue(alertNumber, out var numbers) ? numbers.Select(n => _running[n]) : [];

    /// <summary>The definition an execution follows.</summary>
    public FlowDefinition DefinitionOf(Execution execution) => _pinned[(execution.Flow, execution.Version)].Definition;

    /// <summary>Until when no execution of a flow begins for a queue.</summary>
    public Instant CooldownOf(string flow, string queueId) => _cooldowns.GetValueOrDefault((flow, queueId), Instant.Beginning);

    /// <summary>The cooldowns that were not over when last anything began, sorted.</summary>
    internal IEnumerable<FlowCooldown> Cooldowns =>
        _cooldowns.OrderBy(c => c.Key.Flow, StringComparer.Ordinal).ThenBy(c => c.Key.QueueId, StringComparer.Ordinal).Select(c => new FlowCooldown(c.Key.Flow, c.Key.QueueId, c.Value));

    /// <summary>Versions that running executions follow and that are not the current ones, sorted.</summary>
    internal IEnumerable<DefinedFlow> Pinned =>
        from pin in _pinned
        where !_flows.TryGetValue(pin.Key.Name, out var current) || current.Version != pin.Key.Version
        orderby pin.Key.Name, pin.Key.Version
        select new DefinedFlow(pin.Value.Definition, pin.Key.Version, default);

    /// <summary>Takes one fact. Copies values from it and computes nothing.</summary>
    /// <returns>Whether the fact is about flows.</returns>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is not this state's.</exception>
    internal bool Evolve(EngineEvent e)
    {
        switch (e)
        {
            case FlowDefined defined:
                _flows[defined.Definition.Name] = new(defined.Definition, defined.Version, defined.At);
                _deleted.Remove(defined.Definition.Name);
                return true;
            case FlowDeleted deleted:
                if (_flows.Remove(deleted.Name, out var was)) _deleted[deleted.Name] = was.Version;
                foreach (var key in _cooldowns.Keys.Where(k => k.Flow == deleted.Name).ToArray()) _cooldowns.Remove(key);
                return true;
            case ExecutionSkipped:
                return true; // a fact for those who look for what happened
            case ExecutionEvent about:
                EvolveExecution(about);
                return true;
            default:
                return false;
        }
    }

    internal void Restore(
        IEnumerable<DefinedFlow> flows, IReadOnlyDictionary<string, int> deleted, IEnumerable<DefinedFlow> pinned,
        IEnumerable<Execution> running, long lastExecution, IEnumerable<FlowCooldown> cooldowns)
    {
        foreach (var flow in flows) _flows.Add(flow.Definition.Name, flow);
        foreach (var (name, version) in deleted) _deleted.Add(name, version);
        var definitions = pinned.ToDictionary(p => (p.Definition.Name, p.Version), p => p.Definition);
        foreach (var execution in running)
        {
            Pin(execution, definitions.GetValueOrDefault((execution.Flow, execution.Version)));
            _running.Add(execution.Number, execution);
            Index(execution);
        }

        foreach (var cooldown in cooldowns) _cooldowns.Add((cooldown.Flow, cooldown.QueueId), cooldown.Until);
        LastExecution = lastExecution;
    }

    private void EvolveExecution(ExecutionEvent e)
    {
        var before = _running.GetValueOrDefault(e.Number);
        var after = Execution.After(before, e);
        if (before?.Current?.Until is { } until) _waits.Remove((until, before.Number));
        if (e is ExecutionStarted started)
        {
            LastExecution = started.Number;
            Pin(after, null);
            if (started.CooldownUntil is { } end && started.Trigger.QueueId is { } queue) Cool(started.Flow, queue, end, started.At);
        }

        if (e is ExecutionFinished)
        {
            _running.Remove(e.Number);
            Unpin(after);
            if (after.Trigger.AlertNumber is { } alert && _ofAlert.TryGetValue(alert, out var numbers) && numbers.Remove(e.Number) && numbers.Count == 0) _ofAlert.Remove(alert);
            return;
        }

        _running[e.Number] = after;
        Index(after);
    }

    private void Index(Execution execution)
    {
        if (execution.Current?.Until is { } until) _waits.Add((until, execution.Number));
        if (execution.Trigger.AlertNumber is not { } alert) return;
        if (!_ofAlert.TryGetValue(alert, out var numbers)) _ofAlert[alert] = numbers = [];
        numbers.Add(execution.Number);
    }

    // What is over is forgotten when there is much of it, so that queues that came and went leave nothing behind.
    private void Cool(string flow, string queueId, Instant until, Instant now)
    {
        if (_cooldowns.Count >= 1_000 && !_cooldowns.ContainsKey((flow, queueId)))
            foreach (var key in _cooldowns.Where(c => c.Value <= now).Select(c => c.Key).ToArray())
                _cooldowns.Remove(key);
        _cooldowns[(flow, queueId)] = until;
    }

    private void Pin(Execution execution, FlowDefinition? definition)
    {
        var key = (execution.Flow, execution.Version);
        if (_pinned.TryGetValue(key, out var pinned)) definition = pinned.Definition;
        else if (definition is null && _flows.TryGetValue(execution.Flow, out var current) && current.Version == execution.Version) definition = current.Definition;
        _pinned[key] = (definition ?? throw new InvalidOperationException($"Nobody has version {execution.Version} of the flow {execution.Flow}"), pinned.Users + 1);
    }

    private void Unpin(Execution execution)
    {
        var key = (execution.Flow, execution.Version);
        var (definition, users) = _pinned[key];
        if (users == 1) _pinned.Remove(key);
        else _pinned[key] = (definition, users - 1);
    }
}

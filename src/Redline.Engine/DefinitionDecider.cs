using Redline.Engine.Alerts;
using Redline.Engine.Flows;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;
using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>
/// Decides several definitions and deletions as one: all of them or none. What open alerts do follows from the streams
/// that change and from those that name something that changes. One instance decides once.
/// </summary>
internal sealed class DefinitionDecider(
    DurableState durable, StreamBinder binder, TellingDecider telling, Func<Fingerprint, QueueScope?> scopeOf, EngineLimits limits, Instant now, List<EngineEvent> events)
{
    private readonly SortedDictionary<string, StreamDefinition?> _streams = new(StringComparer.Ordinal);
    private readonly List<ReferenceName> _changed = [];
    private readonly List<EngineEvent> _defined = [];
    private readonly List<EngineEvent> _deleted = [];
    private readonly List<DefinitionRefusal> _refusals = [];
    private readonly HashSet<(string Kind, string Id)> _named = [];
    private readonly FlowDecider _flows = new(durable.Flows, now);
    private DefinedReferences _references = durable.References;
    private int _newStreams;

    /// <summary>The queue sets and parameters as they are after the changes.</summary>
    public DefinedReferences References => _references;

    /// <summary>The streams that are new or changed.</summary>
    public IEnumerable<StreamDefinition> Streams => _streams.Values.OfType<StreamDefinition>();

    /// <summary>The flows as they are after the changes.</summary>
    public IReadOnlyDictionary<string, FlowDefinition> Flows => _flows.After();

    /// <summary>Every stream as it is after the changes.</summary>
    public IEnumerable<StreamDefinition> AllStreams =>
        durable.Streams.Values.Select(s => s.Definition).Where(s => !_streams.ContainsKey(s.Id)).Concat(Streams);

    /// <summary>Adds the events of the changes.</summary>
    /// <exception cref="EngineLimitException">A bound would be passed.</exception>
    /// <exception cref="EngineConflictException">Another version is there than a change expects.</exception>
    /// <exception cref="EngineDefinitionException">The definitions do not fit each other or what there is.</exception>
    public void Decide(params IReadOnlyList<EngineInput> changes)
    {
        foreach (var change in changes) Take(change);
        HoldLimits();
        CheckReferences();
        if (_refusals.Count > 0) throw new EngineDefinitionException(_refusals);

        var after = new List<EngineEvent>();
        var decider = new StreamDecider(durable, binder, telling, _references, scopeOf, now, events, after);
        foreach (var (id, stream) in durable.Streams)
        {
            if (!_streams.TryGetValue(id, out var definition)) ChangeUser(decider, stream.Definition);
            else if (definition is null) decider.Delete(id);
            else decider.Change(definition, _ => true);
        }

        // What is named is there before who names it, and goes after.
        events.AddRange(_defined.OrderBy(e => e is StreamDefined));
        events.AddRange(_deleted.OrderBy(e => e is not StreamDeleted));
        events.AddRange(after);
    }

    private void Take(EngineInput change)
    {
        switch (change)
        {
            case DefineStream { Definition: var stream } define:
                var known = Expect(EngineConflictException.Stream, stream.Id, define.ExpectedVersion, durable.Streams.GetValueOrDefault(stream.Id)?.Version);
                if (known > 0 && StreamDefinitionWriter.ToJson(durable.Streams[stream.Id].Definition) == StreamDefinitionWriter.ToJson(stream)) break;
                if (known == 0) _newStreams++;
                _streams[stream.Id] = stream;
                _defined.Add(new StreamDefined(now, now, stream, known + 1));
                break;
            case DeleteStream delete:
                if (Expect(EngineConflictException.Stream, delete.StreamId, delete.ExpectedVersion, durable.Streams.GetValueOrDefault(delete.StreamId)?.Version) == 0) break;
                _newStreams--;
                _streams[delete.StreamId] = null;
                _deleted.Add(new StreamDeleted(now, now, delete.StreamId));
                break;
            case DefineQueueSet { Definition: var set } define:
                known = Expect(EngineConflictException.QueueSet, set.Id, define.ExpectedVersion, SetVersion(set.Id));
                if (known > 0 && QueueSetWriter.ToJson(durable.References.QueueSets[set.Id].Definition) == QueueSetWriter.ToJson(set)) break;
                Evolve(new(true, set.Id), new QueueSetDefined(now, now, set, known + 1), _defined);
                break;
            case DeleteQueueSet delete:
                if (Expect(EngineConflictException.QueueSet, delete.QueueSetId, delete.ExpectedVersion, SetVersion(delete.QueueSetId)) == 0) break;
                Evolve(new(true, delete.QueueSetId), new QueueSetDeleted(now, now, delete.QueueSetId), _deleted);
                break;
            case DefineParameter { Definition: var parameter } define:
                known = Expect(EngineConflictException.Parameter, parameter.Name, define.ExpectedVersion, ParameterVersion(parameter.Name));
                if (known > 0 && ParameterWriter.ToJson(durable.References.Parameters[parameter.Name].Definition) == ParameterWriter.ToJson(parameter)) break;
                Evolve(new(false, parameter.Name), new ParameterDefined(now, now, parameter, known + 1), _defined);
                break;
            case DeleteParameter delete:
                if (Expect(EngineConflictException.Parameter, delete.Name, delete.ExpectedVersion, ParameterVersion(delete.Name)) == 0) break;
                Evolve(new(false, delete.Name), new ParameterDeleted(now, now, delete.Name), _deleted);
                break;
            case DefineFlow define:
                Expect(EngineConflictException.Flow, define.Definition.Name, define.ExpectedVersion, _flows.VersionOf(define.Definition.Name));
                if (_flows.Define(define) is { } flowDefined) _defined.Add(flowDefined);
                break;
            case DeleteFlow delete:
                Expect(EngineConflictException.Flow, delete.Name, delete.ExpectedVersion, _flows.VersionOf(delete.Name));
                if (_flows.Delete(delete) is { } flowDeleted) _deleted.Add(flowDeleted);
                break;
            default:
                throw new InvalidOperationException($"{change.GetType().Name} defines nothing");
        }
    }

    private int? SetVersion(string id) => durable.References.QueueSets.GetValueOrDefault(id)?.Version;

    private int? ParameterVersion(string name) => durable.References.Parameters.GetValueOrDefault(name)?.Version;

    private void Evolve(ReferenceName name, EngineEvent e, List<EngineEvent> into)
    {
        _references = _references.Evolve(e)!;
        _changed.Add(name);
        into.Add(e);
    }

    // The version there is; 0: none.
    private int Expect(string kind, string id, int? expected, int? current)
    {
        if (!_named.Add((kind, id)))
            _refusals.Add(new(kind, id, new("definition.twice", "$", id, "It is defined or deleted twice; keep one of the two.")));
        return expected is null || expected == (current ?? 0) ? current ?? 0 : throw new EngineConflictException(id, current ?? 0, kind);
    }

    private void HoldLimits()
    {
        if (_newStreams > 0 && durable.Streams.Count + _newStreams > limits.MaxStreams)
            throw new EngineLimitException("stream.limit", $"{limits.MaxStreams} streams are defined already; delete one, or name several queues in one stream.");
        if (_references.QueueSets.Count > Math.Max(limits.MaxQueueSets, durable.References.QueueSets.Count))
            throw new EngineLimitException("queueSet.limit", $"{limits.MaxQueueSets} queue sets are defined already; delete one that no stream names.");
        if (_references.Parameters.Count > Math.Max(limits.MaxParameters, durable.References.Parameters.Count))
            throw new EngineLimitException("parameter.limit", $"{limits.MaxParameters} parameters are defined already; delete one that no stream names.");
        _flows.HoldLimit(limits.MaxFlows);
    }

    private void CheckReferences()
    {
        foreach (var stream in _streams.Values.OfType<StreamDefinition>())
            foreach (var error in StreamReferences.Missing(stream, _references))
                _refusals.Add(new(EngineConflictException.Stream, stream.Id, error));
        foreach (var e in _deleted)
        {
            if (e is QueueSetDeleted { QueueSetId: var id }) RefuseInUse(new(true, id), EngineConflictException.QueueSet, "queue set");
            else if (e is ParameterDeleted { Name: var name }) RefuseInUse(new(false, name), EngineConflictException.Parameter, "parameter");
        }

        foreach (var flow in _flows.Deleted) RefuseInUse(flow);
    }

    // A stream may name a flow that is not there yet; one that is there does not go from under it.
    private void RefuseInUse(string flow)
    {
        var users = AllStreams.Where(s => s.Flow == flow).Select(s => s.Id).Take(3).ToArray();
        if (users.Length > 0)
            _refusals.Add(new(EngineConflictException.Flow, flow, new(EngineRefusalException.FlowInUse, "$", flow, $"The streams {string.Join(", ", users)} start this flow; change them first.")));
    }

    private void RefuseInUse(ReferenceName name, string kind, string words)
    {
        var users = durable.Streams.Values.Where(s => !_streams.ContainsKey(s.Definition.Id) && StreamUses.Names(s.Definition, name)).ToArray();
        if (users.Length == 0) return;
        var named = string.Join(", ", users.Take(10).Select(s => $"{s.Definition.Name} ({s.Definition.Id})"));
        var more = users.Length > 10 ? $" and {users.Length - 10} more" : "";
        _refusals.Add(new(kind, name.Name, new(
            kind + ".in.use", "$", name.Name, $"Streams name the {words} `{name.Name}`: {named}{more}. Change or delete them first.")));
    }

    // A stream that stays as it is, and for which something it names may be something else.
    private void ChangeUser(StreamDecider decider, StreamDefinition stream)
    {
        var names = _changed.Where(n => StreamUses.Names(stream, n)).ToArray();
        if (names.Length == 0) return;
        decider.Change(stream, scope => Array.Exists(names, n => _references.DiffersFor(n, StreamBinder.IdentityOf(scope), durable.References)));
    }
}

namespace Redline.Engine.Flows;

/// <summary>Decides which flows several definitions and deletions that come as one make, change and delete.</summary>
internal sealed class FlowDecider(FlowState state, Instant now)
{
    private readonly SortedDictionary<string, FlowDefinition?> _changed = new(StringComparer.Ordinal);

    /// <summary>The flows that are deleted.</summary>
    public IEnumerable<string> Deleted => _changed.Where(c => c.Value is null).Select(c => c.Key);

    /// <summary>The flows as they are after the changes, sorted by name.</summary>
    public IReadOnlyDictionary<string, FlowDefinition> After()
    {
        var after = new SortedDictionary<string, FlowDefinition>(state.Flows.ToDictionary(f => f.Key, f => f.Value.Definition), StringComparer.Ordinal);
        foreach (var (name, flow) in _changed)
        {
            if (flow is null) after.Remove(name);
            else after[name] = flow;
        }

        return after;
    }

    /// <summary>The version of a flow; null: there is none.</summary>
    public int? VersionOf(string name) => state.Flows.GetValueOrDefault(name)?.Version;

    /// <summary>What a definition makes so; null: it is so already.</summary>
    public FlowDefined? Define(DefineFlow define)
    {
        var flow = define.Definition;
        var known = state.Flows.GetValueOrDefault(flow.Name);
        if (known is null && define.OnlyIfNew && state.Deleted.ContainsKey(flow.Name)) return null;
        if (known is not null && FlowDefinitionWriter.ToJson(known.Definition) == FlowDefinitionWriter.ToJson(flow)) return null;
        _changed[flow.Name] = flow;
        return new(now, now, flow, (known?.Version ?? state.Deleted.GetValueOrDefault(flow.Name)) + 1);
    }

    /// <summary>What a deletion makes so; null: there is no such flow.</summary>
    public FlowDeleted? Delete(DeleteFlow delete)
    {
        if (!state.Flows.ContainsKey(delete.Name)) return null;
        _changed[delete.Name] = null;
        return new(now, now, delete.Name);
    }

    /// <exception cref="EngineLimitException">There would be more flows than may be, and more than there are.</exception>
    public void HoldLimit(int limit)
    {
        var after = state.Flows.Count + _changed.Count(c => c.Value is not null && !state.Flows.ContainsKey(c.Key)) - Deleted.Count();
        if (after > Math.Max(limit, state.Flows.Count))
            throw new EngineLimitException("flow.limit", $"{limit} flows are defined already; delete one.");
    }
}

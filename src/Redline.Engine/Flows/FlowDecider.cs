namespace Redline.Engine.Flows;

/// <summary>Decides that a flow is defined, changed or deleted.</summary>
internal static class FlowDecider
{
    public static void Define(DefineFlow define, FlowState state, EngineLimits limits, Instant now, List<EngineEvent> events)
    {
        var name = define.Definition.Name;
        var known = Expect(state, name, define.ExpectedVersion);
        if (known is null && define.OnlyIfNew && state.Deleted.ContainsKey(name)) return;
        if (known is null && state.Flows.Count >= limits.MaxFlows)
            throw new EngineLimitException("flow.limit", $"{limits.MaxFlows} flows are defined already; delete one.");
        if (known is not null && FlowDefinitionWriter.ToJson(known.Definition) == FlowDefinitionWriter.ToJson(define.Definition)) return;
        events.Add(new FlowDefined(now, now, define.Definition, (known?.Version ?? state.Deleted.GetValueOrDefault(name)) + 1));
    }

    public static void Delete(DeleteFlow delete, DurableState durable, Instant now, List<EngineEvent> events)
    {
        if (Expect(durable.Flows, delete.Name, delete.ExpectedVersion) is null) return;
        var users = durable.Streams.Values.Where(s => s.Definition.Flow == delete.Name).Select(s => s.Definition.Id).Take(3).ToArray();
        if (users.Length > 0)
            throw new EngineRefusalException(EngineRefusalException.FlowInUse, $"The streams {string.Join(", ", users)} start this flow; change them first.");
        events.Add(new FlowDeleted(now, now, delete.Name));
    }

    private static DefinedFlow? Expect(FlowState state, string name, int? version)
    {
        var known = state.Flows.GetValueOrDefault(name);
        var current = known?.Version ?? 0;
        return version is null || version == current ? known : throw new EngineConflictException(name, current, "flow");
    }
}

namespace Redline.Engine.Flows;

/// <summary>
/// Walks a flow without doing anything: what it would come to, with outcomes somebody chose. Waits take no time and end
/// when they would. Pure.
/// </summary>
public static class FlowDryRun
{
    /// <summary>The trace, as an execution of number 0.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="version">Its version; 0: it is not stored.</param>
    /// <param name="trigger">What sets it going; its metrics count as the current ones.</param>
    /// <param name="data">Data it is given.</param>
    /// <param name="outcomes">The outcome of each node that takes time; those not named come to their first one.</param>
    /// <param name="answers">Data that the effect of a node brings.</param>
    public static Execution Run(
        FlowDefinition flow, int version, FlowTrigger trigger, IReadOnlyDictionary<string, FlowValue> data,
        IReadOnlyDictionary<string, string> outcomes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, FlowValue>> answers)
    {
        var at = trigger.TriggeredAt;
        var walk = new FlowWalk(new NothingSeen(), at, []);
        var execution = walk.Begin(new(at, at, 0, flow.Name, version, trigger, data), flow);
        while (execution is { State: ExecutionState.Running, Current: { } step })
        {
            var node = flow.Find(step.Node)!;
            var outcome = outcomes.GetValueOrDefault(node.Id) ?? FlowWords.OutcomesOf(node)[0];
            if (step.Until is { } until && outcome == FlowWords.Elapsed) at = until;
            var brought = new Dictionary<string, FlowValue?>(StringComparer.Ordinal);
            if (node is PresenceNode)
            {
                brought["person.id"] = FlowValue.Of(step.Effect!.Person);
                brought["person.onlineState"] = new(null, outcome.ToUpperInvariant());
            }

            foreach (var (name, value) in answers.GetValueOrDefault(node.Id) ?? new Dictionary<string, FlowValue>()) brought[name] = value;
            execution = walk.Continue(execution, flow, outcome, at, data: FlowWalk.Bounded(brought, execution));
        }

        return execution;
    }

    // The trigger's values are all there is, and nobody does anything.
    private sealed class NothingSeen : IFlowSight
    {
        public bool Knows(string queueId) => false;

        public double? MetricOf(string queueId, string? mediaType, string metric, Instant at) => null;

        public bool IsAcknowledged(long alertNumber) => false;

        public bool IsOpen(long alertNumber) => true;
    }
}

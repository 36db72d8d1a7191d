using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>
/// Walks an execution from node to node until something takes time or it ends: pure, its result is events. What it adds
/// it has evolved on its own copy of the execution, so that one call may take many steps.
/// </summary>
internal sealed class FlowWalk(IFlowSight sight, Instant decidedAt, List<EngineEvent> events)
{
    /// <summary>The code of an execution that took more steps than it may.</summary>
    public const string StepLimit = "execution.steps";

    /// <summary>Begins an execution and walks it.</summary>
    public Execution Begin(ExecutionStarted started, FlowDefinition flow)
    {
        var execution = Add(null, started);
        return Go(execution, flow, flow.Nodes[0].Id, started.At);
    }

    /// <summary>Ends the step under way and goes on.</summary>
    public Execution Continue(
        Execution execution, FlowDefinition flow, string outcome, Instant at, string? code = null,
        IReadOnlyDictionary<string, FlowValue?>? data = null, IReadOnlyList<FlowAttempt>? attempts = null)
    {
        var step = execution.Current!;
        var next = flow.Find(step.Node)!.After(outcome);
        return Go(Add(execution, new StepEnded(at, decidedAt, execution.Number, step.Visit, step.Node, outcome, next, code, data, attempts)), flow, next, at);
    }

    private Execution Go(Execution execution, FlowDefinition flow, string nodeId, Instant at)
    {
        while (flow.Find(nodeId) is { } node and not EndNode)
        {
            if (execution.Steps.Count >= FlowLimits.Steps)
                return Add(execution, new ExecutionFinished(at, decidedAt, execution.Number, ExecutionState.Failed, StepLimit));
            var visit = execution.Steps.Count + 1;
            var reading = new FlowReading(execution, sight, at);
            if (Passed(node, execution, reading) is not var (outcome, data))
                return Add(execution, new StepStarted(at, decidedAt, execution.Number, visit, nodeId, UntilOf(node, at), FlowEffects.Of(node, reading.Read)));
            nodeId = node.After(outcome);
            execution = Add(execution, new StepEnded(at, decidedAt, execution.Number, visit, node.Id, outcome, nodeId, Data: data));
        }

        return Add(execution, new ExecutionFinished(at, decidedAt, execution.Number, ExecutionState.Completed));
    }

    // The outcome of a node that takes no time; null: it takes some.
    private (string Outcome, IReadOnlyDictionary<string, FlowValue?>? Data)? Passed(FlowNode node, Execution execution, FlowReading reading)
    {
        switch (node)
        {
            case DecisionNode decision:
                return (WordOf(decision.Expression.Evaluate(reading.Read)), null);
            case SetDataNode set:
                return (FlowWords.Done, DataOf(set, execution, reading));
            case WaitNode wait when execution.Trigger.AlertNumber is { } alert:
                if (wait.UntilResolved && !sight.IsOpen(alert)) return (FlowWords.Resolved, null);
                return wait.UntilAcknowledged && sight.IsAcknowledged(alert) ? (FlowWords.Acknowledged, null) : null;
            default:
                return null;
        }
    }

    private static SortedDictionary<string, FlowValue?> DataOf(SetDataNode set, Execution execution, FlowReading reading)
    {
        var data = new SortedDictionary<string, FlowValue?>(StringComparer.Ordinal);
        foreach (var field in set.Data)
            data[field.Name] = field.Number is { } number ? new(number, null) : Bounded(field.Template!.Value(reading.Read));
        return Bounded(data, execution);
    }

    /// <summary>What an execution may take of data: names beyond the bound are left out, texts are cut.</summary>
    public static SortedDictionary<string, FlowValue?> Bounded(IEnumerable<KeyValuePair<string, FlowValue?>> data, Execution execution)
    {
        var room = FlowLimits.Data - execution.Data.Count;
        var bounded = new SortedDictionary<string, FlowValue?>(StringComparer.Ordinal);
        foreach (var (name, value) in data)
            if (execution.Data.ContainsKey(name) || room-- > 0)
                bounded[name] = Bounded(value);
        return bounded;
    }

    private static FlowValue? Bounded(FlowValue? value) =>
        value is { Text: { Length: > FlowLimits.DataLength } text } ? new(null, text[..(char.IsHighSurrogate(text[FlowLimits.DataLength - 1]) ? FlowLimits.DataLength - 1 : FlowLimits.DataLength)]) : value;

    private static Instant? UntilOf(FlowNode node, Instant at) => node is WaitNode wait ? at.Plus(wait.Milliseconds) : null;

    private static string WordOf(Truth truth) => truth switch
    {
        Truth.True => FlowWords.Yes,
        Truth.False => FlowWords.No,
        _ => FlowWords.Unknown,
    };

    private Execution Add(Execution? before, ExecutionEvent e)
    {
        events.Add(e);
        return Execution.After(before, e);
    }
}

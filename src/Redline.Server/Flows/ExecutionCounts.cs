using Redline.Delivery.Flows;
using Redline.Engine.Flows;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>How many executions of each flow run, and at which nodes; how many ended, and how. For whoever watches many flows.</summary>
internal static class ExecutionCounts
{
    public static async Task<IResult> ListAsync([AsParameters] FlowParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var flows = parts.View.Flows.Values.ToArray();
        var running = parts.View.Executions.Values.Where(x => ExecutionReads.IsVisible(parts, x)).ToLookup(x => x.Flow);
        var entities = new List<FlowCounts>();
        foreach (var flow in flows.Skip(page.Skip).Take(page.Size)) entities.Add(await OfAsync(parts, flow, [.. running[flow.Definition.Name]]));
        return FlowResults.Json(page.Of<FlowCounts>(parts.Http.Request, entities, flows.Length));
    }

    private static async Task<FlowCounts> OfAsync(FlowParts parts, DefinedFlow flow, IReadOnlyList<Execution> running)
    {
        var name = flow.Definition.Name;
        var (completed, failed) = await EndedExecutions.CountAsync(parts.Journal, parts.Organization.Value, name, parts.Aborted);
        var (ended, _) = await EndedExecutions.ListAsync(parts.Journal, parts.Organization.Value, new(name), 0, 1, parts.Aborted);
        var last = running.Concat(ended.Where(x => ExecutionReads.IsVisible(parts, x))).MaxBy(x => x.Number);
        var nodes = running.Where(x => x.Current is not null).GroupBy(x => (x.Version, x.Current!.Node))
            .Select(g => new NodeCount(g.Key.Version, g.Key.Node, g.Count()))
            .OrderByDescending(n => n.Version).ThenBy(n => n.Node, StringComparer.Ordinal);
        return new(name, flow.Version, running.Count, completed, failed, last is null ? null : LastExecution.Of(last), [.. nodes]);
    }
}

/// <summary>How the executions of a flow stand.</summary>
/// <param name="Flow">Its name.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Running">How many run.</param>
/// <param name="Completed">How many of those kept came to their end.</param>
/// <param name="Failed">How many of those kept were ended at a bound.</param>
/// <param name="Last">The one started last; null: none.</param>
/// <param name="Nodes">Where those that run stand.</param>
internal sealed record FlowCounts(string Flow, int Version, int Running, long Completed, long Failed, LastExecution? Last, IReadOnlyList<NodeCount> Nodes);

/// <summary>How many executions stand at a node.</summary>
/// <param name="Version">The version of the flow they follow.</param>
/// <param name="Node">The node.</param>
/// <param name="Running">How many.</param>
internal sealed record NodeCount(int Version, string Node, int Running);

/// <summary>The execution of a flow that was started last.</summary>
internal sealed record LastExecution(string Id, string State, string StartedAt, string? FinishedAt, string? QueueName)
{
    public static LastExecution Of(Execution last) => new(
        Execution.FormatId(last.Number), last.State.ToString().ToUpperInvariant(), last.StartedAt.ToString(), last.FinishedAt?.ToString(), last.Trigger.QueueName);
}

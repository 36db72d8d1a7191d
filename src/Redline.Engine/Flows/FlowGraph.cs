using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>Checks nodes as a graph: edges that lead nowhere, outcomes without an edge, nodes nothing leads to, loops without a wait.</summary>
internal static class FlowGraph
{
    /// <summary>Collects what is wrong.</summary>
    /// <param name="nodes">The nodes, in the order of the text; ids are unique.</param>
    /// <param name="json">Each as it is written.</param>
    /// <param name="errors">Where mistakes go.</param>
    public static void Check(IReadOnlyList<FlowNode> nodes, IReadOnlyList<JsonElement> json, DefinitionErrors errors)
    {
        var byId = nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++) CheckEdges(nodes[i], $"$.nodes[{i}]", json[i], byId, errors);
        CheckReach(nodes, byId, errors);
        CheckLoops(nodes, byId, errors);
    }

    private static void CheckEdges(FlowNode node, string path, JsonElement json, Dictionary<string, FlowNode> byId, DefinitionErrors errors)
    {
        var outcomes = FlowWords.OutcomesOf(node);
        foreach (var outcome in FlowWords.RequiredOf(node).Where(o => !node.Next.ContainsKey(o)))
            errors.Add("flow.outcome.missing", $"{path}.next.{outcome}", node.Id, $"Node `{node.Id}`: say where `{outcome}` leads: a node's id, or \"end\".");
        foreach (var (outcome, target) in node.Next)
        {
            var at = $"{path}.next.{outcome}";
            if (!outcomes.Contains(outcome, StringComparer.Ordinal))
                errors.Add("flow.outcome.unknown", at, outcome, outcomes.Count == 0
                    ? $"Node `{node.Id}`: nothing comes after it; remove the edge."
                    : $"Node `{node.Id}`: its outcomes are {string.Join(", ", outcomes)}.");
            if (target != FlowWords.End && !byId.ContainsKey(target))
                errors.Add("flow.target.unknown", at, target, $"Node `{node.Id}`: " + (FilterWords.Nearest(target, byId.Keys) is { } near ? $"no node has the id `{target}`, did you mean `{near}`?" : $"no node has the id `{target}`; add it, or lead to \"end\"."));
        }

        if (node.Id == FlowWords.End && node is not EndNode)
            errors.Add("flow.node.end", $"{path}.id", json, "`end` is where an execution ends; give this node another id.");
    }

    private static void CheckReach(IReadOnlyList<FlowNode> nodes, Dictionary<string, FlowNode> byId, DefinitionErrors errors)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FlowNode>([nodes[0]]);
        while (open.TryPop(out var node))
            if (reached.Add(node.Id))
                foreach (var next in Targets(node, byId))
                    open.Push(next);
        for (var i = 0; i < nodes.Count; i++)
            if (!reached.Contains(nodes[i].Id))
                errors.Add("flow.node.unreachable", $"$.nodes[{i}]", nodes[i].Id, $"Nothing leads to node `{nodes[i].Id}`: lead an edge there, or remove it. An execution begins at the first node.");
    }

    // What is left of the graph without its waits must have no loop: it would run as fast as it can.
    private static void CheckLoops(IReadOnlyList<FlowNode> nodes, Dictionary<string, FlowNode> byId, DefinitionErrors errors)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var node in nodes)
            if (node is not WaitNode && FindLoop(node, byId, done, path) is { } loop)
            {
                errors.Add("flow.loop", $"$.nodes[{nodes.ToList().FindIndex(n => n.Id == loop[0])}]", loop[0], $"The loop {string.Join(" > ", loop)} > {loop[0]} has no wait: it would run as fast as it can. Put a wait into it.");
                return;
            }
    }

    private static List<string>? FindLoop(FlowNode node, Dictionary<string, FlowNode> byId, HashSet<string> done, List<string> path)
    {
        if (path.IndexOf(node.Id) is var at and >= 0) return path[at..];
        if (!done.Add(node.Id)) return null;
        path.Add(node.Id);
        foreach (var next in Targets(node, byId))
            if (next is not WaitNode && FindLoop(next, byId, done, path) is { } loop)
                return loop;
        path.RemoveAt(path.Count - 1);
        return null;
    }

    private static IEnumerable<FlowNode> Targets(FlowNode node, Dictionary<string, FlowNode> byId) =>
        node.Next.Values.Where(byId.ContainsKey).Select(t => byId[t]);
}

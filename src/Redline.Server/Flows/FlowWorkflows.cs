using Redline.Engine.Flows;
using Redline.Engine.Streams;
using Redline.Server.Effects;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>Whether the nodes of a flow launch workflows: what is known to be none is a mistake, what is not known a lint.</summary>
internal static class FlowWorkflows
{
    /// <summary>Looks at every node that launches one.</summary>
    public static async Task<(IReadOnlyList<ApiErrorDetail> Mistakes, IReadOnlyList<StreamLint> Lints)> LookAsync(FlowDefinition flow, FlowParts parts)
    {
        var nodes = flow.Nodes.Select((node, index) => (Node: node as ArchitectFlowNode, Index: index)).Where(n => n.Node is not null).ToArray();
        if (nodes.Length == 0) return ([], []);
        var found = await parts.Workflows.FindAsync(nodes.Select(n => n.Node!.FlowId), parts.Aborted);
        var (mistakes, lints) = (new List<ApiErrorDetail>(), new List<StreamLint>());
        foreach (var (node, index) in nodes)
        {
            var place = $"$.nodes[{index}].flowId";
            switch (found.GetValueOrDefault(node!.FlowId, WorkflowFinding.Unasked))
            {
                case WorkflowFinding.Workflow:
                    break;
                case WorkflowFinding.OtherKind:
                    mistakes.Add(new("flow.workflow.type", place, $"Node {node.Id}: that flow of Genesys Cloud is no workflow; only workflows can be launched."));
                    break;
                case WorkflowFinding.Unknown:
                    mistakes.Add(new("flow.workflow.unknown", place, $"Node {node.Id}: Genesys Cloud has no flow of that id, or does not show it to Redline's client."));
                    break;
                default:
                    lints.Add(new("WORKFLOW_UNCHECKED", LintSeverity.Info, $"Node {node.Id}: whether that is a workflow could not be asked of Genesys Cloud just now.", node.Id));
                    break;
            }
        }

        return (mistakes, lints);
    }
}

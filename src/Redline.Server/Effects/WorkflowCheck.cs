using Redline.GenesysCloud;
using Redline.GenesysCloud.Access;

namespace Redline.Server.Effects;

/// <summary>What the platform says of a flow that a node launches.</summary>
internal enum WorkflowFinding
{
    /// <summary>It is a workflow.</summary>
    Workflow,

    /// <summary>It is another kind of flow, which cannot be launched.</summary>
    OtherKind,

    /// <summary>There is none of that id.</summary>
    Unknown,

    /// <summary>That could not be asked: no such organization is connected, or it did not answer in time.</summary>
    Unasked,
}

/// <summary>Asks connected organizations of Genesys Cloud whether what flows launch are workflows. Any thread.</summary>
internal sealed class WorkflowCheck
{
    /// <summary>How many are asked about at once; of further ones nothing is said.</summary>
    public const int MaxAsked = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private volatile ArchitectTarget _target = new(new Dictionary<string, GenesysConnector>());

    /// <summary>From now on these are asked.</summary>
    public void Connect(IReadOnlyDictionary<string, GenesysConnector> connectors) => _target = new(connectors);

    /// <summary>What each of these is, as nodes spell them: <c>id</c> or <c>source/id</c>. Answers within five seconds.</summary>
    public async Task<IReadOnlyDictionary<string, WorkflowFinding>> FindAsync(IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        var asked = addresses.Distinct(StringComparer.Ordinal).Take(MaxAsked).ToArray();
        var found = await Task.WhenAll(asked.Select(a => FindAsync(a, cancellationToken)));
        return asked.Zip(found).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal);
    }

    private async Task<WorkflowFinding> FindAsync(string address, CancellationToken cancellationToken)
    {
        if (_target.Find(address) is not ({ } connector, var flowId)) return WorkflowFinding.Unasked;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var (flow, failure) = await connector.FindFlowAsync(flowId, limit.Token);
            if (flow is not null) return flow.IsWorkflow ? WorkflowFinding.Workflow : WorkflowFinding.OtherKind;
            return failure?.Kind is ApiFailureKind.NotFound or ApiFailureKind.Refused ? WorkflowFinding.Unknown : WorkflowFinding.Unasked;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WorkflowFinding.Unasked; // it takes too long; whoever defines a flow does not wait for it
        }
    }
}

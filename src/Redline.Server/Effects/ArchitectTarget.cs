using System.Text;
using Redline.Delivery.Effects;
using Redline.GenesysCloud;
using Redline.GenesysCloud.Access;

namespace Redline.Server.Effects;

/// <summary>Launches workflows of Genesys Cloud through the connectors' own client. Any thread.</summary>
/// <param name="connectors">Those that run, each with its source's id.</param>
internal sealed class ArchitectTarget(IReadOnlyDictionary<string, GenesysConnector> connectors) : IEffectTarget
{
    /// <summary>
    /// The connector and the workflow that an address names: <c>id</c> where one organization is connected, <c>source/id</c>
    /// where several are. No connector: there is none, or it is not said which.
    /// </summary>
    public (GenesysConnector? Connector, string FlowId) Find(string address)
    {
        var parts = address.Split('/', 2);
        if (parts.Length == 2) return (connectors.GetValueOrDefault(parts[0]), parts[1]);
        return (connectors.Count == 1 ? connectors.Values.Single() : null, address);
    }

    /// <inheritdoc/>
    public async Task<EffectReply> SendAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var (connector, flowId) = Find(call.Address);
        if (connector is null)
        {
            var names = string.Join(", ", connectors.Keys.Order(StringComparer.Ordinal));
            var problem = connectors.Count == 0 ? "No organization of Genesys Cloud is connected." : $"Say in which organization the workflow is, as source/id; connected are {names}.";
            return EffectReply.Failed(EffectCodes.NoTarget, problem, mayRetry: false);
        }

        var answer = await connector.LaunchFlowAsync(flowId, "Redline " + call.IdempotencyKey, call.Body ?? "{}"u8.ToArray(), cancellationToken);
        return answer.Failure is { } failure ? ReplyOf(failure) : new(200, "application/json", answer.Body);
    }

    private static EffectReply ReplyOf(ApiFailure failure)
    {
        var code = failure.Status > 0 ? EffectCodes.Status : failure.IsUnsent ? EffectCodes.Connect : EffectCodes.Broken;
        var mayRetry = failure.IsUndone && failure.Kind is ApiFailureKind.Unreachable or ApiFailureKind.Throttled;
        return EffectReply.Failed(code, failure.ToString(), mayRetry, failure.Status) with
        {
            RetryAfter = failure.RetryAfter,
            Body = Encoding.UTF8.GetBytes(failure.Message),
            ContentType = "text/plain",
        };
    }
}

using Redline.Delivery.Effects;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Flows;

namespace Redline.Server.Flows;

/// <summary>
/// Effects outside that a start finds under way: nobody here knows whether they were sent. A request is made again, since
/// its key lets the receiver tell; a launch of a workflow has no key, and an execution of the platform cannot be asked for
/// but by the id that was in the lost answer, so it is made again where it is CRITICAL and otherwise fails.
/// </summary>
internal static class UnsureEffects
{
    /// <summary>Whether an execution is at an effect outside.</summary>
    public static bool IsSentOutside(Execution execution, DurableState state) =>
        execution.Current is { Effect: not null } step && state.Flows.DefinitionOf(execution).Find(step.Node) is HttpRequestNode or ArchitectFlowNode;

    /// <summary>Whether the effect is made again.</summary>
    public static bool IsMadeAgain(FlowNode node, Execution execution) =>
        node is not ArchitectFlowNode || execution.Trigger.Severity == Severity.Critical;

    /// <summary>What the trace says of the time before the start.</summary>
    public static FlowAttempt AttemptOf(Execution execution, bool isMadeAgain) => new(
        execution.Current!.StartedAt, 0, 0, EffectCodes.Unknown,
        isMadeAgain
            ? "The server ended while it was under way; it is made again, possibly twice."
            : "The server ended while it was under way; it may have been made, and is not made again.");

    /// <summary>The end of one that is not made again.</summary>
    public static ConcludeEffect ConclusionOf(Execution execution) => new(
        execution.Number, execution.Current!.Visit, FlowWords.Failed, EffectCodes.Unknown, new Dictionary<string, FlowValue>(),
        [AttemptOf(execution, isMadeAgain: false)]);
}

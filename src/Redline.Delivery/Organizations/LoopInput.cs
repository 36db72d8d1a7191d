using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>What waits in the inbox: exactly one of observations, a heartbeat, an engine input, a survey, a preview and a look.</summary>
/// <param name="Observations">All of one instant; owned by the loop from the moment they are sent, given back to the pool when taken.</param>
/// <param name="Heartbeat">The source that says it is there.</param>
/// <param name="Input">Something asked of the engine.</param>
/// <param name="Answer">Completed when the input's events are committed.</param>
/// <param name="ArrivedAt">
/// When it arrived, by the organization's clock, if its source shares that clock; null: when the loop takes it.
/// </param>
/// <param name="Survey">A question that changes nothing.</param>
/// <param name="Until">Up to when the source that says it is there vouches for its queues; null: for now.</param>
/// <param name="Preview">Another question that changes nothing.</param>
/// <param name="Look">One more; <paramref name="Answer"/> completes when what it may have seen is committed.</param>
internal readonly record struct LoopInput(
    IReadOnlyList<Observation>? Observations,
    string? Heartbeat,
    EngineInput? Input,
    TaskCompletionSource<LoopDecision>? Answer,
    Instant? ArrivedAt,
    LoopSurvey? Survey = null,
    Instant? Until = null,
    LoopPreview? Preview = null,
    LoopLook? Look = null);

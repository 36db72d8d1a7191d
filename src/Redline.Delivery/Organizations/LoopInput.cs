using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>What waits in the inbox: exactly one of an observation, a heartbeat and an engine input.</summary>
/// <param name="Observation">Owned by the loop from the moment it is sent; given back to the pool when taken.</param>
/// <param name="Heartbeat">The source that says it is there.</param>
/// <param name="Input">Something asked of the engine.</param>
/// <param name="Answer">Completed when the input's events are committed.</param>
/// <param name="ArrivedAt">
/// When it arrived, by the organization's clock, if its source shares that clock; null: when the loop takes it.
/// </param>
internal readonly record struct LoopInput(
    Observation? Observation,
    string? Heartbeat,
    EngineInput? Input,
    TaskCompletionSource<JournalCommit>? Answer,
    Instant? ArrivedAt);

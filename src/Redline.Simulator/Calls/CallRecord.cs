namespace Redline.Simulator.Calls;

/// <summary>
/// One call as it went, recorded or generated. Immutable, safe to share between threads. Instants are whole
/// milliseconds since the Unix epoch, UTC. The call waits during [queued, left queue) and interacts during [service
/// start, service end); a pair is either whole or absent. Nothing is promised about the order of service and waiting:
/// real recordings answer a second before the caller has left the queue.
/// </summary>
/// <param name="Queue">Name of the queue; never empty.</param>
/// <param name="Priority">Priority the caller was given; higher goes first, 0 is the usual one.</param>
/// <param name="ArrivedMilliseconds">When the call reached the contact centre.</param>
/// <param name="QueuedMilliseconds">When it began to wait; null: it never waited.</param>
/// <param name="LeftQueueMilliseconds">
/// When it stopped waiting (exclusive end); null exactly when it never waited.
/// </param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ServiceStartMilliseconds">When an agent began to serve it; null: not served, or not recorded.</param>
/// <param name="ServiceEndMilliseconds">When service ended (exclusive end); null exactly when the start is.</param>
/// <param name="Agent">Name of the agent who served it; null: nobody, or not recorded.</param>
public sealed record CallRecord(
    string Queue,
    int Priority,
    long ArrivedMilliseconds,
    long? QueuedMilliseconds,
    long? LeftQueueMilliseconds,
    CallOutcome Outcome,
    long? ServiceStartMilliseconds,
    long? ServiceEndMilliseconds,
    string? Agent)
{
    /// <summary>
    /// When it rang agents, in order; default never, as recorded calls have it. What rings has not been answered: to
    /// the caller, and so to the two pairs above, ringing is waiting.
    /// </summary>
    public IReadOnlyList<CallRinging> Ringings { get; init; } = [];
}

namespace Redline.Simulator.Replay;

/// <summary>
/// What one queue looks like just after everything that happened at one instant. Instants are whole milliseconds since
/// the Unix epoch, UTC. A plain value: copy it to keep it.
/// </summary>
/// <param name="QueueId">The queue's id; recorded calls know only its name, so the two are the same text.</param>
/// <param name="QueueName">The queue's name.</param>
/// <param name="MediaType">Kind of interaction; always <see cref="Voice"/>.</param>
/// <param name="WaitingCount">Calls that wait: queued at or before the instant and not yet left at it.</param>
/// <param name="OldestWaitingSinceMilliseconds">When the one that waits longest was queued; null: none waits.</param>
/// <param name="InteractingCount">Calls being served: started at or before the instant and not yet ended at it.</param>
/// <param name="OldestInteractionSinceMilliseconds">When the longest service began; null: none is served.</param>
public readonly record struct QueueObservation(
    string QueueId,
    string QueueName,
    string MediaType,
    int WaitingCount,
    long? OldestWaitingSinceMilliseconds,
    int InteractingCount,
    long? OldestInteractionSinceMilliseconds)
{
    /// <summary>The media type of calls.</summary>
    public const string Voice = "voice";
}

namespace Redline.Engine.Queues;

/// <summary>
/// What is measured of a queue (design section 4). The wire name of each is its own name in camel case; names are
/// persisted, never the ordinals.
/// </summary>
public enum Metric
{
    /// <summary>Seconds the oldest waiting interaction has waited; 0 when none waits. Grows with the clock.</summary>
    WaitTimeSeconds,

    /// <summary>Interactions waiting now.</summary>
    WaitingCount,

    /// <summary>Interactions ringing at an agent now (Genesys <c>oAlerting</c>).</summary>
    RingingCount,

    /// <summary>Interactions being handled now.</summary>
    InteractingCount,

    /// <summary>Seconds of the longest interaction being handled; 0 when there is none. Grows with the clock.</summary>
    LongestInteractionSeconds,

    /// <summary>Per cent answered within the target, current half hour; no value until it has samples.</summary>
    ServiceLevelPercent,

    /// <summary>Interactions offered in the current half hour.</summary>
    OfferedCount,

    /// <summary>Interactions abandoned in the current half hour.</summary>
    AbandonedCount,

    /// <summary>Abandoned per offered, per cent, current half hour.</summary>
    AbandonRatePercent,

    /// <summary>Mean wait of the current half hour, seconds.</summary>
    AverageWaitSeconds,

    /// <summary>Mean handle time of the current half hour, seconds.</summary>
    AverageHandleSeconds,

    /// <summary>Arrivals per minute over the last five completed minutes.</summary>
    ArrivalsPerMinute,

    /// <summary>Answers per minute over the last five completed minutes.</summary>
    AnswersPerMinute,

    /// <summary>Agents on the queue now; of the whole queue, not of one media type.</summary>
    AgentsOnQueue,

    /// <summary>Agents idle now; queue-wide.</summary>
    AgentsIdle,

    /// <summary>Agents interacting now; queue-wide.</summary>
    AgentsInteracting,

    /// <summary>Agents marked not responding now; queue-wide.</summary>
    AgentsNotResponding,

    /// <summary>Members signed in but off the queue now; queue-wide.</summary>
    AgentsOffQueue,

    /// <summary>Members who have joined the queue; queue-wide.</summary>
    AgentsJoined,

    /// <summary>Seconds since anything was heard of this queue; queue-wide. Grows with the clock.</summary>
    ObservationAgeSeconds,
}

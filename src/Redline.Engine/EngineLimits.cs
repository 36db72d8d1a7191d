namespace Redline.Engine;

/// <summary>Bounds of one organization's engine. Immutable.</summary>
public sealed record EngineLimits
{
    /// <summary>The defaults.</summary>
    public static readonly EngineLimits Default = new();

    /// <summary>Queues known at once; an observation of one more is refused with <c>LimitReached</c>. Default 20,000; 1 to 1,000,000.</summary>
    public int MaxQueues { get; init; } = 20_000;

    /// <summary>Media types of one queue; an observation of one more is refused with <c>LimitReached</c>. Default 16; 1 to 100.</summary>
    public int MaxMediaTypesPerQueue { get; init; } = 16;

    /// <summary>Sources known at once; an observation of one more is refused with <c>LimitReached</c>, and what else it says not heard. Default 1,000; 1 to 100,000.</summary>
    public int MaxSources { get; init; } = 1_000;

    /// <summary>Streams defined at once; <see cref="AlertEngine.Decide"/> refuses one more. Default 2,000; 1 to 100,000.</summary>
    public int MaxStreams { get; init; } = 2_000;

    /// <summary>Queue sets defined at once; <see cref="AlertEngine.Decide"/> refuses one more. Default 1,000; 1 to 10,000.</summary>
    public int MaxQueueSets { get; init; } = 1_000;

    /// <summary>Parameters defined at once; <see cref="AlertEngine.Decide"/> refuses one more. Default 200; 1 to 10,000.</summary>
    public int MaxParameters { get; init; } = 200;

    /// <summary>Messages that have not expired; <see cref="AlertEngine.Decide"/> refuses one more. Default 1,000; 1 to 100,000.</summary>
    public int MaxOpenMessages { get; init; } = 1_000;

    /// <summary>Silences that are not over; <see cref="AlertEngine.Decide"/> refuses one more. Default 1,000; 1 to 10,000.</summary>
    public int MaxSilences { get; init; } = 1_000;

    /// <summary>Flows defined at once; <see cref="AlertEngine.Decide"/> refuses one more. Default 200; 1 to 10,000.</summary>
    public int MaxFlows { get; init; } = 200;

    /// <summary>Executions that run at once; an alert starts none beyond it, and one asked for is refused. Default 20,000; 1 to 100,000.</summary>
    public int MaxExecutions { get; init; } = 20_000;

    /// <summary>Escalations that are open; <see cref="AlertEngine.Decide"/> refuses one more. Default 20,000; 1 to 100,000.</summary>
    public int MaxOpenEscalations { get; init; } = 20_000;

    /// <summary>
    /// How far an observation's instant may lie from now, either way; one further off changes nothing and its source
    /// is blind (<c>Clock</c>) until it sends one that is not. Default 60,000 ms; 1 s to 1 h.
    /// </summary>
    public long MaxObservationDelayMilliseconds { get; init; } = 60_000;

    /// <summary>
    /// For how long at most from its first fall, while something rings, a wait that fell may come back: what was true
    /// stays true and nothing becomes true by the fall. Default 120,000 ms; 0 (not at all) to 10 min.
    /// </summary>
    public long RingingHoldMilliseconds { get; init; } = 120_000;

    /// <summary>
    /// How long after it triggered people are told of an alert of a stream whose priority is not 1: one that is over before
    /// is never told. Default 250 ms; 0 (at once) to 10 s.
    /// </summary>
    public long CoalesceMilliseconds { get; init; } = 250;

    /// <summary>Everything that is wrong with these limits, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(MaxQueues), MaxQueues, 1, 1_000_000);
        errors.Range(nameof(MaxMediaTypesPerQueue), MaxMediaTypesPerQueue, 1, 100);
        errors.Range(nameof(MaxSources), MaxSources, 1, 100_000);
        errors.Range(nameof(MaxStreams), MaxStreams, 1, 100_000);
        errors.Range(nameof(MaxQueueSets), MaxQueueSets, 1, 10_000);
        errors.Range(nameof(MaxParameters), MaxParameters, 1, 10_000);
        errors.Range(nameof(MaxOpenMessages), MaxOpenMessages, 1, 100_000);
        errors.Range(nameof(MaxSilences), MaxSilences, 1, 10_000);
        errors.Range(nameof(MaxFlows), MaxFlows, 1, 10_000);
        errors.Range(nameof(MaxExecutions), MaxExecutions, 1, 100_000);
        errors.Range(nameof(MaxOpenEscalations), MaxOpenEscalations, 1, 100_000);
        errors.Range(nameof(MaxObservationDelayMilliseconds), MaxObservationDelayMilliseconds, 1_000, 3_600_000);
        errors.Range(nameof(RingingHoldMilliseconds), RingingHoldMilliseconds, 0, 600_000);
        errors.Range(nameof(CoalesceMilliseconds), CoalesceMilliseconds, 0, 10_000);
        return errors.All;
    }
}

namespace Redline.Engine;

/// <summary>Bounds of one organization's engine. Immutable.</summary>
public sealed record EngineLimits
{
    /// <summary>The defaults.</summary>
    public static readonly EngineLimits Default = new();

    /// <summary>Queues known at once; an observation of one more is refused with <c>LimitReached</c>. Default 20,000.</summary>
    public int MaxQueues { get; init; } = 20_000;

    /// <summary>Media types of one queue; an observation of one more is refused with <c>LimitReached</c>. Default 16.</summary>
    public int MaxMediaTypesPerQueue { get; init; } = 16;

    /// <summary>Streams defined at once; <see cref="AlertEngine.Decide"/> refuses one more. Default 2,000.</summary>
    public int MaxStreams { get; init; } = 2_000;

    /// <summary>Messages that have not expired; <see cref="AlertEngine.Decide"/> refuses one more. Default 1,000.</summary>
    public int MaxOpenMessages { get; init; } = 1_000;

    /// <summary>
    /// How far an observation's instant may lie from now, either way; one further off changes nothing and its source
    /// counts as having a wrong clock. Default 60,000 ms.
    /// </summary>
    public long MaxObservationDelayMilliseconds { get; init; } = 60_000;
}

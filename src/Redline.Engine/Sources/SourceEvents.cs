namespace Redline.Engine.Sources;

/// <summary>A fact about what a source sees.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="SourceId">Which source; empty: queues that no source has been heard of since a restart.</param>
/// <param name="Cause">Why it does not see, or did not.</param>
public abstract record SourceEvent(Instant At, Instant DecidedAt, string SourceId, BlindCause Cause) : EngineEvent(At, DecidedAt);

/// <summary>A source is blind for a cause, wholly or in some of its queues: told once, whatever else joins it.</summary>
/// <param name="At">When it was found.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="SourceId">Which source.</param>
/// <param name="Cause">Why.</param>
/// <param name="Since">Since when there is nothing to go by: for a silence when something was last heard.</param>
/// <param name="IsWhole">Whether all of its queues are.</param>
/// <param name="QueueCount">How many queues.</param>
/// <param name="QueueIds">Which, sorted, at most <see cref="Blindness.MaxQueueIds"/>; none when all are.</param>
public sealed record SourceBlinded(
    Instant At, Instant DecidedAt, string SourceId, BlindCause Cause, Instant Since, bool IsWhole, int QueueCount,
    IReadOnlyList<string> QueueIds) : SourceEvent(At, DecidedAt, SourceId, Cause);

/// <summary>Other queues than before are blind for a cause that was told.</summary>
/// <param name="At">When that was told; queues that changed within <see cref="Blindness.ChangeMilliseconds"/> are told together.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="SourceId">Which source.</param>
/// <param name="Cause">Why.</param>
/// <param name="IsWhole">Whether all of its queues are.</param>
/// <param name="QueueCount">How many queues are now.</param>
/// <param name="QueueIds">Which are now, sorted, at most <see cref="Blindness.MaxQueueIds"/>; none when all are.</param>
public sealed record BlindnessChanged(
    Instant At, Instant DecidedAt, string SourceId, BlindCause Cause, bool IsWhole, int QueueCount, IReadOnlyList<string> QueueIds)
    : SourceEvent(At, DecidedAt, SourceId, Cause);

/// <summary>A source is no longer blind for a cause. Its queues are warming until each is confirmed.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="SourceId">Which source.</param>
/// <param name="Cause">Why it was.</param>
public sealed record SourceRecovered(Instant At, Instant DecidedAt, string SourceId, BlindCause Cause)
    : SourceEvent(At, DecidedAt, SourceId, Cause);

/// <summary>A queue is no more at its source; all that was known of it is forgotten. Its open alerts resolved before.</summary>
/// <param name="At">When it was heard.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="QueueId">Which.</param>
public sealed record QueueGone(Instant At, Instant DecidedAt, string QueueId) : EngineEvent(At, DecidedAt);

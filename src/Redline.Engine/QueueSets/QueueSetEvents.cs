namespace Redline.Engine.QueueSets;

/// <summary>Define a queue set, or define it anew. The same definition again changes nothing and gives no event.</summary>
/// <param name="Definition">What the operator wrote, valid.</param>
/// <param name="ExpectedVersion">The version it replaces (0: there must be none); null: whatever is there.</param>
public sealed record DefineQueueSet(QueueSetDefinition Definition, int? ExpectedVersion = null) : EngineInput;

/// <summary>Delete a queue set that no stream names; one that does not exist gives no event.</summary>
/// <param name="QueueSetId">Which.</param>
/// <param name="ExpectedVersion">The version that is deleted; null: whatever is there.</param>
public sealed record DeleteQueueSet(string QueueSetId, int? ExpectedVersion = null) : EngineInput;

/// <summary>A queue set was defined, or defined anew.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new set, one more with each change.</param>
public sealed record QueueSetDefined(Instant At, Instant DecidedAt, QueueSetDefinition Definition, int Version)
    : EngineEvent(At, DecidedAt);

/// <summary>A queue set was deleted; no stream named it.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="QueueSetId">Which.</param>
public sealed record QueueSetDeleted(Instant At, Instant DecidedAt, string QueueSetId) : EngineEvent(At, DecidedAt);

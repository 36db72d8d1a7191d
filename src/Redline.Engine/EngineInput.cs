using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>Something that is asked of the engine besides observations. A closed set; immutable.</summary>
public abstract record EngineInput;

/// <summary>Define a stream, or define it anew. The same definition again changes nothing and gives no event.</summary>
/// <param name="Definition">What the operator wrote, valid.</param>
/// <param name="ExpectedVersion">The version it replaces (0: there must be none); null: whatever is there.</param>
public sealed record DefineStream(StreamDefinition Definition, int? ExpectedVersion = null) : EngineInput;

/// <summary>Delete a stream; one that does not exist gives no event.</summary>
/// <param name="StreamId">Which.</param>
/// <param name="ExpectedVersion">The version that is deleted; null: whatever is there.</param>
public sealed record DeleteStream(string StreamId, int? ExpectedVersion = null) : EngineInput;

/// <summary>
/// Several definitions and deletions as one: all of them, or none. What they name may come with them, in any order.
/// </summary>
/// <param name="Changes">
/// <see cref="DefineStream"/>, <see cref="DeleteStream"/>, <see cref="QueueSets.DefineQueueSet"/>,
/// <see cref="QueueSets.DeleteQueueSet"/>, <see cref="Parameters.DefineParameter"/>,
/// <see cref="Parameters.DeleteParameter"/>, <see cref="Flows.DefineFlow"/>, <see cref="Flows.DeleteFlow"/>; each about
/// something else.
/// </param>
public sealed record ApplyDefinitions(IReadOnlyList<EngineInput> Changes) : EngineInput;

/// <summary>Somebody takes an alert. By the one who has it already, with no note or the same and no worse than then, it gives no event.</summary>
/// <param name="Number">The alert's number.</param>
/// <param name="PersonId">Who takes it.</param>
/// <param name="Note">What they say, at most <see cref="Alerts.Acknowledgement.MaxNoteLength"/>; null: nothing.</param>
/// <param name="TakeOver">Also from another person who has it.</param>
public sealed record AcknowledgeAlert(long Number, string PersonId, string? Note = null, bool TakeOver = false) : EngineInput;

/// <summary>Nobody shall have an alert any more.</summary>
/// <param name="Number">The alert's number.</param>
/// <param name="PersonId">Who says so.</param>
/// <param name="OfOthers">Also when another person has it.</param>
public sealed record WithdrawAcknowledgement(long Number, string PersonId, bool OfOthers = false) : EngineInput;

namespace Redline.Engine.Escalations;

/// <summary>Make an escalation; while one is open for that alert it gives no event.</summary>
/// <param name="Draft">What it shall say.</param>
/// <param name="Subject">Who says so.</param>
/// <param name="Step">The step of a flow that does, as <c>X17/node2/2</c>; null: no flow does.</param>
public sealed record CreateEscalation(EscalationDraft Draft, string Subject, string? Step) : EngineInput;

/// <summary>
/// Somebody takes an escalation, and its alert where that is open. By the one who has it already, with no note or the same, it
/// gives no event.
/// </summary>
/// <param name="Number">Which.</param>
/// <param name="PersonId">Who takes it.</param>
/// <param name="Note">What they say, at most <see cref="Alerts.Acknowledgement.MaxNoteLength"/>; null: nothing.</param>
/// <param name="TakeOver">Also from another person who has it.</param>
public sealed record AcknowledgeEscalation(long Number, string PersonId, string? Note = null, bool TakeOver = false) : EngineInput;

/// <summary>Nobody shall have an escalation any more, nor its alert.</summary>
/// <param name="Number">Which.</param>
/// <param name="PersonId">Who says so.</param>
/// <param name="OfOthers">Also when another person has it.</param>
public sealed record WithdrawEscalation(long Number, string PersonId, bool OfOthers = false) : EngineInput;

/// <summary>Close an escalation, and the record alone; one that is closed already gives no event.</summary>
/// <param name="Number">Which.</param>
/// <param name="Subject">Who says so.</param>
/// <param name="Note">What they say, at most <see cref="Escalation.ReasonLength"/>; null: nothing.</param>
public sealed record CloseEscalation(long Number, string Subject, string? Note) : EngineInput;

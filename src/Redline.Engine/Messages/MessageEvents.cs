using Redline.Engine.Audiences;

namespace Redline.Engine.Messages;

/// <summary>Send a message to an audience.</summary>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">What it is about, within its bounds.</param>
/// <param name="Text">What it says, within its bounds.</param>
/// <param name="QueueId">The queue it is about; null: none.</param>
/// <param name="LifeMilliseconds">How long until it expires; positive.</param>
/// <param name="SenderSubject">Who sends it.</param>
public sealed record SendMessage(
    Audience Audience, MessageSeverity Severity, string Title, string Text, string? QueueId, long LifeMilliseconds,
    string SenderSubject) : EngineInput;

/// <summary>A message was sent: people are to be told.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">Its number, one more than the last.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What it says.</param>
/// <param name="QueueId">The queue it is about; null: none.</param>
/// <param name="ExpiresAt">When it ends, exclusive.</param>
/// <param name="SenderSubject">Who sent it.</param>
public sealed record MessageSent(
    Instant At, Instant DecidedAt, long Number, Audience Audience, MessageSeverity Severity, string Title, string Text,
    string? QueueId, Instant ExpiresAt, string SenderSubject) : EngineEvent(At, DecidedAt);

/// <summary>A message's time is over; it is shown no longer.</summary>
/// <param name="At">Its <see cref="MessageSent.ExpiresAt"/>, exactly.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">Which.</param>
public sealed record MessageExpired(Instant At, Instant DecidedAt, long Number) : EngineEvent(At, DecidedAt);

namespace Redline.Engine.Escalations;

/// <summary>A fact about an escalation.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
public abstract record EscalationEvent(Instant At, Instant DecidedAt) : EngineEvent(At, DecidedAt)
{
    /// <summary>The escalation's number.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public abstract long Number { get; }
}

/// <summary>An escalation was made.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Escalation">What it says; taken where its alert was taken already.</param>
public sealed record EscalationCreated(Instant At, Instant DecidedAt, Escalation Escalation) : EscalationEvent(At, DecidedAt)
{
    /// <inheritdoc/>
    public override long Number => Escalation.Number;
}

/// <summary>Somebody has an open escalation now, or the one who has it says something else about it.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="EscalationNumber">Which.</param>
/// <param name="PersonId">Who has it.</param>
/// <param name="Since">Since when.</param>
/// <param name="Note">What they said; null: nothing.</param>
public sealed record EscalationAcknowledged(Instant At, Instant DecidedAt, long EscalationNumber, string PersonId, Instant Since, string? Note)
    : EscalationEvent(At, DecidedAt)
{
    /// <inheritdoc/>
    public override long Number => EscalationNumber;
}

/// <summary>Nobody has an open escalation any more.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="EscalationNumber">Which.</param>
/// <param name="PersonId">Who gave it back, or took it from the one who had it.</param>
public sealed record EscalationWithdrawn(Instant At, Instant DecidedAt, long EscalationNumber, string PersonId) : EscalationEvent(At, DecidedAt)
{
    /// <inheritdoc/>
    public override long Number => EscalationNumber;
}

/// <summary>An escalation was closed.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="EscalationNumber">Which.</param>
/// <param name="Subject">Who closed it.</param>
/// <param name="Note">What they said; null: nothing.</param>
public sealed record EscalationClosed(Instant At, Instant DecidedAt, long EscalationNumber, string Subject, string? Note) : EscalationEvent(At, DecidedAt)
{
    /// <inheritdoc/>
    public override long Number => EscalationNumber;
}

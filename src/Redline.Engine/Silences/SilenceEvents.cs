namespace Redline.Engine.Silences;

/// <summary>Set a silence, or set one anew; one that says the same gives no event.</summary>
/// <param name="Number">Which one is set anew; null: a new one.</param>
/// <param name="Draft">What it shall be.</param>
/// <param name="Subject">Who says so.</param>
public sealed record SetSilence(long? Number, SilenceDraft Draft, string Subject) : EngineInput;

/// <summary>End a silence before its time.</summary>
/// <param name="Number">Which.</param>
/// <param name="Subject">Who says so.</param>
public sealed record EndSilence(long Number, string Subject) : EngineInput;

/// <summary>A fact about a silence.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
public abstract record SilenceEvent(Instant At, Instant DecidedAt) : EngineEvent(At, DecidedAt);

/// <summary>A silence was set, or set anew.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Silence">As it is now.</param>
public sealed record SilenceSet(Instant At, Instant DecidedAt, Silence Silence) : SilenceEvent(At, DecidedAt);

/// <summary>A silence is over.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">Which.</param>
/// <param name="EndedBySubject">Who ended it; null: its time was over.</param>
public sealed record SilenceEnded(Instant At, Instant DecidedAt, long Number, string? EndedBySubject) : SilenceEvent(At, DecidedAt);

using System.Text.Json.Serialization;
using Redline.Engine.Alerts;
using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>
/// A fact the engine decided; the only thing that changes the durable state, and what the journal keeps. A closed set
/// in the past tense; <see cref="Codecs.EventCodec"/> spells each. Immutable.
/// </summary>
/// <param name="At">When the fact became true; of one fingerprint never before its previous one, telling aside.</param>
/// <param name="DecidedAt">The instant of the pass that decided it; never before <paramref name="At"/>.</param>
public abstract record EngineEvent(Instant At, Instant DecidedAt);

/// <summary>A stream was defined, or defined anew.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new stream, one more with each change.</param>
public sealed record StreamDefined(Instant At, Instant DecidedAt, StreamDefinition Definition, int Version)
    : EngineEvent(At, DecidedAt);

/// <summary>A stream was deleted; its fingerprints are forgotten. Its open alerts resolved before.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="StreamId">Which stream.</param>
public sealed record StreamDeleted(Instant At, Instant DecidedAt, string StreamId) : EngineEvent(At, DecidedAt);

/// <summary>A fact about one fingerprint.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
public abstract record FingerprintEvent(Instant At, Instant DecidedAt, Fingerprint Fingerprint) : EngineEvent(At, DecidedAt)
{
    /// <summary>Whether it is about what people are told, and not about what is so.</summary>
    [JsonIgnore]
    public bool IsOfTelling => this is AlertHeld or AlertTold or FlappingBegan or FlappingEnded;
}

/// <summary>A level's filter became true and has to hold for its sustain.</summary>
/// <param name="At">When it became true.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Level">The level's index.</param>
public sealed record SustainStarted(Instant At, Instant DecidedAt, Fingerprint Fingerprint, int Level)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>A level's filter stopped being true (or became unknown) before its sustain was over.</summary>
/// <param name="At">When it stopped.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Level">The level's index.</param>
public sealed record SustainBroken(Instant At, Instant DecidedAt, Fingerprint Fingerprint, int Level)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>A level is breached: its filter held for its sustain.</summary>
/// <param name="At">The end of the sustain.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Level">The level's index.</param>
/// <param name="OpenedAt">When the filter became true.</param>
public sealed record BreachOpened(Instant At, Instant DecidedAt, Fingerprint Fingerprint, int Level, Instant OpenedAt)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>A breached level's clear expression became true and has to hold for the clear hold.</summary>
/// <param name="At">When it became true.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Level">The level's index.</param>
public sealed record ClearStarted(Instant At, Instant DecidedAt, Fingerprint Fingerprint, int Level)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>The clear expression stopped being true before the clear hold was over: the breach goes on.</summary>
/// <param name="At">When it stopped.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Level">The level's index.</param>
public sealed record ClearBroken(Instant At, Instant DecidedAt, Fingerprint Fingerprint, int Level)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>A level is no longer breached.</summary>
/// <param name="At">The end of the clear hold.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Level">The level's index.</param>
public sealed record BreachClosed(Instant At, Instant DecidedAt, Fingerprint Fingerprint, int Level)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>A breach holds and people are not told for now.</summary>
/// <param name="At">When that began.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When the reason ends; if the breach still holds then, the alert triggers then.</param>
public sealed record AlertSuppressed(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, SuppressionReason Reason, Instant Until)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>The breach closed while people were not told of it; they never are.</summary>
/// <param name="At">When it closed.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
public sealed record SuppressionEnded(Instant At, Instant DecidedAt, Fingerprint Fingerprint)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>An alert triggered: people are to be told, unless it is held. Ends a suppression.</summary>
/// <param name="At">The end of sustain and of any suppression.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number, one more than the last.</param>
/// <param name="Level">The level that is true.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="OpenedAt">The start of the breach.</param>
/// <param name="Evidence">What was known.</param>
/// <param name="Held">Why people are not told yet; <see cref="SuppressionReason.None"/>: they are told now.</param>
/// <param name="HeldUntil">When that is decided anew.</param>
/// <param name="NextUpdateAt">The fingerprint flaps, and when people are told how it stands next; null: it does not.</param>
public sealed record AlertTriggered(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number, int Level, Severity Severity,
    Instant OpenedAt, AlertEvidence Evidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] SuppressionReason Held = SuppressionReason.None,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Instant HeldUntil = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? NextUpdateAt = null)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>People are not told of an open alert for another reason than before, or for longer.</summary>
/// <param name="At">When that began.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When that is decided anew; if the alert is still open then and nothing else holds it, it is told then.</param>
public sealed record AlertHeld(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number, SuppressionReason Reason, Instant Until)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>
/// People are to be told of an alert that was held, or of one that flaps as its update is due: as it stands now, once.
/// </summary>
/// <param name="At">When what held it ended.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number.</param>
public sealed record AlertTold(Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>An open alert rose or fell to another level.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number.</param>
/// <param name="Level">The level that is true now.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Evidence">What was known.</param>
/// <param name="IsDamped">People are not told of it, since the fingerprint flaps and they know of that level.</param>
public sealed record AlertLevelChanged(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number, int Level, Severity Severity,
    AlertEvidence Evidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsDamped = false)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>
/// A fingerprint flaps, or still does as its update is due: until the next one people are told of nothing but the end of
/// what they saw and of a level they were not told of.
/// </summary>
/// <param name="At">When; as it begins, that of the transition that follows.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="NextUpdateAt">When people are told how it stands next.</param>
/// <param name="ToldLevel">The highest level people know of already; -1: of none.</param>
public sealed record FlappingBegan(Instant At, Instant DecidedAt, Fingerprint Fingerprint, Instant NextUpdateAt, int ToldLevel)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>A fingerprint does not flap any more: people are told of each transition again.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
public sealed record FlappingEnded(Instant At, Instant DecidedAt, Fingerprint Fingerprint)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>An open alert is over.</summary>
/// <param name="At">The end of the clear hold, or when the reason took effect.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number.</param>
/// <param name="Reason">Why.</param>
public sealed record AlertResolved(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number, ResolveReason Reason)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>Somebody has an open alert now, or the one who has it says something else about it.</summary>
/// <param name="At">When; never before the fingerprint's last fact.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number.</param>
/// <param name="PersonId">Who has it.</param>
/// <param name="Note">What they said; null: nothing.</param>
public sealed record AlertAcknowledged(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number, string PersonId, string? Note)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

/// <summary>Nobody has an open alert any more.</summary>
/// <param name="At">When; never before the fingerprint's last fact.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Fingerprint">Which.</param>
/// <param name="Number">The alert's number.</param>
/// <param name="PersonId">Who gave it back, or took it from the one who had it.</param>
public sealed record AcknowledgementWithdrawn(
    Instant At, Instant DecidedAt, Fingerprint Fingerprint, long Number, string PersonId)
    : FingerprintEvent(At, DecidedAt, Fingerprint);

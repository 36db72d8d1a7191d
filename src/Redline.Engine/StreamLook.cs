using Redline.Engine.Alerts;
using Redline.Engine.Schedules;
using Redline.Engine.Silences;
using Redline.Engine.Sources;

namespace Redline.Engine;

/// <summary>How a stream stands at a queue at one instant, for those who explain it. Immutable.</summary>
/// <param name="At">The instant.</param>
/// <param name="StreamId">The stream that was asked for.</param>
/// <param name="QueueId">The queue that was asked for.</param>
/// <param name="Stream">The stream; null: there is none.</param>
/// <param name="Queue">What is known of the queue; null: nothing, or the instant is past and what was known then was not kept.</param>
/// <param name="Schedule">Where the stream's schedule stands; null: it has none.</param>
/// <param name="Fingerprints">Those of the stream and queue: now all that the stream looks at, of a past instant those about which anything was decided.</param>
/// <param name="Silences">The silences that are about a breach of it at this instant, and until when each is.</param>
/// <param name="Blind">What was told of sources that do not see.</param>
public sealed record StreamLook(
    Instant At, string StreamId, string QueueId, StreamState? Stream, QueueLook? Queue, ScheduleSpan? Schedule,
    IReadOnlyList<FingerprintLook> Fingerprints, IReadOnlyList<SilenceLook> Silences, IReadOnlyList<Blindness> Blind)
{
    /// <summary>How a stream stood at a queue by what was decided alone; values are not part of it.</summary>
    /// <param name="durable">What was decided up to the instant.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="queueId">The queue.</param>
    /// <param name="divisionId">The queue's division; null: not known.</param>
    /// <param name="at">The instant.</param>
    public static StreamLook OfDecided(DurableState durable, string streamId, string queueId, string? divisionId, Instant at) =>
        StreamLooker.Look(durable, streamId, queueId, divisionId, at);
}

/// <summary>What is known of a queue.</summary>
/// <param name="Name">Its name; null: not known.</param>
/// <param name="DivisionId">Its division; null: not known.</param>
/// <param name="HeardAt">When it was last heard of; null: not since the start.</param>
/// <param name="MediaTypes">The media types that were heard of.</param>
public sealed record QueueLook(string? Name, string? DivisionId, Instant? HeardAt, IReadOnlyList<string> MediaTypes);

/// <summary>A silence that is about a breach.</summary>
/// <param name="Silence">Which.</param>
/// <param name="Until">Until when it is.</param>
public sealed record SilenceLook(Silence Silence, Instant Until);

/// <summary>How one fingerprint stands.</summary>
/// <param name="Fingerprint">Which.</param>
/// <param name="IsSeen">Whether anything of it is decided now: it is confirmed by what was heard. Of a past instant always.</param>
/// <param name="IsBlind">Not seen, and known to be so; not seen and not blind is warming.</param>
/// <param name="Levels">Its levels, from the least severe.</param>
/// <param name="Alert">Its open alert; null: none is open.</param>
/// <param name="Suppression">Why a breach that holds does not trigger.</param>
/// <param name="SuppressedUntil">When that ends.</param>
/// <param name="CoolingUntil">Until when no other alert triggers that is no worse than the last; null: it is not cooling down.</param>
public sealed record FingerprintLook(
    Fingerprint Fingerprint, bool IsSeen, bool IsBlind, IReadOnlyList<LevelLook> Levels, Alert? Alert,
    SuppressionReason Suppression, Instant SuppressedUntil, Instant? CoolingUntil);

/// <summary>How one level of a fingerprint stands.</summary>
/// <param name="Severity">The level's severity.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When it came to stand there; the epoch while quiet.</param>
/// <param name="Until">When the sustain or the clear hold that runs would be over; null: none runs.</param>
/// <param name="IsTrue">Whether its filter is true by the last values; null: it cannot be said, since a value is missing or was not kept.</param>
/// <param name="Comparisons">The comparisons of its filter with their values; none when these were not kept.</param>
public sealed record LevelLook(
    Severity Severity, LevelPhase Phase, Instant Since, Instant? Until, bool? IsTrue, IReadOnlyList<ComparisonLook> Comparisons);

/// <summary>One comparison of a filter by the last values.</summary>
/// <param name="Words">In plain words: <c>the longest wait is 12 seconds, and has to be over 5 minutes</c>.</param>
/// <param name="Field">The metric on its left side; null when that side is arithmetic.</param>
/// <param name="Operator">The comparison's word: <c>GREATER_THAN</c>.</param>
/// <param name="Threshold">What it is compared with; null: not known.</param>
/// <param name="Value">What it is; null: not known.</param>
/// <param name="IsTrue">Whether it is true; null: it cannot be said.</param>
public sealed record ComparisonLook(string Words, string? Field, string Operator, double? Threshold, double? Value, bool? IsTrue);

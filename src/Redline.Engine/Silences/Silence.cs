using System.Globalization;
using Redline.Engine.Alerts;
using Redline.Engine.Schedules;

namespace Redline.Engine.Silences;

/// <summary>
/// Which breaches a silence is about: those to which every part that names anything applies. At least one part does.
/// Lists are sorted and without repeats. Immutable; equal when the parts are.
/// </summary>
/// <param name="QueueIds">Of one of these queues; none: of any.</param>
/// <param name="DivisionIds">Of a queue of one of these divisions; none: of any.</param>
/// <param name="StreamIds">Of one of these streams; none: of any.</param>
/// <param name="Severities">Of one of these severities; none: of any.</param>
public sealed record SilenceScope(
    IReadOnlyList<string> QueueIds, IReadOnlyList<string> DivisionIds, IReadOnlyList<string> StreamIds, IReadOnlyList<Severity> Severities)
{
    /// <summary>How many ids one part may name.</summary>
    public const int MaxNames = 200;

    /// <summary>How long an id may be, in characters.</summary>
    public const int IdLength = 200;

    /// <summary>Whether a breach is one of them.</summary>
    /// <param name="fingerprint">Of which stream and queue.</param>
    /// <param name="divisionId">Of which division the queue is; null: not known.</param>
    /// <param name="severity">How bad it is.</param>
    public bool Includes(Fingerprint fingerprint, string? divisionId, Severity severity) =>
        Names(QueueIds, fingerprint.QueueId) && Names(StreamIds, fingerprint.StreamId)
        && (DivisionIds.Count == 0 || (divisionId is not null && Names(DivisionIds, divisionId)))
        && (Severities.Count == 0 || Severities.Contains(severity));

    /// <inheritdoc/>
    public bool Equals(SilenceScope? other) => other is not null
        && QueueIds.SequenceEqual(other.QueueIds, StringComparer.Ordinal) && DivisionIds.SequenceEqual(other.DivisionIds, StringComparer.Ordinal)
        && StreamIds.SequenceEqual(other.StreamIds, StringComparer.Ordinal) && Severities.SequenceEqual(other.Severities);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(QueueIds.Count, DivisionIds.Count, StreamIds.Count, Severities.Count);

    private static bool Names(IReadOnlyList<string> ids, string id) => ids.Count == 0 || ids.Contains(id, StringComparer.Ordinal);
}

/// <summary>What somebody asks of a silence. Immutable and valid.</summary>
/// <param name="Scope">Which breaches.</param>
/// <param name="From">From when, inclusive; null: from now.</param>
/// <param name="Until">Until when, exclusive.</param>
/// <param name="Recurs">Only while this is open; null: all the time.</param>
/// <param name="Reason">Why, 1 to <see cref="Silence.ReasonLength"/> characters.</param>
public sealed record SilenceDraft(SilenceScope Scope, Instant? From, Instant Until, Schedule? Recurs, string Reason);

/// <summary>
/// A suppression an operator set for a time: what breaches meanwhile is told when it ends, if it still holds. Immutable.
/// </summary>
/// <param name="Number">Its number, from 1, without gaps.</param>
/// <param name="Scope">Which breaches.</param>
/// <param name="From">From when, inclusive.</param>
/// <param name="Until">Until when, exclusive; then it is over and forgotten.</param>
/// <param name="Recurs">Only while this is open; null: all the time.</param>
/// <param name="Reason">Why.</param>
/// <param name="OwnerSubject">Who set it first: <c>person:ana</c>, <c>key:…</c>.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ChangedBySubject">Who changed it last; whoever set it when nobody did.</param>
/// <param name="ChangedAt">When.</param>
public sealed record Silence(
    long Number, SilenceScope Scope, Instant From, Instant Until, Schedule? Recurs, string Reason, string OwnerSubject,
    Instant CreatedAt, string ChangedBySubject, Instant ChangedAt)
{
    /// <summary>How long a reason may be, in characters.</summary>
    public const int ReasonLength = 500;

    /// <summary>How long one may last: 366 days.</summary>
    public const long MaxMilliseconds = 366L * 86_400_000;

    /// <summary>The id people and programs use: <c>S17</c>.</summary>
    public string FormatId() => FormatId(Number);

    /// <summary>The id of a number.</summary>
    public static string FormatId(long number) => string.Create(CultureInfo.InvariantCulture, $"S{number}");
}

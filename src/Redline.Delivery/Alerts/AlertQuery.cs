using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Alerts;

/// <summary>Which alerts are looked for: those to which everything said here applies. Immutable.</summary>
public sealed record AlertQuery
{
    /// <summary>In one of these states; null: in any.</summary>
    public IReadOnlySet<AlertState>? States { get; init; }

    /// <summary>Of this severity now, or when it resolved; null: of any.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Of this queue; null: of any.</summary>
    public string? QueueId { get; init; }

    /// <summary>Of this stream, also a deleted one; null: of any.</summary>
    public string? StreamId { get; init; }

    /// <summary>Of this media type; null: of any and of none.</summary>
    public string? MediaType { get; init; }

    /// <summary>Triggered at this instant or later.</summary>
    public Instant From { get; init; } = Instant.Beginning;

    /// <summary>Triggered before this instant.</summary>
    public Instant To { get; init; } = Instant.Never;

    /// <summary>Of queues, by id, for which this is true; null: of all. Called on the caller's thread.</summary>
    public Func<string, bool>? MaySeeQueue { get; init; }

    internal bool Matches(AlertRow row) =>
        (States is null || States.Contains(row.State))
        && (Severity is null || row.Severity == Severity)
        && (QueueId is null || row.QueueId == QueueId)
        && (StreamId is null || row.StreamId == StreamId)
        && (MediaType is null || row.MediaType == MediaType)
        && row.TriggeredAt >= From && row.TriggeredAt < To
        && (MaySeeQueue is null || MaySeeQueue(row.QueueId));
}

/// <summary>A page of alerts.</summary>
/// <param name="Alerts">The alerts, the last triggered first.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record AlertPage(IReadOnlyList<AlertRecord> Alerts, int Total);

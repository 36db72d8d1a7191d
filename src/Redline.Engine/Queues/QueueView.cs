namespace Redline.Engine.Queues;

/// <summary>How well a queue is seen.</summary>
public enum QueueSight
{
    /// <summary>Not yet confirmed after a restart or a blindness: nothing opens or resolves.</summary>
    Warming,

    /// <summary>Heard of.</summary>
    Live,

    /// <summary>Not seen: stale, or its source is blind. Nothing opens or resolves, and that is not "OK".</summary>
    Blind,
}

/// <summary>The last values of one queue and media type, for those who show them. Immutable.</summary>
/// <param name="QueueId">The queue.</param>
/// <param name="QueueName">Its name; its id when none was heard.</param>
/// <param name="DivisionId">Its division, if known.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Sight">How well it is seen.</param>
/// <param name="WaitingCount">Interactions waiting; null: unknown.</param>
/// <param name="NoneWaits">Whether it is known that none waits.</param>
/// <param name="OldestWaitingSince">Since when the oldest waits; null: none waits, or unknown.</param>
public sealed record QueueView(
    string QueueId,
    string QueueName,
    string? DivisionId,
    string MediaType,
    QueueSight Sight,
    int? WaitingCount,
    bool NoneWaits,
    Instant? OldestWaitingSince)
{
    /// <summary>When the queue was last heard of; null: not since the start.</summary>
    public Instant? HeardAt { get; init; }

    /// <summary>The source it was last heard of by; empty: none since the start.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>When anything of that source was last heard; null: not since the start.</summary>
    public Instant? SourceHeardAt { get; init; }

    /// <summary>Whether a stream reads it whose alerts people are told of: they are told too when it is not seen.</summary>
    public bool IsTold { get; init; }

    /// <summary>The stored form of every metric, by its ordinal; see <see cref="Metrics.ValueAt"/>. Never changes.</summary>
    public IReadOnlyList<double> Stored { get; init; } = [];

    /// <summary>Two views are equal when people are shown the same; when it was heard and the stored values do not count.</summary>
    public bool Equals(QueueView? other) => other is not null && Shown == other.Shown && DivisionId == other.DivisionId;

    /// <inheritdoc/>
    public override int GetHashCode() => Shown.GetHashCode();

    private (string, string, string, QueueSight, int?, bool, Instant?) Shown =>
        (QueueId, QueueName, MediaType, Sight, WaitingCount, NoneWaits, OldestWaitingSince);

    internal static IEnumerable<QueueView> Of(QueueEntry queue) => queue.Media.Select(Of);

    private static QueueView Of(QueueScope scope)
    {
        var wait = scope.Values[(int)Metric.WaitTimeSeconds];
        var count = scope.Values[(int)Metric.WaitingCount];
        return new(
            scope.Queue.Id, scope.Queue.Name ?? scope.Queue.Id, scope.Queue.DivisionId, scope.MediaType!,
            scope.Confirmed ? QueueSight.Live : scope.IsBlind || scope.Queue.IsBlind ? QueueSight.Blind : QueueSight.Warming,
            double.IsNaN(count) ? null : (int)Math.Clamp(count, 0, int.MaxValue),
            wait == Metrics.None || count == 0,
            double.IsFinite(wait) ? new Instant((long)wait) : null)
        {
            HeardAt = scope.Queue.HeardAt == Instant.Beginning ? null : scope.Queue.HeardAt,
            SourceId = scope.Queue.SourceId,
            SourceHeardAt = scope.Queue.Source is { } source && source.HeardAt != Instant.Beginning ? source.HeardAt : null,
            IsTold = scope.Queue.Media.Prepend(scope.Queue.Whole).Any(s => s.Watches.Exists(w => w.IsTold)),
            Stored = (double[])scope.Values.Clone(),
        };
    }
}

namespace Redline.Engine.Queues;

/// <summary>How well a queue is seen.</summary>
public enum QueueSight
{
    /// <summary>Restarted and not yet heard of again: nothing opens or resolves.</summary>
    Warming,

    /// <summary>Heard of.</summary>
    Live,

    /// <summary>Not heard of again within the time a restart is given: nothing opens or resolves, and that is not "OK".</summary>
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
/// <param name="HeardAt">When the queue was last heard of; null: not since the start.</param>
/// <param name="Stored">The stored form of every metric, by its ordinal; see <see cref="Metrics.ValueAt"/>. Never changes.</param>
public sealed record QueueView(
    string QueueId,
    string QueueName,
    string? DivisionId,
    string MediaType,
    QueueSight Sight,
    int? WaitingCount,
    bool NoneWaits,
    Instant? OldestWaitingSince,
    Instant? HeardAt,
    IReadOnlyList<double> Stored)
{
    /// <summary>Whether two views show people the same: which queue, how well it is seen, who waits since when.</summary>
    public bool ShowsTheSameAs(QueueView other) =>
        (QueueId, QueueName, MediaType, Sight, WaitingCount, NoneWaits, OldestWaitingSince)
        == (other.QueueId, other.QueueName, other.MediaType, other.Sight, other.WaitingCount, other.NoneWaits, other.OldestWaitingSince);

    internal static IEnumerable<QueueView> Of(QueueEntry queue) => queue.Media.Select(Of);

    private static QueueView Of(QueueScope scope)
    {
        var wait = scope.Values[(int)Metric.WaitTimeSeconds];
        var count = scope.Values[(int)Metric.WaitingCount];
        return new(
            scope.Queue.Id, scope.Queue.Name ?? scope.Queue.Id, scope.Queue.DivisionId, scope.MediaType!,
            scope.Confirmed ? QueueSight.Live : scope.IsBlind ? QueueSight.Blind : QueueSight.Warming,
            double.IsNaN(count) ? null : (int)Math.Clamp(count, 0, int.MaxValue),
            wait == Metrics.None || count == 0,
            double.IsFinite(wait) ? new Instant((long)wait) : null,
            scope.Queue.HeardAt == Instant.Beginning ? null : scope.Queue.HeardAt,
            (double[])scope.Values.Clone());
    }
}

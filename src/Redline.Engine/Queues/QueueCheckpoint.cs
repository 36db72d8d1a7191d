namespace Redline.Engine.Queues;

/// <summary>A metric's last value with its instant.</summary>
/// <param name="Metric">Which metric.</param>
/// <param name="Stored">The number; for a growing metric milliseconds since the epoch, or null: none.</param>
/// <param name="At">The instant of the value.</param>
public sealed record MetricCheckpoint(Metric Metric, double? Stored, Instant At);

/// <summary>The last values of one scope, kept across a restart outside the journal.</summary>
/// <param name="SourceId">The source last heard.</param>
/// <param name="QueueId">The queue.</param>
/// <param name="QueueName">Its name, if known.</param>
/// <param name="DivisionId">Its division, if known.</param>
/// <param name="MediaType">The media type; null: the queue-wide metrics.</param>
/// <param name="LastZeroWaiting">The latest instant at which none waited; null: never.</param>
/// <param name="Metrics">The metrics that have a value.</param>
public sealed record QueueCheckpoint(
    string SourceId,
    string QueueId,
    string? QueueName,
    string? DivisionId,
    string? MediaType,
    Instant? LastZeroWaiting,
    IReadOnlyList<MetricCheckpoint> Metrics)
{
    /// <summary>Within how many seconds the platform wants its calls answered, if known.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public double? ServiceLevelTargetSeconds { get; init; }

    /// <summary>Whether nothing is known: the queue is no more.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool SaysNothing => Metrics.Count == 0 && LastZeroWaiting is null;

    internal static QueueCheckpoint Nothing(string sourceId, string queueId, string? mediaType) =>
        new(sourceId, queueId, null, null, mediaType, null, []);

    internal static QueueCheckpoint Of(QueueScope scope)
    {
        var metrics = new List<MetricCheckpoint>();
        for (var i = 0; i < Queues.Metrics.Count; i++)
        {
            var stored = scope.Observed[i];
            if (!double.IsNaN(stored))
                metrics.Add(new((Metric)i, stored == Queues.Metrics.None ? null : stored, scope.At[i]));
        }

        Instant? zero = scope.LastZeroWaiting == Instant.Beginning ? null : scope.LastZeroWaiting;
        var queue = scope.Queue;
        return new(queue.SourceId, queue.Id, queue.Name, queue.DivisionId, scope.MediaType, zero, metrics)
        {
            ServiceLevelTargetSeconds = queue.ServiceLevelTargetSeconds,
        };
    }
}

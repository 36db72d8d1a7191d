using Redline.Engine.Queues;

namespace Redline.Engine.Flows;

/// <summary>What the engine knows of queues and alerts, for walks.</summary>
internal sealed class EngineSight(QueueIntake queues, DurableState durable) : IFlowSight
{
    public bool Knows(string queueId) => queues.Find(queueId) is not null;

    public double? MetricOf(string queueId, string? mediaType, string metric, Instant at) =>
        queues.Find(queueId) is { } queue && (queue.Find(mediaType) ?? queue.Whole) is { } scope && Metrics.TryParse(metric, out var known)
            ? known.ValueAt(scope.Values[(int)known], at.Milliseconds)
            : null;

    public bool IsAcknowledged(long alertNumber) => durable.FindOpen(alertNumber)?.Alert?.Acknowledgement is not null;

    public bool IsOpen(long alertNumber) => durable.FindOpen(alertNumber) is not null;
}

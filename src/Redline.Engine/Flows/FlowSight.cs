namespace Redline.Engine.Flows;

/// <summary>What a walk can see besides its execution. Changes nothing.</summary>
internal interface IFlowSight
{
    /// <summary>Whether anything is known of a queue now.</summary>
    bool Knows(string queueId);

    /// <summary>The value of a metric of a queue and media type at an instant; null: none.</summary>
    double? MetricOf(string queueId, string? mediaType, string metric, Instant at);

    /// <summary>Whether somebody has an alert.</summary>
    bool IsAcknowledged(long alertNumber);

    /// <summary>Whether an alert is not over.</summary>
    bool IsOpen(long alertNumber);
}

/// <summary>The values of the variables of one execution at one instant.</summary>
internal sealed class FlowReading(Execution execution, IFlowSight sight, Instant at)
{
    private const string OfTrigger = "trigger.", OfData = "data.", OfPerson = "person.";

    /// <summary>The value of a variable; null: it has none.</summary>
    public FlowValue? Read(string name)
    {
        var trigger = execution.Trigger;
        if (name.StartsWith(OfData, StringComparison.Ordinal)) return DataOf(name[OfData.Length..]);
        if (name.StartsWith(OfPerson, StringComparison.Ordinal)) return DataOf(name);
        if (name.StartsWith(OfTrigger, StringComparison.Ordinal)) return AtTrigger(name[OfTrigger.Length..]);
        return name switch
        {
            "threshold" => FlowValue.Of(trigger.Threshold),
            "queueId" => FlowValue.Of(trigger.QueueId),
            "queueName" => FlowValue.Of(trigger.QueueName ?? trigger.QueueId),
            "mediaType" => FlowValue.Of(trigger.MediaType),
            "severity" => FlowValue.Of(trigger.Severity?.ToString().ToUpperInvariant()),
            "alertId" => trigger.AlertNumber is { } number ? FlowValue.Of(Alerts.Alert.FormatId(number)) : null,
            "streamId" => FlowValue.Of(trigger.StreamId),
            "streamName" => FlowValue.Of(trigger.StreamName),
            "openedAt" => FlowValue.Of(trigger.OpenedAt.ToString()),
            "triggeredAt" => FlowValue.Of(trigger.TriggeredAt.ToString()),
            "flow" => FlowValue.Of(execution.Flow),
            "executionId" => FlowValue.Of(Execution.FormatId(execution.Number)),
            _ => Current(name),
        };
    }

    // Of a queue that Redline does not watch nothing is known but what the trigger brought.
    private FlowValue? Current(string metric)
    {
        var trigger = execution.Trigger;
        return trigger.QueueId is { } queue && sight.Knows(queue)
            ? FlowValue.Of(sight.MetricOf(queue, trigger.MediaType, metric, at))
            : AtTrigger(metric);
    }

    private FlowValue? AtTrigger(string metric) => execution.Trigger.Metrics.TryGetValue(metric, out var value) ? FlowValue.Of(value) : null;

    private FlowValue? DataOf(string name) => execution.Data.TryGetValue(name, out var value) ? value : null;
}

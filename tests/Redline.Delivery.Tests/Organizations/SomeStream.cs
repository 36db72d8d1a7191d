using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>Streams for tests; a wait is compared with <c>&gt;=</c>, so that crossings are at whole seconds.</summary>
internal static class SomeStream
{
    /// <summary>One critical level, no clear hold, no cooldown; sources may be silent for a week.</summary>
    public static StreamDefinition Wait(string id, double seconds) => new()
    {
        Id = id,
        Name = $"Stream {id}",
        Levels = [Level(Severity.Critical, seconds)],
        ClearAfterMilliseconds = 0,
        CooldownMilliseconds = 0,
        StaleAfterMilliseconds = StreamLimits.MaxSeconds * 1_000L,
    };

    public static StreamLevel Level(Severity severity, double seconds, long sustainMilliseconds = 0) =>
        new(severity, AtLeast(new MetricValue(Metric.WaitTimeSeconds), seconds), null, sustainMilliseconds);

    /// <summary>Waiting callers for each agent on the queue.</summary>
    public static StreamDefinition WaitingPerAgent(string id, double callers)
    {
        ValueNode[] atLeastOne = [new MetricValue(Metric.AgentsOnQueue), new ConstantValue(1)];
        var agents = new ArithmeticValue(ArithmeticOperator.Max, atLeastOne);
        var ratio = new ArithmeticValue(ArithmeticOperator.Divide, [new MetricValue(Metric.WaitingCount), agents]);
        var level = new StreamLevel(Severity.Critical, AtLeast(ratio, callers), null, 0);
        return Wait(id, 0) with { Levels = [level] };
    }

    private static CompareNode AtLeast(ValueNode left, double right) =>
        new(left, ComparisonOperator.GreaterThanOrEqual, new ConstantValue(right));
}

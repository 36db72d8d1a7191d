using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>Which fields an expression reads.</summary>
public static class FilterFields
{
    /// <summary>The mask of the metrics read.</summary>
    public static uint MetricsOf(FilterNode node) => node switch
    {
        LogicNode logic => logic.Operands.Aggregate(0u, (mask, o) => mask | MetricsOf(o)),
        NotNode not => MetricsOf(not.Operand),
        CompareNode compare => MetricsOf(compare.Left) | MetricsOf(compare.Right),
        BetweenNode between => MetricsOf(between.Value) | MetricsOf(between.Low) | MetricsOf(between.High),
        NumberInNode list => MetricsOf(list.Value),
        MetricExistsNode exists => exists.Metric.Bit(),
        _ => 0,
    };

    /// <summary>Whether a text of the queue's identity is read.</summary>
    public static bool Reads(FilterNode node, TextField field) => node switch
    {
        LogicNode logic => logic.Operands.Any(o => Reads(o, field)),
        NotNode not => Reads(not.Operand, field),
        TextNode text => text.Field == field,
        QueueSetNode => field == TextField.QueueId,
        TextExistsNode exists => exists.Field == field,
        _ => false,
    };

    /// <summary>Whether nothing read differs between the media types of a queue.</summary>
    public static bool IsQueueWide(FilterNode node) =>
        (MetricsOf(node) & ~Metrics.QueueWideMask) == 0 && !Reads(node, TextField.MediaType);

    private static uint MetricsOf(ValueNode value) => value switch
    {
        MetricValue metric => metric.Metric.Bit(),
        ArithmeticValue arithmetic => arithmetic.Operands.Aggregate(0u, (mask, o) => mask | MetricsOf(o)),
        _ => 0,
    };
}

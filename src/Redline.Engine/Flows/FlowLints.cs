using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Engine.Flows;

/// <summary>What the author of a valid flow should know of it. Pure.</summary>
public static class FlowLints
{
    /// <summary>A stream names a flow that is not there.</summary>
    public const string Unknown = "FLOW_UNKNOWN";

    /// <summary>The lints of a flow, the loudest first.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="streams">Every stream; those that start the flow are looked at.</param>
    public static IReadOnlyList<StreamLint> Of(FlowDefinition flow, IEnumerable<StreamDefinition> streams)
    {
        var lints = new List<StreamLint>();
        foreach (var stream in streams.Where(s => s.Flow == flow.Name))
            if (IsStricter(flow, stream) is { } why)
                lints.Add(new("FLOW_STRICTER_THAN_STREAM", LintSeverity.Warning, $"The stream {stream.Name} starts this flow when {why.Stream}, and the flow's first node asks for {why.Flow}: at the line itself the flow ends at once. Ask the same in both."));
        foreach (var node in flow.Nodes.OfType<HttpRequestNode>())
            if (node.Request.Url.Source.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                lints.Add(new("PLAIN_HTTP", LintSeverity.Warning, $"Node {node.Id} calls without encryption: whoever is on the way reads along. Take https.", node.Id));
        if (flow.StormMode == StormMode.Each)
            lints.Add(new("STORM_MODE_EACH", LintSeverity.Info, "In a storm there is one execution for each alert, perhaps thousands."));
        return lints;
    }

    /// <summary>What the author of a stream should know of the flow it names.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="flow">The flow of that name; null: there is none.</param>
    /// <returns>The lint; null: there is nothing to know, or it names no flow.</returns>
    public static StreamLint? OfStream(StreamDefinition stream, FlowDefinition? flow)
    {
        if (stream.Flow is null) return null;
        if (flow is null) return new(Unknown, LintSeverity.Warning, $"No flow is called {stream.Flow}: alerts of this stream start none until it is defined.", "flow");
        return IsStricter(flow, stream) is { } why
            ? new("FLOW_STRICTER_THAN_STREAM", LintSeverity.Warning, $"The stream alerts when {why.Stream}, and the first node of {flow.Name} asks for {why.Flow}: at the line itself the flow ends at once. Ask the same in both.", "flow")
            : null;
    }

    // The first node compares a metric with the threshold, or a number, more strictly than the stream does.
    private static (string Stream, string Flow)? IsStricter(FlowDefinition flow, StreamDefinition stream)
    {
        if (flow.Nodes[0] is not DecisionNode { Expression: { Root: CompareSyntax { Left: NameSyntax left } asked } expression }) return null;
        if (!Metrics.TryParse(left.Name, out var metric)) return null;
        foreach (var level in stream.Levels)
        {
            if (FindComparison(level.Filter, metric) is not var (op, limit)) continue;
            var against = asked.Right switch
            {
                NameSyntax { Name: "threshold" } => limit,
                NumberSyntax number => number.Value,
                _ => double.NaN,
            };
            if (IsStricter(asked.Operator.Kind, against, op, limit)) return (FilterText.Of(level.Filter), expression.Text);
        }

        return null;
    }

    private static bool IsStricter(FilterTokenKind asked, double against, ComparisonOperator op, double limit)
    {
        var orEqual = op is ComparisonOperator.GreaterThanOrEqual or ComparisonOperator.LessThanOrEqual;
        return op switch
        {
            ComparisonOperator.GreaterThan or ComparisonOperator.GreaterThanOrEqual => asked is FilterTokenKind.Greater or FilterTokenKind.GreaterOrEqual
                && (against > limit || (against == limit && orEqual && asked == FilterTokenKind.Greater)),
            ComparisonOperator.LessThan or ComparisonOperator.LessThanOrEqual => asked is FilterTokenKind.Less or FilterTokenKind.LessOrEqual
                && (against < limit || (against == limit && orEqual && asked == FilterTokenKind.Less)),
            _ => false,
        };
    }

    private static (ComparisonOperator Operator, double Limit)? FindComparison(FilterNode node, Metric metric) => node switch
    {
        LogicNode logic => logic.Operands.Select(o => FindComparison(o, metric)).FirstOrDefault(f => f is not null),
        CompareNode { Left: MetricValue { Metric: var m }, Right: ConstantValue constant } compare when m == metric => (compare.Operator, constant.Value),
        _ => null,
    };
}

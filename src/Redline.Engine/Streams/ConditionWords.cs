using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>A condition in plain words. What it says of long lists is cut; the text form says it all.</summary>
/// <param name="nameOf">The name of a queue by its id; null: not known.</param>
internal sealed class ConditionWords(Func<string, string?> nameOf)
{
    private const int MaxListed = 3;

    public string Of(FilterNode node) => node switch
    {
        LogicNode logic => string.Join(
            logic.IsAnd ? " and " : " or ",
            logic.Operands.Select(o => o is LogicNode { Operands.Count: > 1 } inner && inner.IsAnd != logic.IsAnd ? $"({Of(o)})" : Of(o))),
        NotNode not => $"not ({Of(not.Operand)})",
        CompareNode compare => $"{Left(compare)} {StreamWords.Of(compare.Operator)} {Right(compare)}",
        BetweenNode between =>
            $"{Of(between.Value, null)} is from {Of(between.Low, MetricOf(between.Value))} to {Of(between.High, MetricOf(between.Value))}",
        NumberInNode list =>
            $"{Of(list.Value, null)} is {(list.Negated ? "none of" : "one of")} {List(list.Candidates.Select(c => StreamWords.Number(c, MetricOf(list.Value))), list.Candidates.Count)}",
        TextNode text => $"{StreamWords.Of(text.Field)} {Test(text)}",
        QueueSetNode set => $"the queue is {(set.Negated ? "not " : "")}in the set {set.QueueSetId}",
        TextExistsNode exists => $"{StreamWords.Of(exists.Field)} is known",
        MetricExistsNode exists => $"{StreamWords.Of(exists.Metric)} is known",
        _ => FilterText.Of(node),
    };

    /// <summary>What is compared; a number alone as what it is compared with is said.</summary>
    public static string Left(CompareNode compare) => Of(compare.Left, MetricOf(compare.Right));

    /// <summary>What a number is compared with, said as its metric is.</summary>
    public static string Right(CompareNode compare) => Of(compare.Right, MetricOf(compare.Left));

    /// <summary>How a text is tested: <c>is one of a, b</c>.</summary>
    public string Test(TextNode text) => text.Test switch
    {
        TextTest.Equals => "is " + Names(text),
        TextTest.NotEquals => "is not " + Names(text),
        TextTest.In => text.Candidates.Count == 1 ? "is " + Names(text) : "is one of " + Names(text),
        TextTest.NotIn => text.Candidates.Count == 1 ? "is not " + Names(text) : "is none of " + Names(text),
        TextTest.Contains => "contains " + FilterText.Quote(text.Candidates[0]),
        _ => "begins with " + FilterText.Quote(text.Candidates[0]),
    };

    /// <summary>The texts a test names; queues by their names where these are known.</summary>
    public string Names(TextNode text) => List(
        text.Candidates.Select(c => text.Field == TextField.QueueId ? nameOf(c) ?? c : c), text.Candidates.Count);

    private static string List(IEnumerable<string> items, int count) =>
        string.Join(", ", items.Take(MaxListed)) + (count > MaxListed ? $" and {count - MaxListed:N0} more" : "");

    private static Metric? MetricOf(ValueNode value) => value is MetricValue metric ? metric.Metric : null;

    private static string Of(ValueNode value, Metric? like) => value switch
    {
        ConstantValue constant => StreamWords.Number(constant.Value, like),
        MetricValue metric => StreamWords.Of(metric.Metric),
        ParameterValue parameter => $"the queue's {parameter.Name}",
        ArithmeticValue arithmetic => Arithmetic(arithmetic),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no words"),
    };

    private static string Arithmetic(ArithmeticValue arithmetic)
    {
        var operands = arithmetic.Operands.Select(o => o is ArithmeticValue { Operator: not (ArithmeticOperator.Min or ArithmeticOperator.Max) }
            ? $"({Of(o, null)})" : Of(o, null));
        return arithmetic.Operator switch
        {
            ArithmeticOperator.Add => string.Join(" plus ", operands),
            ArithmeticOperator.Subtract => string.Join(" less ", operands),
            ArithmeticOperator.Multiply => string.Join(" times ", operands),
            ArithmeticOperator.Divide => string.Join(" divided by ", operands),
            ArithmeticOperator.Min => $"the least of ({string.Join(", ", operands)})",
            _ => $"the greatest of ({string.Join(", ", operands)})",
        };
    }
}

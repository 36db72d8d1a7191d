using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Filters;

/// <summary>The next change is computed; here it is held against trying every millisecond.</summary>
public sealed class NextChangeTests
{
    private const int Span = 8_000;

    private static readonly Metric[] Growing =
        [Metric.WaitTimeSeconds, Metric.LongestInteractionSeconds, Metric.ObservationAgeSeconds];

    private static readonly Gen<double> Seconds = Gen.OneOf(
        Gen.Choose(-4_000, 9_000).Select(ms => ms / 1000.0),
        Gen.Choose(0, 9).Select(s => (double)s),
        Gen.Choose(1, 20).Select(i => i / 3.0));

    private static readonly Gen<double> Factors = Gen.Elements(2, 0.5, -1, 3, 0.1, -0.25, 1000, 1.0 / 3, 0.01);

    [Theory]
    [InlineData(ComparisonOperator.Equals)]
    [InlineData(ComparisonOperator.NotEquals)]
    [InlineData(ComparisonOperator.GreaterThan)]
    [InlineData(ComparisonOperator.GreaterThanOrEqual)]
    [InlineData(ComparisonOperator.LessThan)]
    [InlineData(ComparisonOperator.LessThanOrEqual)]
    public void NextChange_WhenComparedWithEveryMillisecond_IsExact(ComparisonOperator op) => Law.Holds(
        from left in Line(3)
        from right in Gen.OneOf(Seconds.Select(s => (ValueNode)new ConstantValue(s)), Line(2))
        from values in Starts
        select ((FilterNode)new CompareNode(left, op, right), values),
        HoldExact, count: 250);

    [Fact]
    public void NextChange_WhenComparisonsAreCombined_IsExact()
    {
        var compare =
            from left in Line(1)
            from op in Gen.Elements(Enum.GetValues<ComparisonOperator>())
            from right in Seconds
            select (FilterNode)new CompareNode(left, op, new ConstantValue(right));
        var combined =
            from isAnd in Gen.Elements(true, false)
            from operands in Gen.ListOf(compare, 3)
            from negated in Gen.Elements(true, false)
            let logic = new LogicNode(isAnd, [.. operands])
            from values in Starts
            select (negated ? new NotNode(logic) : (FilterNode)logic, values);
        Law.Holds(combined, HoldExact, count: 250);
    }

    [Fact]
    public void NextChange_WhenYearsAway_IsExactToTheMillisecond()
    {
        // 0.001 x wait > 100,000 s: a hundred million seconds after the start.
        var condition = ConditionOf(SomeFilter.Read("""
            {"expression":{"operator":"MULTIPLY","operands":[{"field":"waitTimeSeconds"},{"value":0.001}]},"operator":"GREATER_THAN_OR_EQUAL","value":100000}
            """));
        var values = SomeFilter.Values((Metric.WaitTimeSeconds, SomeFilter.Now));
        var change = condition.NextChange(values, new Instant(SomeFilter.Now)).Milliseconds;
        Assert.Equal(Truth.True, condition.Evaluate(values, change));
        Assert.Equal(Truth.False, condition.Evaluate(values, change - 1));
        Assert.InRange(change - SomeFilter.Now, 100_000_000_000 - 1, 100_000_000_000 + 1);
    }

    [Theory]
    [InlineData("""{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":-1}""")]
    [InlineData("""{"field":"waitTimeSeconds","operator":"LESS_THAN","value":0}""")]
    [InlineData("""{"field":"waitingCount","operator":"GREATER_THAN","value":3}""")]
    [InlineData("""{"expression":{"operator":"SUBTRACT","operands":[{"field":"waitTimeSeconds"},{"field":"longestInteractionSeconds"}]},"operator":"GREATER_THAN","value":1}""")]
    [InlineData("""{"expression":{"operator":"DIVIDE","operands":[{"field":"waitTimeSeconds"},{"field":"agentsIdle"}]},"operator":"GREATER_THAN","value":1}""")]
    public void NextChange_WhenTimeChangesNothing_IsNever(string json)
    {
        var values = SomeFilter.Values(
            (Metric.WaitTimeSeconds, SomeFilter.Now - 5_000), (Metric.LongestInteractionSeconds, SomeFilter.Now - 9_000),
            (Metric.WaitingCount, 1), (Metric.AgentsIdle, 0));
        Assert.Equal(Instant.Never, ConditionOf(SomeFilter.Read(json)).NextChange(values, new Instant(SomeFilter.Now)));
    }

    private static Gen<double[]> Starts { get; } =
        from starts in Gen.ListOf(
            Gen.Frequency(
                (9, Gen.Choose(-4_000, 4_000).Select(ms => (double)(SomeFilter.Now + ms))),
                (1, Gen.Elements(double.NaN, Metrics.None))), Growing.Length)
        select SomeFilter.Values([.. Growing.Zip(starts)]);

    private static Gen<ValueNode> Line(int depth)
    {
        var leaf = Gen.Elements(Growing).Select(m => (ValueNode)new MetricValue(m));
        if (depth == 0) return leaf;
        var operand = Gen.OneOf(Line(depth - 1), Seconds.Select(s => (ValueNode)new ConstantValue(s)));
        return Gen.OneOf(
            leaf,
            from op in Gen.Elements(ArithmeticOperator.Add, ArithmeticOperator.Subtract, ArithmeticOperator.Min, ArithmeticOperator.Max)
            from a in Line(depth - 1)
            from b in operand
            select (ValueNode)new ArithmeticValue(op, [a, b]),
            from op in Gen.Elements(ArithmeticOperator.Multiply, ArithmeticOperator.Divide)
            from a in Line(depth - 1)
            from factor in Factors
            select (ValueNode)new ArithmeticValue(op, [a, new ConstantValue(factor)]));
    }

    // The plain way of evaluating: compiling thousands of shapes is what would take long here.
    private static Condition ConditionOf(FilterNode node)
    {
        var root = FilterBinder.Bind(node, SomeFilter.Identity, SomeFilter.References);
        return new Condition(root, (values, now, _) => root.Evaluate(values, now), []);
    }

    // Two sides that are one line (x and x / 3 x 3) differ by rounding alone: nothing that could be computed, or matter.
    private static bool IsRounding(Condition condition, double[] values, long at)
    {
        var leaves = new List<BoundCompare>();
        condition.Root.CollectComparisons(leaves);
        return leaves.Exists(l => Apart(l, at - 1) < 1e-11 && Apart(l, at) < 1e-11);

        double Apart(BoundCompare leaf, long t) => Math.Abs(leaf.Left.Evaluate(values, t) - leaf.Right.Evaluate(values, t));
    }

    private static void HoldExact((FilterNode Node, double[] Values) c)
    {
        var condition = ConditionOf(c.Node);
        var current = condition.Evaluate(c.Values, SomeFilter.Now);
        var tried = SomeFilter.Now + 1;
        while (tried <= SomeFilter.Now + Span && condition.Evaluate(c.Values, tried) == current) tried++;
        if (IsRounding(condition, c.Values, tried)) return;
        var computed = condition.NextChange(c.Values, new Instant(SomeFilter.Now)).Milliseconds;
        var text = FilterWriter.ToJson(c.Node);
        var starts = string.Join(' ', c.Values.Where(v => !double.IsNaN(v)).Select(v => v - SomeFilter.Now));
        var told = $"{text} [{starts}]: computed +{computed - SomeFilter.Now}, tried +{tried - SomeFilter.Now}";
        if (tried > SomeFilter.Now + Span) Assert.True(computed >= tried, told);
        else Assert.True(computed == tried, told);
    }
}

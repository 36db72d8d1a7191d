using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// Finds numbers that mean little or nothing when there is little behind them: divisions whose divisor may be 0, and
/// percentages and means without a condition on how many they are made of. A condition counts as a guard when it stands
/// beside the number under AND.
/// </summary>
internal static class RatioGuards
{
    private const uint Ratios =
        1u << (int)Metric.ServiceLevelPercent | 1u << (int)Metric.AbandonRatePercent
        | 1u << (int)Metric.AverageWaitSeconds | 1u << (int)Metric.AverageHandleSeconds;

    // Whoever abandoned was offered: either bounds the sample from below.
    private const uint Samples = 1u << (int)Metric.OfferedCount | 1u << (int)Metric.AbandonedCount;

    /// <summary>The texts of divisors that may be 0, each once, and the mask of the ratios without a guard.</summary>
    public static (IReadOnlyList<string> Divisors, uint Ratios) Find(FilterNode node)
    {
        var divisors = new List<string>();
        uint ratios = 0;
        Walk(node, guarded: 0, divisors, ref ratios);
        return (divisors, ratios);
    }

    private static void Walk(FilterNode node, uint guarded, List<string> divisors, ref uint ratios)
    {
        switch (node)
        {
            case LogicNode logic:
                if (logic.IsAnd) guarded |= GuardsOf(logic);
                foreach (var operand in logic.Operands) Walk(operand, guarded, divisors, ref ratios);
                return;
            case NotNode not:
                Walk(not.Operand, guarded, divisors, ref ratios);
                return;
            case CompareNode compare:
                Divisors(compare.Left, guarded, divisors);
                Divisors(compare.Right, guarded, divisors);
                break;
            case BetweenNode between:
                Divisors(between.Value, guarded, divisors);
                Divisors(between.Low, guarded, divisors);
                Divisors(between.High, guarded, divisors);
                break;
            case NumberInNode list:
                Divisors(list.Value, guarded, divisors);
                break;
            default:
                return;
        }

        if ((guarded & Samples) == 0) ratios |= FilterFields.MetricsOf(node) & Ratios;
    }

    // The metrics that are above 0 wherever all operands are true.
    private static uint GuardsOf(LogicNode and)
    {
        uint guarded = 0;
        foreach (var operand in and.Operands)
        {
            guarded |= operand switch
            {
                LogicNode { IsAnd: true } inner => GuardsOf(inner),
                CompareNode { Left: MetricValue m, Right: ConstantValue c } compare
                    when IsAboveZero(compare.Operator, c.Value) => m.Metric.Bit(),
                CompareNode { Left: ConstantValue c, Right: MetricValue m } compare
                    when IsAboveZero(Mirror(compare.Operator), c.Value) => m.Metric.Bit(),
                BetweenNode { Value: MetricValue m, Low: ConstantValue { Value: > 0 } } => m.Metric.Bit(),
                NumberInNode { Value: MetricValue m, Negated: false } list when list.Candidates.All(c => c > 0) => m.Metric.Bit(),
                NumberInNode { Value: MetricValue m, Negated: true } list when list.Candidates.Contains(0) => m.Metric.Bit(),
                _ => 0,
            };
        }

        return guarded;
    }

    private static bool IsAboveZero(ComparisonOperator op, double limit) => op switch
    {
        ComparisonOperator.GreaterThan => limit >= 0,
        ComparisonOperator.GreaterThanOrEqual or ComparisonOperator.Equals => limit > 0,
        ComparisonOperator.NotEquals => limit == 0,
        _ => false,
    };

    private static ComparisonOperator Mirror(ComparisonOperator op) => op switch
    {
        ComparisonOperator.LessThan => ComparisonOperator.GreaterThan,
        ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThanOrEqual,
        ComparisonOperator.GreaterThan => ComparisonOperator.LessThan,
        ComparisonOperator.GreaterThanOrEqual => ComparisonOperator.LessThanOrEqual,
        _ => op,
    };

    private static void Divisors(ValueNode value, uint guarded, List<string> divisors)
    {
        if (value is not ArithmeticValue arithmetic) return;
        for (var i = 0; i < arithmetic.Operands.Count; i++)
        {
            var operand = arithmetic.Operands[i];
            Divisors(operand, guarded, divisors);
            if (arithmetic.Operator != ArithmeticOperator.Divide || i == 0) continue;
            var (low, high) = RangeOf(operand, guarded);
            if (low <= 0 && high >= 0 && FilterText.Of(operand) is var text && !divisors.Contains(text)) divisors.Add(text);
        }
    }

    // What a number can be, no metric being negative. May be too wide, never too narrow.
    private static Range RangeOf(ValueNode value, uint guarded)
    {
        if (value is ConstantValue constant) return new(constant.Value, constant.Value);
        if (value is MetricValue metric)
            return new((metric.Metric.Bit() & guarded) != 0 ? double.Epsilon : 0, double.PositiveInfinity);
        if (value is ParameterValue) return new(double.NegativeInfinity, double.PositiveInfinity);
        var arithmetic = (ArithmeticValue)value;
        var range = RangeOf(arithmetic.Operands[0], guarded);
        foreach (var operand in arithmetic.Operands.Skip(1))
            range = Combine(arithmetic.Operator, range, RangeOf(operand, guarded));
        return range;
    }

    private static Range Combine(ArithmeticOperator op, Range a, Range b) => op switch
    {
        ArithmeticOperator.Add => new(a.Low + b.Low, a.High + b.High),
        ArithmeticOperator.Subtract => new(a.Low - b.High, a.High - b.Low),
        ArithmeticOperator.Min => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
        ArithmeticOperator.Max => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
        _ when a.Low > 0 && b.Low > 0 => new(double.Epsilon, double.PositiveInfinity),
        _ => new(double.NegativeInfinity, double.PositiveInfinity),
    };

    private readonly record struct Range(double Low, double High);
}

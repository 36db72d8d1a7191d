using Redline.Engine.Definitions;
using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// Refuses arithmetic whose next change could not be computed: a field that grows with the clock may be added,
/// subtracted, compared, used in MIN and MAX, and multiplied or divided by what does not grow; nothing else.
/// </summary>
internal static class TimeLinearity
{
    public static void Check(FilterNode node, string path, DefinitionErrors errors)
    {
        switch (node)
        {
            case LogicNode logic:
                for (var i = 0; i < logic.Operands.Count; i++) Check(logic.Operands[i], $"{path}.operands[{i}]", errors);
                break;
            case NotNode not:
                Check(not.Operand, path + ".operands[0]", errors);
                break;
            case CompareNode compare:
                Grows(compare.Left, path + ".expression", errors);
                Grows(compare.Right, path + ".value", errors);
                break;
            case BetweenNode between:
                Grows(between.Value, path + ".expression", errors);
                Grows(between.Low, path + ".value[0]", errors);
                Grows(between.High, path + ".value[1]", errors);
                break;
            case NumberInNode list:
                Grows(list.Value, path + ".expression", errors);
                break;
        }
    }

    private static bool Grows(ValueNode value, string path, DefinitionErrors errors)
    {
        if (value is MetricValue metric) return metric.Metric.IsSince();
        if (value is not ArithmeticValue arithmetic) return false;
        var growing = 0;
        for (var i = 0; i < arithmetic.Operands.Count; i++)
        {
            if (!Grows(arithmetic.Operands[i], $"{path}.operands[{i}]", errors)) continue;
            growing++;
            if (arithmetic.Operator == ArithmeticOperator.Divide && i > 0)
                errors.Add("filter.time.nonlinear", $"{path}.operands[{i}]", "DIVIDE", "A field that grows with the clock cannot be a divisor; multiply the other side instead.");
        }

        if (arithmetic.Operator == ArithmeticOperator.Multiply && growing > 1)
            errors.Add("filter.time.nonlinear", path, "MULTIPLY", "Two fields that grow with the clock cannot be multiplied; compare them one by one.");
        return growing > 0;
    }
}

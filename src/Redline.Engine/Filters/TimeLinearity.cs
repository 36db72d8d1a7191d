using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// Refuses arithmetic whose next change could not be computed: a field that grows with the clock may be added,
/// subtracted, compared, used in MIN and MAX, and multiplied or divided by what does not grow; nothing else.
/// </summary>
internal static class TimeLinearity
{
    /// <summary>Told of a mistake: the number at fault, its JSON path, the operator, and a remedy.</summary>
    public delegate void Refusal(ValueNode number, string path, string offending, string message);

    public static void Check(FilterNode node, string path, Refusal refuse)
    {
        switch (node)
        {
            case LogicNode logic:
                for (var i = 0; i < logic.Operands.Count; i++) Check(logic.Operands[i], $"{path}.operands[{i}]", refuse);
                break;
            case NotNode not:
                Check(not.Operand, path + ".operands[0]", refuse);
                break;
            case CompareNode compare:
                Grows(compare.Left, path + ".expression", refuse);
                Grows(compare.Right, path + ".value", refuse);
                break;
            case BetweenNode between:
                Grows(between.Value, path + ".expression", refuse);
                Grows(between.Low, path + ".value[0]", refuse);
                Grows(between.High, path + ".value[1]", refuse);
                break;
            case NumberInNode list:
                Grows(list.Value, path + ".expression", refuse);
                break;
        }
    }

    private static bool Grows(ValueNode value, string path, Refusal refuse)
    {
        if (value is MetricValue metric) return metric.Metric.IsSince();
        if (value is not ArithmeticValue arithmetic) return false;
        var growing = 0;
        for (var i = 0; i < arithmetic.Operands.Count; i++)
        {
            if (!Grows(arithmetic.Operands[i], $"{path}.operands[{i}]", refuse)) continue;
            growing++;
            if (arithmetic.Operator == ArithmeticOperator.Divide && i > 0)
                refuse(arithmetic.Operands[i], $"{path}.operands[{i}]", "DIVIDE", "A field that grows with the clock cannot be a divisor; multiply the other side instead.");
        }

        if (arithmetic.Operator == ArithmeticOperator.Multiply && growing > 1)
            refuse(arithmetic, path, "MULTIPLY", "Two fields that grow with the clock cannot be multiplied; compare them one by one.");
        return growing > 0;
    }
}

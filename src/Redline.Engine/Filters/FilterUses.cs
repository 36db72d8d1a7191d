namespace Redline.Engine.Filters;

/// <summary>Which queue sets and parameters an expression names, and where.</summary>
internal static class FilterUses
{
    /// <summary>Told of a use: its JSON path in the canonical spelling, and either of the two names.</summary>
    public delegate void Use(string path, string? queueSetId, string? parameter);

    public static void Find(FilterNode node, string path, Use use)
    {
        switch (node)
        {
            case LogicNode logic:
                for (var i = 0; i < logic.Operands.Count; i++) Find(logic.Operands[i], $"{path}.operands[{i}]", use);
                break;
            case NotNode not:
                Find(not.Operand, path + ".operands[0]", use);
                break;
            case QueueSetNode set:
                use(path + ".value.queueSet", set.QueueSetId, null);
                break;
            case CompareNode compare:
                Find(compare.Left, path + ".expression", use);
                Find(compare.Right, path + ".value", use);
                break;
            case BetweenNode between:
                Find(between.Value, path + ".expression", use);
                Find(between.Low, path + ".value[0]", use);
                Find(between.High, path + ".value[1]", use);
                break;
            case NumberInNode list:
                Find(list.Value, path + ".expression", use);
                break;
        }
    }

    private static void Find(ValueNode value, string path, Use use)
    {
        if (value is ParameterValue parameter) use(path + ".parameter", null, parameter.Name);
        if (value is not ArithmeticValue arithmetic) return;
        for (var i = 0; i < arithmetic.Operands.Count; i++) Find(arithmetic.Operands[i], $"{path}.operands[{i}]", use);
    }
}

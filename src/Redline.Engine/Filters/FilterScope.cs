namespace Redline.Engine.Filters;

/// <summary>What an expression says about which queues and media types it is for.</summary>
internal static class FilterScope
{
    /// <summary>
    /// Whether the expression can be true only where one of the fields equals, contains or begins with a text its
    /// author wrote: what it looks at was chosen, and does not grow by itself.
    /// </summary>
    public static bool IsBound(FilterNode node, params ReadOnlySpan<TextField> fields) => IsBound(node, fields, negated: false);

    /// <summary>Adds every queue id the expression names.</summary>
    public static void CollectQueueIds(FilterNode node, ISet<string> into)
    {
        switch (node)
        {
            case LogicNode logic:
                foreach (var operand in logic.Operands) CollectQueueIds(operand, into);
                break;
            case NotNode not:
                CollectQueueIds(not.Operand, into);
                break;
            case TextNode { Field: TextField.QueueId, Test: not (TextTest.Contains or TextTest.StartsWith) } text:
                into.UnionWith(text.Candidates);
                break;
        }
    }

    // Under NOT, AND binds as OR does and the other way round.
    private static bool IsBound(FilterNode node, ReadOnlySpan<TextField> fields, bool negated)
    {
        switch (node)
        {
            case NotNode not:
                return IsBound(not.Operand, fields, !negated);
            case TextNode text:
                var isNegative = text.Test is TextTest.NotEquals or TextTest.NotIn;
                return fields.Contains(text.Field) && isNegative == negated;
            case QueueSetNode set:
                return fields.Contains(TextField.QueueId) && set.Negated == negated;
            case LogicNode logic:
                var any = logic.IsAnd != negated;
                foreach (var operand in logic.Operands)
                    if (IsBound(operand, fields, negated) == any)
                        return any;
                return !any;
            default:
                return false;
        }
    }
}

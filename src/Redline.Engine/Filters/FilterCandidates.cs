namespace Redline.Engine.Filters;

/// <summary>
/// The queues for which a filter can be true at all, as far as ids alone tell: what a definition costs grows with these
/// and not with the queues there are. Errs on the side of more.
/// </summary>
internal static class FilterCandidates
{
    /// <summary>The ids; null: any queue.</summary>
    public static HashSet<string>? Of(FilterNode filter, FilterReferences references) => filter switch
    {
        TextNode { Field: TextField.QueueId, Test: TextTest.Equals or TextTest.In } text => text.Candidates.ToHashSet(StringComparer.Ordinal),
        QueueSetNode { Negated: false } set => references.OnlyListedIn(set.QueueSetId)?.ToHashSet(StringComparer.Ordinal),
        LogicNode { IsAnd: true } and => OfAll(and.Operands, references),
        LogicNode or => OfAny(or.Operands, references),
        _ => null,
    };

    private static HashSet<string>? OfAll(IReadOnlyList<FilterNode> operands, FilterReferences references)
    {
        HashSet<string>? all = null;
        foreach (var operand in operands)
        {
            if (Of(operand, references) is not { } ids) continue;
            if (all is null) all = ids;
            else all.IntersectWith(ids);
        }

        return all;
    }

    private static HashSet<string>? OfAny(IReadOnlyList<FilterNode> operands, FilterReferences references)
    {
        var any = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operand in operands)
        {
            if (Of(operand, references) is not { } ids) return null;
            any.UnionWith(ids);
        }

        return any;
    }
}

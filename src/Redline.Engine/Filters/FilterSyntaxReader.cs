namespace Redline.Engine.Filters;

/// <summary>Makes the tree of a parsed text: finds the fields, and refuses numbers where conditions belong and the other way round.</summary>
internal sealed class FilterSyntaxReader(FilterTextErrors errors)
{
    private readonly FilterSyntaxValues _values = new(errors);
    private int _nodes;

    /// <summary>The tree, or null when there was a mistake.</summary>
    public FilterNode? Read(FilterSyntax syntax)
    {
        var node = ReadCondition(syntax);
        if (node is not null && errors.Count == 0)
            TimeLinearity.Check(node, "", (number, _, _, message) => errors.Add("filter.time.nonlinear", _values.SpanOf(number), message));
        return node;
    }

    private FilterNode? ReadCondition(FilterSyntax syntax)
    {
        if (syntax is BadSyntax) return null;
        if (++_nodes > FilterLimits.Nodes)
        {
            if (_nodes == FilterLimits.Nodes + 1)
                errors.Add("filter.too.large", syntax.Span with { End = syntax.Span.Start }, $"More than {FilterLimits.Nodes} conditions; use `in` for lists, or several streams.");
            return null;
        }

        return syntax switch
        {
            ChainSyntax { Operator: FilterTokenKind.And or FilterTokenKind.Or } chain => ReadLogic(chain.Operator, chain.Operands),
            CallSyntax { Name.Kind: not FilterTokenKind.Name } call when call.Arguments.Count > 0 => ReadLogic(call.Name.Kind, call.Arguments),
            NotSyntax not => ReadCondition(not.Operand) is { } operand ? new NotNode(operand) : null,
            CompareSyntax compare => ReadCompare(compare),
            BetweenSyntax between => ReadBetween(between),
            ListSyntax list => ReadList(list),
            SetSyntax set => ReadSet(set),
            CallSyntax call => ReadExists(call),
            _ => NoCondition(syntax),
        };
    }

    private LogicNode? ReadLogic(FilterTokenKind word, IReadOnlyList<FilterSyntax> operands)
    {
        var nodes = operands.Select(ReadCondition).ToList(); // all, for their mistakes
        return nodes.Contains(null) ? null : new LogicNode(word == FilterTokenKind.And, nodes!);
    }

    private FilterNode? ReadExists(CallSyntax call)
    {
        var name = call.Name.Content;
        if (call.Name.Kind != FilterTokenKind.Name)
        {
            errors.Add("filter.operands.empty", call.Span, "Give at least one condition between the parentheses.");
            return null;
        }

        if (!name.Equals("exists", StringComparison.OrdinalIgnoreCase)) return _values.IsFunction(call) ? NoCondition(call) : null;
        if (call.Arguments is not [NameSyntax field])
        {
            errors.Add("filter.text.exists", call.Span, "Give the name of one field between the parentheses: exists(agentsIdle).");
            return null;
        }

        if (FilterWords.Find(FilterWords.TextFields, field.Name, out var text)) return new TextExistsNode(text);
        return _values.ReadMetric(field, FilterWords.Fields) is { } metric ? new MetricExistsNode(metric.Metric) : null;
    }

    private FilterNode? NoCondition(FilterSyntax syntax)
    {
        if (syntax is NameSyntax name && !FilterWords.Fields.Contains(name.Name))
            errors.Add("filter.field.unknown", name.Span, FilterWords.Unknown("field", name.Name, FilterWords.Fields));
        else
            errors.Add("filter.text.condition", syntax.Span, "Expected a condition; compare it with something, such as `> 300`.");
        return null;
    }

    private FilterNode? ReadCompare(CompareSyntax compare)
    {
        if (compare.Left is NameSyntax name && FilterWords.Find(FilterWords.TextFields, name.Name, out var field))
        {
            if (TestOf(compare.Operator.Kind) is not { } test) return WrongForText(compare.Operator);
            return _values.ReadText(compare.Right) is { } text ? new TextNode(field, test, [text]) : null;
        }

        if (compare.Operator.Kind is FilterTokenKind.Contains or FilterTokenKind.StartsWith)
        {
            // An unknown field may have been meant as a text.
            if (compare.Left is NameSyntax) return NotAText(compare);
            errors.Add("filter.operator.type", compare.Operator.Span, "It does not apply to a number; compare it, or use `between` or `in`.");
            return null;
        }

        var left = _values.ReadSubject(compare.Left);
        if (left is null && (compare.Left is TextSyntax || compare.Right is TextSyntax)) return null; // what is right follows from what is left
        var right = _values.Read(compare.Right);
        return left is null || right is null ? null : new CompareNode(left, ComparisonOf(compare.Operator.Kind), right);
    }

    private FilterNode? NotAText(CompareSyntax compare)
    {
        if (_values.ReadSubject(compare.Left) is not null)
            errors.Add("filter.operator.type", compare.Operator.Span, "It does not apply to a number; compare it, or use `between` or `in`.");
        return null;
    }

    private BetweenNode? ReadBetween(BetweenSyntax between)
    {
        if (between.Subject is NameSyntax name && FilterWords.Find(FilterWords.TextFields, name.Name, out _))
            return WrongForText(between.Operator) as BetweenNode;
        var subject = _values.ReadSubject(between.Subject);
        var (low, high) = (_values.Read(between.Low), _values.Read(between.High));
        if (low is ConstantValue { Value: var l } && high is ConstantValue { Value: var h } && l > h)
        {
            errors.Add("filter.value.bounds", between.Low.Span.To(between.High.Span), "The first bound is greater than the second; swap them.");
            return null;
        }

        return subject is null || low is null || high is null ? null : new BetweenNode(subject, low, high);
    }

    private FilterNode? ReadList(ListSyntax list)
    {
        if (list.Subject is NameSyntax name && FilterWords.Find(FilterWords.TextFields, name.Name, out var field))
            return _values.ReadTexts(list) is { } texts ? new TextNode(field, list.Negated ? TextTest.NotIn : TextTest.In, texts) : null;
        if (_values.ReadSubject(list.Subject) is not { } subject) return null;
        return _values.ReadNumbers(list) is { } numbers ? new NumberInNode(subject, numbers, list.Negated) : null;
    }

    private QueueSetNode? ReadSet(SetSyntax set)
    {
        var isQueueId = set.Subject is NameSyntax name && FilterWords.Find(FilterWords.TextFields, name.Name, out var field) && field == TextField.QueueId;
        if (!isQueueId) errors.Add("filter.queueSet.field", set.Subject.Span, "Only `queueId` can be in a queue set.");
        if (set.Id is TextSyntax { Value: var id } && FilterNames.IsQueueSetId(id)) return isQueueId ? new QueueSetNode(id, set.Negated) : null;
        errors.Add("filter.queueSet.id", set.Id.Span, FilterNames.QueueSetRemedy);
        return null;
    }

    private FilterNode? WrongForText(FilterToken op)
    {
        errors.Add("filter.operator.type", op.Span, "It compares numbers; for a text use =, !=, `in`, `contains` or `startsWith`.");
        return null;
    }

    private static TextTest? TestOf(FilterTokenKind kind) => kind switch
    {
        FilterTokenKind.Equal => TextTest.Equals,
        FilterTokenKind.NotEqual => TextTest.NotEquals,
        FilterTokenKind.Contains => TextTest.Contains,
        FilterTokenKind.StartsWith => TextTest.StartsWith,
        _ => null,
    };

    private static ComparisonOperator ComparisonOf(FilterTokenKind kind) =>
        ComparisonOperator.Equals + (kind - FilterTokenKind.Equal);
}

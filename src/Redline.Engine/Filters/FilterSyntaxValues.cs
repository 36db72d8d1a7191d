using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>Makes the numbers, lists and texts of a parsed text.</summary>
internal sealed class FilterSyntaxValues(FilterTextErrors errors)
{
    private static readonly string[] Functions = ["min", "max", "exists", "param"];

    // Equal numbers stand in several places.
    private readonly Dictionary<ValueNode, FilterSpan> _spans = new(ReferenceEqualityComparer.Instance);
    private int _nodes;

    /// <summary>Where a number of the tree stands.</summary>
    public FilterSpan SpanOf(ValueNode value) => _spans[value];

    /// <summary>What a condition compares; a field alone does not count towards the limit, as in JSON.</summary>
    public ValueNode? ReadSubject(FilterSyntax syntax)
    {
        if (syntax is TextSyntax)
            errors.Add("filter.value.type", syntax.Span, "Expected a field or a number; write the field first, and a number without quotes.");
        else if (syntax is NameSyntax name)
            return ReadMetric(name, FilterWords.Fields);
        else
            return Read(syntax);
        return null;
    }

    /// <summary>A number: written, the value of a field, or arithmetic.</summary>
    public ValueNode? Read(FilterSyntax syntax)
    {
        if (syntax is BadSyntax) return null;
        if (++_nodes > FilterLimits.Nodes)
        {
            if (_nodes == FilterLimits.Nodes + 1) errors.Add("filter.too.large", syntax.Span with { End = syntax.Span.Start }, "The arithmetic is too large; simplify it.");
            return null;
        }

        ValueNode? value = syntax switch
        {
            NumberSyntax number => new ConstantValue(number.Value),
            NameSyntax name => ReadMetric(name, [.. Metrics.AllNames]),
            ChainSyntax { Operator: >= FilterTokenKind.Plus and <= FilterTokenKind.Divide } chain =>
                ReadOperands(ArithmeticOperator.Add + (chain.Operator - FilterTokenKind.Plus), chain.Operands),
            CallSyntax call => ReadCall(call),
            _ => NoNumber(syntax),
        };
        if (value is not null) _spans[value] = syntax.Span;
        return value;
    }

    public MetricValue? ReadMetric(NameSyntax name, string[] known)
    {
        if (Metrics.TryParse(name.Name, out var metric))
        {
            var value = new MetricValue(metric);
            _spans[value] = name.Span;
            return value;
        }

        errors.Add("filter.field.unknown", name.Span, FilterWords.Fields.Contains(name.Name)
            ? $"`{name.Name}` is a text, not a number; compare it by itself, with a text in quotes."
            : FilterWords.Unknown("field", name.Name, known));
        return null;
    }

    /// <summary>Whether there is a function of the name; a mistake is told.</summary>
    public bool IsFunction(CallSyntax call)
    {
        if (call.Name.Kind != FilterTokenKind.Name || Functions.Contains(call.Name.Content, StringComparer.OrdinalIgnoreCase)) return true;
        errors.Add("filter.text.function", call.Name.Span, FilterWords.Unknown("function", call.Name.Content, Functions));
        return false;
    }

    public List<double>? ReadNumbers(ListSyntax list)
    {
        if (!IsList(list)) return null;
        var numbers = new List<double>(list.Items.Count);
        foreach (var item in list.Items)
            if (item is NumberSyntax number) numbers.Add(number.Value);
            else errors.Add("filter.value.type", item.Span, "Expected a number; numbers are written without quotes.");
        return numbers.Count == list.Items.Count ? numbers : null;
    }

    public List<string>? ReadTexts(ListSyntax list)
    {
        if (!IsList(list)) return null;
        var texts = list.Items.Select(ReadText).ToList();
        return texts.Contains(null) ? null : texts.ConvertAll(t => t!);
    }

    public string? ReadText(FilterSyntax syntax)
    {
        if (syntax is TextSyntax { Value.Length: > 0 and <= FilterLimits.TextLength } text) return text.Value;
        if (syntax is TextSyntax) errors.Add("filter.value.length", syntax.Span, $"A text has 1 to {FilterLimits.TextLength} characters.");
        else errors.Add("filter.value.type", syntax.Span, "Expected a text in quotes.");
        return null;
    }

    private ValueNode? ReadCall(CallSyntax call)
    {
        if (!IsFunction(call)) return null;
        if (call.Name.Content.Equals("param", StringComparison.OrdinalIgnoreCase)) return ReadParameter(call);
        var isMin = call.Name.Content.Equals("min", StringComparison.OrdinalIgnoreCase);
        if (!isMin && !call.Name.Content.Equals("max", StringComparison.OrdinalIgnoreCase)) return NoNumber(call);
        var arithmetic = ReadOperands(isMin ? ArithmeticOperator.Min : ArithmeticOperator.Max, call.Arguments);
        if (call.Arguments.Count > 1) return arithmetic;
        errors.Add("filter.operands.count", call.Span, $"Give at least two numbers or fields: {(isMin ? "min" : "max")}(agentsIdle, 1).");
        return null;
    }

    private ParameterValue? ReadParameter(CallSyntax call)
    {
        if (call.Arguments is [NameSyntax { Name: var name }] && FilterNames.IsParameterName(name)) return new(name);
        errors.Add("filter.parameter.name", call.Span, FilterNames.ParameterRemedy);
        return null;
    }

    private ArithmeticValue? ReadOperands(ArithmeticOperator op, IReadOnlyList<FilterSyntax> operands)
    {
        var values = operands.Select(Read).ToList(); // all, for their mistakes
        return values.Contains(null) ? null : new ArithmeticValue(op, values!);
    }

    private ArithmeticValue? NoNumber(FilterSyntax syntax)
    {
        if (syntax is TextSyntax) errors.Add("filter.value.type", syntax.Span, "Expected a number or a field; numbers are written without quotes.");
        else errors.Add("filter.text.numeric", syntax.Span, "Expected a number or a field, not a condition.");
        return null;
    }

    private bool IsList(ListSyntax list)
    {
        if (list.Items.Count is > 0 and <= FilterLimits.ListEntries) return true;
        if (list.Items.Count == 0) errors.Add("filter.value.list", list.List, "Give the list at least one entry: (\"a\", \"b\").");
        else errors.Add("filter.list.too.long", list.List with { End = list.List.Start }, $"More than {FilterLimits.ListEntries} entries; match by division or name instead.");
        return false;
    }
}

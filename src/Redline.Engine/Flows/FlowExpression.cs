using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>
/// The condition of a decision: a filter expression whose fields are a flow's variables and whose right sides may be
/// variables too. Three-valued as filters are: what compares something that has no value is unknown. Immutable.
/// </summary>
public sealed class FlowExpression
{
    internal FlowExpression(string text, FilterSyntax root) => (Text, Root) = (text, root);

    /// <summary>The text form, canonical.</summary>
    public string Text { get; }

    internal FilterSyntax Root { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal Truth Evaluate(Func<string, FlowValue?> read) => TruthOf(Root, read);

    private static Truth TruthOf(FilterSyntax syntax, Func<string, FlowValue?> read) => syntax switch
    {
        ChainSyntax chain => Logic(chain.Operator, chain.Operands, read),
        NotSyntax not => Truth.True - (byte)TruthOf(not.Operand, read),
        CallSyntax { Name.Kind: FilterTokenKind.And or FilterTokenKind.Or } call => Logic(call.Name.Kind, call.Arguments, read),
        CallSyntax exists => Of(read(((NameSyntax)exists.Arguments[0]).Name) is not null),
        CompareSyntax compare => Compare(compare.Operator.Kind, ValueOf(compare.Left, read), ValueOf(compare.Right, read)),
        BetweenSyntax between => Between(between, read),
        ListSyntax list => List(list, read),
        _ => Truth.Unknown,
    };

    private static Truth Logic(FilterTokenKind word, IReadOnlyList<FilterSyntax> operands, Func<string, FlowValue?> read)
    {
        var truths = operands.Select(o => TruthOf(o, read));
        return word == FilterTokenKind.And ? truths.Min() : truths.Max();
    }

    private static Truth Compare(FilterTokenKind op, FlowValue? left, FlowValue? right)
    {
        if (left is not { } a || right is not { } b) return Truth.Unknown;
        if (a.Number is { } x && b.Number is { } y)
        {
            return op switch
            {
                FilterTokenKind.Equal => Of(x == y),
                FilterTokenKind.NotEqual => Of(x != y),
                FilterTokenKind.Greater => Of(x > y),
                FilterTokenKind.GreaterOrEqual => Of(x >= y),
                FilterTokenKind.Less => Of(x < y),
                FilterTokenKind.LessOrEqual => Of(x <= y),
                _ => Truth.Unknown,
            };
        }

        if (a.Text is not { } text || b.Text is not { } other) return Truth.Unknown;
        return op switch
        {
            FilterTokenKind.Equal => Of(text == other),
            FilterTokenKind.NotEqual => Of(text != other),
            FilterTokenKind.Contains => Of(text.Contains(other, StringComparison.Ordinal)),
            FilterTokenKind.StartsWith => Of(text.StartsWith(other, StringComparison.Ordinal)),
            _ => Truth.Unknown,
        };
    }

    private static Truth Between(BetweenSyntax between, Func<string, FlowValue?> read)
    {
        var value = ValueOf(between.Subject, read);
        var low = Compare(FilterTokenKind.GreaterOrEqual, value, ValueOf(between.Low, read));
        var high = Compare(FilterTokenKind.LessOrEqual, value, ValueOf(between.High, read));
        return low < high ? low : high;
    }

    private static Truth List(ListSyntax list, Func<string, FlowValue?> read)
    {
        var value = ValueOf(list.Subject, read);
        var any = list.Items.Select(i => Compare(FilterTokenKind.Equal, value, ValueOf(i, read))).Max();
        return list.Negated ? Truth.True - (byte)any : any;
    }

    private static FlowValue? ValueOf(FilterSyntax syntax, Func<string, FlowValue?> read) => syntax switch
    {
        NumberSyntax number => FlowValue.Of(number.Value),
        TextSyntax text => new FlowValue(null, text.Value),
        NameSyntax name => read(name.Name),
        ChainSyntax chain => FlowValue.Of(Combined(chain.Operator, chain.Operands, read)),
        CallSyntax call => FlowValue.Of(Least(call, read)),
        _ => null,
    };

    private static double? Combined(FilterTokenKind sign, IReadOnlyList<FilterSyntax> operands, Func<string, FlowValue?> read)
    {
        var result = ValueOf(operands[0], read)?.Number;
        foreach (var operand in operands.Skip(1))
        {
            var next = ValueOf(operand, read)?.Number;
            result = sign switch
            {
                FilterTokenKind.Plus => result + next,
                FilterTokenKind.Minus => result - next,
                FilterTokenKind.Times => result * next,
                _ => next == 0 ? null : result / next,
            };
        }

        return result;
    }

    private static double? Least(CallSyntax call, Func<string, FlowValue?> read)
    {
        var numbers = call.Arguments.Select(a => ValueOf(a, read)?.Number).ToArray();
        if (Array.Exists(numbers, n => n is null)) return null;
        return call.Name.Content.Equals("min", StringComparison.OrdinalIgnoreCase) ? numbers.Min() : numbers.Max();
    }

    private static Truth Of(bool holds) => holds ? Truth.True : Truth.False;
}

namespace Redline.Engine.Filters;

/// <summary>
/// Parses what is compared: sums, products, calls, names, numbers and texts. What stands in parentheses may be a
/// condition as well as a number; which one is known only later.
/// </summary>
internal sealed class FilterOperandParser(FilterTokens tokens, Func<FilterSyntax> parseInner)
{
    public FilterSyntax ParseSum() => ParseChain(FilterTokenKind.Plus, FilterTokenKind.Minus, ParseProduct);

    /// <summary>An entry of a list: a text, or a number with or without a sign.</summary>
    public FilterSyntax ParseLiteral()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case FilterTokenKind.Number:
                tokens.Take();
                return new NumberSyntax(token.Span, token.Number);
            case FilterTokenKind.Text:
                tokens.Take();
                return new TextSyntax(token.Span, token.Content);
            case FilterTokenKind.Minus when tokens.Next is FilterTokenKind.Number:
                tokens.Take();
                var number = tokens.Take();
                return new NumberSyntax(token.Span.To(number.Span), -number.Number);
            default:
                tokens.Refuse("Expected a number, or a text in quotes.");
                return new BadSyntax(token.Span);
        }
    }

    private FilterSyntax ParseProduct() => ParseChain(FilterTokenKind.Times, FilterTokenKind.Divide, ParseOperand);

    // A run of one sign is one node; where the sign changes, what stands to the left is the first operand.
    private FilterSyntax ParseChain(FilterTokenKind one, FilterTokenKind other, Func<FilterSyntax> parse)
    {
        var left = parse();
        while (left is not BadSyntax && (tokens.Kind == one || tokens.Kind == other))
        {
            var sign = tokens.Kind;
            var operands = new List<FilterSyntax> { left };
            while (operands[^1] is not BadSyntax && tokens.TakeIf(sign)) operands.Add(parse());
            if (operands[^1] is BadSyntax bad) return bad;
            left = tokens.Bounded(new ChainSyntax(left.Span.To(operands[^1].Span), sign, operands), operands);
        }

        return left;
    }

    private FilterSyntax ParseOperand()
    {
        var token = tokens.Current;
        if (!tokens.Count()) return new BadSyntax(token.Span);
        switch (token.Kind)
        {
            case FilterTokenKind.Number or FilterTokenKind.Text:
            case FilterTokenKind.Minus when tokens.Next is FilterTokenKind.Number:
                return ParseLiteral();
            case FilterTokenKind.Name when tokens.Next is FilterTokenKind.Open:
            case FilterTokenKind.And or FilterTokenKind.Or when tokens.Next is FilterTokenKind.Open:
                return ParseCall();
            case FilterTokenKind.Name:
                tokens.Take();
                return new NameSyntax(token.Span, token.Content);
            case FilterTokenKind.Open:
                return ParseGroup();
            default:
                tokens.Refuse(Expected(token));
                return new BadSyntax(token.Span);
        }
    }

    private static string Expected(FilterToken token) => token.Kind switch
    {
        FilterTokenKind.Minus => "A minus stands before a number only; write `0 - x`.",
        FilterTokenKind.End => "Something is missing here: a field such as waitTimeSeconds, a number, or a text in quotes.",
        _ => "Expected a field such as waitTimeSeconds, a number, or a text in quotes.",
    };

    private FilterSyntax ParseGroup()
    {
        var open = tokens.Take();
        if (!tokens.Enter()) return new BadSyntax(open.Span);
        var inner = parseInner();
        tokens.Leave();
        var close = tokens.Current;
        FilterSyntax bad = new BadSyntax(open.Span);
        return Close() && inner is not BadSyntax ? inner with { Span = open.Span.To(close.Span) } : bad;
    }

    private FilterSyntax ParseCall()
    {
        var name = tokens.Take();
        tokens.Take();
        if (!tokens.Enter()) return new BadSyntax(name.Span);
        var arguments = new List<FilterSyntax>();
        while (tokens.Kind != FilterTokenKind.Close)
        {
            arguments.Add(parseInner());
            if (!tokens.TakeIf(FilterTokenKind.Comma)) break;
        }

        tokens.Leave();
        var close = tokens.Current;
        if (!Close()) return new BadSyntax(name.Span);
        var call = new CallSyntax(name.Span.To(close.Span), name, arguments);
        return arguments is [NameSyntax] ? call : tokens.Bounded(call, arguments); // a question about a field is no nesting
    }

    private bool Close()
    {
        if (tokens.TakeIf(FilterTokenKind.Close)) return true;
        tokens.Refuse("Expected a closing parenthesis before it.");
        tokens.RecoverBehindClose();
        return false;
    }
}

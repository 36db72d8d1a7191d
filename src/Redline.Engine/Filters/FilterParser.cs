namespace Redline.Engine.Filters;

/// <summary>
/// Parses the conditions of the text form by the grammar of <c>docs/specs/filter-text.md</c>. After a mistake it goes on
/// at the next <c>and</c> or <c>or</c>, so that the mistakes of several conditions are told at once.
/// </summary>
internal sealed class FilterParser
{
    private readonly FilterTokens _tokens;
    private readonly FilterOperandParser _operands;

    private FilterParser(string text, FilterTextErrors errors)
    {
        _tokens = new FilterTokens(new FilterLexer(text, errors).Read(), errors);
        _operands = new FilterOperandParser(_tokens, ParseOr);
    }

    public static FilterSyntax Parse(string text, FilterTextErrors errors)
    {
        var parser = new FilterParser(text, errors);
        var syntax = parser.ParseOr();
        parser.RefuseRest();
        return syntax;
    }

    // Only a comma or a parenthesis can be left; what follows it is read for its mistakes.
    private void RefuseRest()
    {
        while (_tokens.Kind != FilterTokenKind.End)
        {
            _tokens.Refuse("No parenthesis is open here; remove it.");
            _tokens.Take();
            _tokens.Recover();
            if (_tokens.Kind is not (FilterTokenKind.And or FilterTokenKind.Or)) continue;
            _tokens.Take();
            ParseOr();
        }
    }

    private FilterSyntax ParseOr() => ParseChain(FilterTokenKind.Or, ParseAnd);

    private FilterSyntax ParseAnd() => ParseChain(FilterTokenKind.And, ParseNot);

    private FilterSyntax ParseChain(FilterTokenKind word, Func<FilterSyntax> parse)
    {
        var first = parse();
        if (_tokens.Kind != word) return first;
        var operands = new List<FilterSyntax> { first };
        while (_tokens.TakeIf(word)) operands.Add(parse());
        return _tokens.Bounded(new ChainSyntax(first.Span.To(operands[^1].Span), word, operands), operands);
    }

    private FilterSyntax ParseNot()
    {
        if (_tokens.Kind != FilterTokenKind.Not)
        {
            var condition = ParseComparison();
            if (condition is BadSyntax) _tokens.Recover();
            return condition;
        }

        var not = _tokens.Take();
        if (!_tokens.Enter()) return new BadSyntax(not.Span);
        var operand = ParseNot();
        _tokens.Leave();
        return _tokens.Bounded(new NotSyntax(not.Span.To(operand.Span), operand), [operand]);
    }

    private FilterSyntax ParseComparison()
    {
        var left = _operands.ParseSum();
        if (left is BadSyntax) return left;
        var compared = _tokens.Kind switch
        {
            FilterTokenKind.Between => ParseBetween(left),
            FilterTokenKind.In => ParseList(left, negated: false),
            FilterTokenKind.Not when _tokens.Next is FilterTokenKind.In => ParseList(left, negated: true),
            var kind when IsComparison(kind) => ParseRight(left),
            _ => left,
        };
        return compared is BadSyntax || MayFollow(_tokens.Kind) ? compared : _tokens.RefuseAndRecover(Unexpected(compared != left));
    }

    private static bool MayFollow(FilterTokenKind kind) => kind
        is FilterTokenKind.And or FilterTokenKind.Or or FilterTokenKind.Close or FilterTokenKind.Comma or FilterTokenKind.End;

    private static bool IsComparison(FilterTokenKind kind) => kind
        is (>= FilterTokenKind.Equal and <= FilterTokenKind.LessOrEqual) or FilterTokenKind.Contains or FilterTokenKind.StartsWith;

    private string Unexpected(bool isCompared) => _tokens.Current switch
    {
        { Kind: FilterTokenKind.Until } => "`until` stands in the text of a stream; put what follows it into `clearExpression`.",
        { Kind: FilterTokenKind.Name, Content: var word } when FilterWords.Nearest(word, FilterLexer.Known) is { } near =>
            $"Expected a comparison, `and` or `or`; did you mean `{near}`?",
        { Kind: var kind } when IsComparison(kind) => "Comparisons cannot be chained; use `between`, or `and` with two comparisons.",
        _ when isCompared => "Expected `and` or `or` before it; or remove it.",
        _ => "Expected a comparison such as `> 300` before it; or remove it.",
    };

    private FilterSyntax ParseRight(FilterSyntax left)
    {
        var token = _tokens.Take();
        var right = _operands.ParseSum();
        return right is BadSyntax ? right : new CompareSyntax(left, token, right);
    }

    private FilterSyntax ParseBetween(FilterSyntax left)
    {
        var token = _tokens.Take();
        var low = _operands.ParseSum();
        if (low is BadSyntax) return low;
        if (!_tokens.TakeIf(FilterTokenKind.And)) return _tokens.RefuseAndRecover("Expected `and` and the upper bound: x between 1 and 5.");
        var high = _operands.ParseSum();
        return high is BadSyntax ? high : new BetweenSyntax(left, token, low, high);
    }

    private FilterSyntax ParseList(FilterSyntax left, bool negated)
    {
        if (negated) _tokens.Take();
        _tokens.Take();
        if (_tokens is { Kind: FilterTokenKind.Name, Next: FilterTokenKind.Open } && _tokens.Current.Content.Equals("set", StringComparison.OrdinalIgnoreCase))
            return ParseSet(left, negated);
        var open = _tokens.Current;
        if (!_tokens.TakeIf(FilterTokenKind.Open))
            return _tokens.RefuseAndRecover(_tokens is { Kind: FilterTokenKind.Name, Next: FilterTokenKind.Open }
                ? FilterWords.Unknown("function", open.Content, ["set"])
                : "Expected a list in parentheses: queueId in (\"a\", \"b\").");
        var items = new List<FilterSyntax>();
        while (_tokens.Kind != FilterTokenKind.Close)
        {
            items.Add(_operands.ParseLiteral());
            if (items[^1] is BadSyntax || !_tokens.TakeIf(FilterTokenKind.Comma)) break;
        }

        var close = _tokens.Current;
        if (_tokens.TakeIf(FilterTokenKind.Close)) return new ListSyntax(left, open.Span.To(close.Span), items, negated);
        _tokens.Refuse("Expected a comma, or the parenthesis that closes the list.");
        _tokens.RecoverBehindClose();
        return new BadSyntax(open.Span);
    }

    private FilterSyntax ParseSet(FilterSyntax left, bool negated)
    {
        var word = _tokens.Take();
        _tokens.Take();
        var id = _tokens.Kind == FilterTokenKind.Text ? _operands.ParseLiteral() : new BadSyntax(word.Span);
        var close = _tokens.Current;
        if (id is not BadSyntax && _tokens.TakeIf(FilterTokenKind.Close)) return new SetSyntax(left, word.Span.To(close.Span), id, negated);
        _tokens.Refuse("Expected the id of one queue set in quotes, and a closing parenthesis: queueId in set(\"billing\").");
        _tokens.RecoverBehindClose();
        return new BadSyntax(word.Span);
    }
}

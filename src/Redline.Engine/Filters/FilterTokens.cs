namespace Redline.Engine.Filters;

/// <summary>
/// The tokens still to be parsed, and what goes with each step through them: mistakes, one per place; where to go on
/// after one; and bounds, so that no text can exhaust the stack. Beyond a bound the rest is given up.
/// </summary>
internal sealed class FilterTokens(List<FilterToken> tokens, FilterTextErrors errors)
{
    // Enough for every tree within the limits and as many parentheses that change nothing.
    private const int MaxNesting = 4 * FilterLimits.Depth;
    private const int MaxOperands = 3 * FilterLimits.Nodes;

    private int _at;
    private int _refused = -1;
    private int _nesting;
    private int _operands;

    public FilterToken Current => tokens[_at];

    public FilterTokenKind Kind => Current.Kind;

    public FilterTokenKind Next => tokens[Math.Min(_at + 1, tokens.Count - 1)].Kind;

    public FilterToken Take() => _at == tokens.Count - 1 ? tokens[_at] : tokens[_at++];

    public bool TakeIf(FilterTokenKind kind)
    {
        if (Kind != kind) return false;
        Take();
        return true;
    }

    /// <summary>Tells that the current token may not stand where it does, unless that is told already.</summary>
    public void Refuse(string message)
    {
        if (_refused != _at && Kind != FilterTokenKind.Bad) errors.Add("filter.text.expected", Current.Span, message);
        _refused = _at;
    }

    public BadSyntax RefuseAndRecover(string message)
    {
        var span = Current.Span;
        Refuse(message);
        Recover();
        return new BadSyntax(span);
    }

    /// <summary>Goes to the next <c>and</c>, <c>or</c> or closing parenthesis that is not within parentheses opened on the way.</summary>
    public void Recover() => Skip(stopAtWords: true);

    /// <summary>Goes behind the parenthesis that closes the one open here.</summary>
    public void RecoverBehindClose()
    {
        Skip(stopAtWords: false);
        TakeIf(FilterTokenKind.Close);
    }

    /// <summary>Begins something nested; false when it is nested too deeply.</summary>
    public bool Enter()
    {
        if (++_nesting <= MaxNesting) return true;
        GiveUp("filter.too.deep", Current.Span, "Nested too deeply; remove parentheses that change nothing, and simplify.");
        return false;
    }

    public void Leave() => _nesting--;

    /// <summary>Counts a number, field or text outside lists; false when there are too many.</summary>
    public bool Count()
    {
        if (++_operands <= MaxOperands) return true;
        GiveUp("filter.too.large", Current.Span, "The expression is too large; use `in` for lists, or several streams.");
        return false;
    }

    /// <summary>Gives a part its height above its operands; what is too high is bad.</summary>
    public FilterSyntax Bounded(FilterSyntax syntax, IReadOnlyList<FilterSyntax> operands)
    {
        var height = operands.Count == 0 ? 1 : operands.Max(o => o.Height) + 1;
        if (height <= FilterLimits.Depth) return syntax with { Height = height };
        GiveUp("filter.too.deep", syntax.Span with { End = syntax.Span.Start }, $"Nested deeper than {FilterLimits.Depth}; flatten `and` within `and` and `or` within `or`, simplify the arithmetic.");
        return new BadSyntax(syntax.Span);
    }

    private void GiveUp(string code, FilterSpan span, string message)
    {
        if (_refused != tokens.Count - 1) errors.Add(code, span with { End = span.Start }, message);
        _at = _refused = tokens.Count - 1;
    }

    private void Skip(bool stopAtWords)
    {
        var open = 0;
        for (; Kind != FilterTokenKind.End; Take())
        {
            if (Kind == FilterTokenKind.Open) open++;
            if (open == 0 && (Kind == FilterTokenKind.Close || (stopAtWords && Kind is FilterTokenKind.And or FilterTokenKind.Or))) return;
            if (Kind == FilterTokenKind.Close) open--;
        }
    }
}

using System.Globalization;

namespace Redline.Engine.Filters;

/// <summary>
/// Cuts the text form into tokens. Words are taken in any case, comments (<c>#</c> or <c>//</c> to the end of the line)
/// and white space are left out. What cannot be read is collected and yields a bad token.
/// </summary>
internal sealed class FilterLexer(string text, FilterTextErrors errors)
{
    private static readonly Dictionary<string, FilterTokenKind> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = FilterTokenKind.And,
        ["or"] = FilterTokenKind.Or,
        ["not"] = FilterTokenKind.Not,
        ["in"] = FilterTokenKind.In,
        ["between"] = FilterTokenKind.Between,
        ["contains"] = FilterTokenKind.Contains,
        ["startsWith"] = FilterTokenKind.StartsWith,
        ["until"] = FilterTokenKind.Until,
    };

    // The longer signs first. Those of programming languages are taken too; none is ever printed.
    private static readonly (string Sign, FilterTokenKind Kind)[] Signs =
    [
        ("==", FilterTokenKind.Equal), ("!=", FilterTokenKind.NotEqual), ("<>", FilterTokenKind.NotEqual),
        (">=", FilterTokenKind.GreaterOrEqual), ("<=", FilterTokenKind.LessOrEqual), ("&&", FilterTokenKind.And),
        ("||", FilterTokenKind.Or), ("=", FilterTokenKind.Equal), (">", FilterTokenKind.Greater), ("<", FilterTokenKind.Less),
        ("!", FilterTokenKind.Not), ("(", FilterTokenKind.Open), (")", FilterTokenKind.Close), (",", FilterTokenKind.Comma),
        ("+", FilterTokenKind.Plus), ("-", FilterTokenKind.Minus), ("*", FilterTokenKind.Times), ("/", FilterTokenKind.Divide),
    ];

    private readonly FilterQuotes _quotes = new(text, errors);
    private int _at;

    /// <summary>The words of the language, for suggestions.</summary>
    public static IEnumerable<string> Known => Words.Keys;

    public List<FilterToken> Read()
    {
        var tokens = new List<FilterToken>();
        for (SkipBlank(); _at < text.Length; SkipBlank()) tokens.Add(Next());
        tokens.Add(new(FilterTokenKind.End, new(text.Length, text.Length)));
        return tokens;
    }

    private void SkipBlank()
    {
        for (; _at < text.Length; _at++)
        {
            if (char.IsWhiteSpace(text[_at])) continue;
            if (text[_at] != '#' && !text.AsSpan(_at).StartsWith("//")) return;
            var length = text.AsSpan(_at).IndexOfAny('\n', '\r');
            _at = length < 0 ? text.Length - 1 : _at + length;
        }
    }

    private FilterToken Next()
    {
        var c = text[_at];
        if (char.IsAsciiDigit(c)) return Number();
        if (char.IsLetter(c) || c == '_') return Word();
        if (c is '"' or '\'')
        {
            var token = _quotes.Read(_at);
            _at = token.Span.End;
            return token;
        }

        foreach (var (sign, kind) in Signs)
            if (text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
                return new(kind, Take(sign.Length));
        return Strange();
    }

    private FilterToken Word()
    {
        var end = _at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.')) end++;
        var word = text[_at..end];
        return new(Words.GetValueOrDefault(word, FilterTokenKind.Name), Take(word.Length), word);
    }

    // The numbers of JSON; letters directly behind belong to the mistake, such as the unit in 300s.
    private FilterToken Number()
    {
        var end = Digits(_at);
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1])) end = Digits(end + 1);
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (Digits(exponent) > exponent) end = Digits(exponent);
        }

        var whole = end;
        while (whole < text.Length && (char.IsLetterOrDigit(text[whole]) || text[whole] is '_' or '.')) whole++;
        var span = Take(whole - _at);
        if (whole > end)
        {
            errors.Add("filter.text.number", span, "Write a number such as 300 or 0.5, without a unit: times are in seconds.");
            return new(FilterTokenKind.Bad, span);
        }

        var value = double.Parse(text.AsSpan(span.Start, end - span.Start), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value)) return new(FilterTokenKind.Number, span, Number: value);
        errors.Add("filter.value.range", span, "The number is too large.");
        return new(FilterTokenKind.Bad, span);
    }

    private int Digits(int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from])) from++;
        return from;
    }

    private FilterToken Strange()
    {
        var remedy = text[_at] switch
        {
            '“' or '”' or '„' or '‘' or '’' or '«' or '»' => "Write texts in straight quotes: \"voice\".",
            '[' or ']' or '{' or '}' => "Write lists and groups in round parentheses: queueId in (\"a\", \"b\").",
            '.' => "Write a digit before the point: 0.5.",
            '≥' or '≤' or '≠' => "Write >=, <= or !=.",
            _ => "Remove it; texts such as queue names stand in quotes.",
        };
        var span = Take(char.IsSurrogatePair(text, _at) ? 2 : 1);
        errors.Add("filter.text.character", span, remedy);
        return new(FilterTokenKind.Bad, span);
    }

    private FilterSpan Take(int length) => new(_at, _at += length);
}

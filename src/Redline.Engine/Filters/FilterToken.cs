namespace Redline.Engine.Filters;

/// <summary>What a piece of the text form is.</summary>
internal enum FilterTokenKind
{
    /// <summary>Behind the last character.</summary>
    End,

    /// <summary>Could not be read; the mistake is told already.</summary>
    Bad,

    /// <summary>The name of a field or function.</summary>
    Name,

    /// <summary>A number without a sign.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    Text,

    Open,
    Close,
    Comma,
    Plus,
    Minus,
    Times,
    Divide,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    And,
    Or,
    Not,
    In,
    Between,
    Contains,
    StartsWith,
    Until,
}

/// <summary>A piece of the text form.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Content">The name, or the text without quotes and escapes; else empty.</param>
/// <param name="Number">The number.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, FilterSpan Span, string Content = "", double Number = 0);

/// <summary>A stretch of the text form.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character behind its last.</param>
internal readonly record struct FilterSpan(int Start, int End)
{
    public FilterSpan To(FilterSpan last) => new(Start, last.End);
}

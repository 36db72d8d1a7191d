namespace Redline.Engine.Filters;

/// <summary>A part of the text form as it is written, before anything is known about its names. A closed set.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record FilterSyntax(FilterSpan Span)
{
    /// <summary>How deep it is nested: arithmetic counts anew within each comparison, as in JSON.</summary>
    public int Height { get; init; } = 1;
}

/// <summary>What could not be read; the mistake is told already.</summary>
internal sealed record BadSyntax(FilterSpan Span) : FilterSyntax(Span);

internal sealed record NumberSyntax(FilterSpan Span, double Value) : FilterSyntax(Span);

internal sealed record TextSyntax(FilterSpan Span, string Value) : FilterSyntax(Span);

internal sealed record NameSyntax(FilterSpan Span, string Name) : FilterSyntax(Span);

/// <summary>A name and what stands in parentheses behind it.</summary>
internal sealed record CallSyntax(FilterSpan Span, FilterToken Name, IReadOnlyList<FilterSyntax> Arguments) : FilterSyntax(Span);

/// <summary>Operands with one sign or word between them.</summary>
internal sealed record ChainSyntax(FilterSpan Span, FilterTokenKind Operator, IReadOnlyList<FilterSyntax> Operands) : FilterSyntax(Span);

internal sealed record NotSyntax(FilterSpan Span, FilterSyntax Operand) : FilterSyntax(Span);

/// <summary>A comparison, CONTAINS and STARTS_WITH included.</summary>
internal sealed record CompareSyntax(FilterSyntax Left, FilterToken Operator, FilterSyntax Right) : FilterSyntax(Left.Span.To(Right.Span));

internal sealed record BetweenSyntax(FilterSyntax Subject, FilterToken Operator, FilterSyntax Low, FilterSyntax High)
    : FilterSyntax(Subject.Span.To(High.Span));

/// <summary>IN and NOT_IN of a queue set.</summary>
internal sealed record SetSyntax(FilterSyntax Subject, FilterSpan Set, FilterSyntax Id, bool Negated) : FilterSyntax(Subject.Span.To(Set));

/// <summary>IN and NOT_IN.</summary>
/// <param name="Subject">What is looked for.</param>
/// <param name="List">Where the list stands.</param>
/// <param name="Items">The list.</param>
/// <param name="Negated">NOT_IN when true.</param>
internal sealed record ListSyntax(FilterSyntax Subject, FilterSpan List, IReadOnlyList<FilterSyntax> Items, bool Negated)
    : FilterSyntax(Subject.Span.To(List));

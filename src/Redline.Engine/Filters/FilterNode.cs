using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// A filter expression as its author wrote it: the one tree behind both spellings (design section 5). Immutable.
/// A closed set; <see cref="FilterReader"/> makes it, <see cref="FilterWriter"/> spells it.
/// </summary>
public abstract record FilterNode;

/// <summary>AND or OR of one or more operands.</summary>
/// <param name="IsAnd">AND when true, OR when false.</param>
/// <param name="Operands">At least one.</param>
public sealed record LogicNode(bool IsAnd, IReadOnlyList<FilterNode> Operands) : FilterNode;

/// <summary>The mirror image of one operand; unknown stays unknown.</summary>
/// <param name="Operand">What is negated.</param>
public sealed record NotNode(FilterNode Operand) : FilterNode;

/// <summary>Two numbers compared. Unknown when either is missing.</summary>
/// <param name="Left">The left side.</param>
/// <param name="Operator">How they are compared.</param>
/// <param name="Right">The right side.</param>
public sealed record CompareNode(ValueNode Left, ComparisonOperator Operator, ValueNode Right) : FilterNode;

/// <summary>A number within two bounds, both inclusive.</summary>
/// <param name="Value">The number.</param>
/// <param name="Low">The lower bound, inclusive.</param>
/// <param name="High">The upper bound, inclusive.</param>
public sealed record BetweenNode(ValueNode Value, ValueNode Low, ValueNode High) : FilterNode;

/// <summary>A number that equals one of a list.</summary>
/// <param name="Value">The number.</param>
/// <param name="Candidates">The list, at least one.</param>
/// <param name="Negated">NOT_IN when true.</param>
public sealed record NumberInNode(ValueNode Value, IReadOnlyList<double> Candidates, bool Negated) : FilterNode;

/// <summary>A text of the queue's identity tested against texts: ordinal, case-sensitive. Unknown when the text is missing.</summary>
/// <param name="Field">Which text.</param>
/// <param name="Test">The test.</param>
/// <param name="Candidates">One text, or for IN and NOT_IN one or more.</param>
public sealed record TextNode(TextField Field, TextTest Test, IReadOnlyList<string> Candidates) : FilterNode;

/// <summary>Whether the queue is in a queue set. Unknown when that depends on a text that is missing.</summary>
/// <param name="QueueSetId">The id of the set.</param>
/// <param name="Negated">NOT_IN when true.</param>
public sealed record QueueSetNode(string QueueSetId, bool Negated) : FilterNode;

/// <summary>Whether a text is known; never unknown itself.</summary>
/// <param name="Field">Which text.</param>
public sealed record TextExistsNode(TextField Field) : FilterNode;

/// <summary>Whether a metric has a value; never unknown itself.</summary>
/// <param name="Metric">Which metric.</param>
public sealed record MetricExistsNode(Metric Metric) : FilterNode;

/// <summary>A number in a filter expression. A closed set.</summary>
public abstract record ValueNode;

/// <summary>The value of a metric.</summary>
/// <param name="Metric">Which metric.</param>
public sealed record MetricValue(Metric Metric) : ValueNode;

/// <summary>A written number.</summary>
/// <param name="Value">Finite.</param>
public sealed record ConstantValue(double Value) : ValueNode;

/// <summary>The value a parameter has for the queue; unknown when it has none. Does not grow with the clock.</summary>
/// <param name="Name">The parameter.</param>
public sealed record ParameterValue(string Name) : ValueNode;

/// <summary>Arithmetic over two operands, or two or more for ADD, MULTIPLY, MIN and MAX.</summary>
/// <param name="Operator">What is computed. Division by zero is unknown.</param>
/// <param name="Operands">At least two, from left to right.</param>
public sealed record ArithmeticValue(ArithmeticOperator Operator, IReadOnlyList<ValueNode> Operands) : ValueNode;

/// <summary>How two numbers are compared.</summary>
public enum ComparisonOperator
{
    /// <summary>Equal.</summary>
    Equals,

    /// <summary>Not equal.</summary>
    NotEquals,

    /// <summary>Greater.</summary>
    GreaterThan,

    /// <summary>Greater or equal.</summary>
    GreaterThanOrEqual,

    /// <summary>Less.</summary>
    LessThan,

    /// <summary>Less or equal.</summary>
    LessThanOrEqual,
}

/// <summary>What arithmetic computes.</summary>
public enum ArithmeticOperator
{
    /// <summary>The sum of the operands.</summary>
    Add,

    /// <summary>The first less the others.</summary>
    Subtract,

    /// <summary>The product of the operands.</summary>
    Multiply,

    /// <summary>The first divided by the others, from left to right; by zero: unknown.</summary>
    Divide,

    /// <summary>The least operand; unknown when any is.</summary>
    Min,

    /// <summary>The greatest operand; unknown when any is.</summary>
    Max,
}

/// <summary>A text of a queue's identity.</summary>
public enum TextField
{
    /// <summary>The queue's id.</summary>
    QueueId,

    /// <summary>The queue's name as last heard.</summary>
    QueueName,

    /// <summary>The queue's division.</summary>
    DivisionId,

    /// <summary>The media type; missing in the scope of a whole queue.</summary>
    MediaType,
}

/// <summary>How a text is tested.</summary>
public enum TextTest
{
    /// <summary>Equal.</summary>
    Equals,

    /// <summary>Not equal.</summary>
    NotEquals,

    /// <summary>One of a list.</summary>
    In,

    /// <summary>None of a list.</summary>
    NotIn,

    /// <summary>Contains.</summary>
    Contains,

    /// <summary>Starts with.</summary>
    StartsWith,
}

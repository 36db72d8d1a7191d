namespace Redline.Engine.Definitions;

/// <summary>
/// A mistake in what an operator wrote. All mistakes of a definition are reported together; nothing of a definition
/// with a mistake takes effect.
/// </summary>
/// <param name="Code">Stable, for programs: <c>filter.field.unknown</c>.</param>
/// <param name="Path">Where: a JSON path such as <c>$.filterExpression.operands[1].value</c>.</param>
/// <param name="Offending">The text at fault, cut to 80 characters; empty when something is missing.</param>
/// <param name="Message">What is wrong and what to do about it, one or two sentences.</param>
public sealed record DefinitionError(string Code, string Path, string Offending, string Message)
{
    /// <summary>One line: path, code, message.</summary>
    public override string ToString() => $"{Path}: {Message} [{Code}]";
}

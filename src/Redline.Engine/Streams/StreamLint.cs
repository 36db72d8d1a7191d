namespace Redline.Engine.Streams;

/// <summary>How much a lint matters.</summary>
public enum LintSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Probably not what its author wants.</summary>
    Warning,
}

/// <summary>Something about a valid stream that its author should know.</summary>
/// <param name="Code">Stable, for programs: <c>QUEUE_UNBOUND</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is so and what to do about it, one or two sentences.</param>
/// <param name="Field">The field it is about; null: the stream as a whole.</param>
public sealed record StreamLint(string Code, LintSeverity Severity, string Message, string? Field = null);

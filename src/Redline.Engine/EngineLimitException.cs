namespace Redline.Engine;

/// <summary>An input was refused because a bound of <see cref="EngineLimits"/> is reached; nothing changed.</summary>
/// <param name="code">Stable, for programs: <c>stream.limit</c>.</param>
/// <param name="message">Which bound, and what to do.</param>
public sealed class EngineLimitException(string code, string message) : Exception(message)
{
    /// <summary>Stable, for programs.</summary>
    public string Code => code;
}

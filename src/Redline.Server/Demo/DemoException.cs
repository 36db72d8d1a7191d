namespace Redline.Server.Demo;

/// <summary>The demo cannot start as asked; the message says what to do.</summary>
/// <param name="code">Stable, for programs.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class DemoException(string code, string message) : Exception(message)
{
    /// <summary>Stable, for programs.</summary>
    public string Code => code;
}

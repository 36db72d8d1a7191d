namespace Redline.Server.Simulation;

/// <summary>A demo or a simulation cannot start as asked; the message says what to do.</summary>
/// <param name="code">Stable, for programs.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class SimulationException(string code, string message) : Exception(message)
{
    /// <summary>Stable, for programs.</summary>
    public string Code => code;
}

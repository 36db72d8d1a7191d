namespace Redline.TestKit.Scenarios;

/// <summary>A scenario file that cannot be read or run, or a law of the engine that broke while it ran.</summary>
public sealed class ScenarioException(string message) : Exception(message);

namespace Redline.Simulator.Generation;

/// <summary>One thing that is wrong with <see cref="CallGeneratorOptions"/>. Immutable.</summary>
/// <param name="Code">Stable code, such as <c>generation.queue.weight</c>.</param>
/// <param name="Path">The option, such as <c>Queues[2].Weight</c>.</param>
/// <param name="Message">The offending value and what to choose instead.</param>
public sealed record CallGeneratorOptionsError(string Code, string Path, string Message)
{
    /// <summary>For a person: <c>path: message [code]</c>.</summary>
    public override string ToString() => $"{Path}: {Message} [{Code}]";
}

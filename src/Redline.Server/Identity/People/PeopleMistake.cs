namespace Redline.Server.Identity.People;

/// <summary>Something that is wrong with people.yaml.</summary>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record PeopleMistake(long Line, string Code, string Message)
{
    /// <summary>As it is printed.</summary>
    public override string ToString() =>
        Line == 0 ? $"people.yaml: {Message} [{Code}]" : $"people.yaml line {Line}: {Message} [{Code}]";
}

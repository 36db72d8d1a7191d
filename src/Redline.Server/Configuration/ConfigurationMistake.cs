namespace Redline.Server.Configuration;

/// <summary>Something that is wrong with the configuration.</summary>
/// <param name="Place">Where: <c>redline.yaml:3:9</c>, a variable's name, a flag.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Text">What stands there; empty: nothing that can be shown.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ConfigurationMistake(string Place, string Code, string Text, string Message)
{
    /// <summary>As it is printed.</summary>
    public override string ToString() =>
        Text.Length == 0 ? $"{Place}: {Message} [{Code}]" : $"{Place}: {Message} It is {Shown(Text)}. [{Code}]";

    // On one line and short, whatever was written there.
    private static string Shown(string text)
    {
        var plain = new string([.. text.Take(80).Select(c => char.IsControl(c) ? ' ' : c)]);
        return $"\"{plain}{(text.Length > 80 ? "..." : "")}\"";
    }
}

using System.CommandLine;
using Redline.Server.Configuration;

namespace Redline.Server.Commands;

/// <summary>The flags by which a command is told its configuration, and what they come to.</summary>
internal static class CommandConfiguration
{
    // Texts, all of them: what is wrong with a flag is told together with what is wrong elsewhere.
    public static readonly Option<string?> Config = new("--config")
    {
        Description = "The configuration, YAML or JSON; default: what REDLINE_CONFIG__FILE names, else none.",
    };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any option, as key=value: --set server.port=5081. May be given several times.",
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "server.dataDirectory: the directory that keeps the journal. [default: redline-data/server]",
    };

    /// <summary>Where the values of a command come from.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="shortcuts">Flags that are short for an option.</param>
    public static ConfigurationSources Sources(ParseResult line, params (string Key, Option<string?> Option)[] shortcuts)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        variables.Remove(ConfigurationEnvironment.FileVariable, out var file);
        var flags = new List<GivenValue>();
        foreach (var text in line.GetValue(Set)!)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            flags.Add(at < 0 ? new(text, "--set", "") : new(text[..at].Trim(), "--set", text[(at + 1)..]));
        }

        foreach (var (key, option) in shortcuts)
            if (line.GetValue(option) is { } given) flags.Add(new(key, option.Name, given));
        return new(line.GetValue(Config) ?? file, variables, flags);
    }
}

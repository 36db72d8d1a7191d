namespace Redline.Server.Configuration;

/// <summary>
/// Reads the environment variables that set options: <c>REDLINE_</c>, then the names of the key with two underscores for
/// each dot. Variables without two underscores are left alone: Kubernetes gives every process of a service named redline
/// some that begin with REDLINE_.
/// </summary>
internal static class ConfigurationEnvironment
{
    /// <summary>The variable that names the file, where no flag does.</summary>
    public const string FileVariable = "REDLINE_CONFIG__FILE";

    private const string Prefix = "REDLINE_";

    /// <summary>The values of the environment; an unknown one is a mistake.</summary>
    public static IReadOnlyList<GivenValue> Read(IReadOnlyDictionary<string, string> variables, List<ConfigurationMistake> mistakes)
    {
        var values = new List<GivenValue>();
        foreach (var (name, text) in variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !name.Contains("__", StringComparison.Ordinal)) continue;
            if (KeyOf(name[Prefix.Length..].Split("__")) is { } key)
            {
                values.Add(new(key, name, text));
                continue;
            }

            var nearest = Suggestion.For(name.ToUpperInvariant(), Settings.All.Select(s => s.Variable));
            mistakes.Add(new(name, "config.variable.unknown", "", $"No option has this variable{nearest}"));
        }

        return values;
    }

    private static string? KeyOf(string[] words)
    {
        foreach (var setting in Settings.All)
        {
            var names = setting.Key.Split('.');
            if (names.Length == words.Length && names.Zip(words).All(p => p.First == "*" ? p.Second.Length > 0 : IsName(p.First, p.Second)))
                return string.Join('.', names.Zip(words).Select(p => p.First == "*" ? p.Second : p.First));
        }

        return null;
    }

    private static bool IsName(string name, string word) =>
        name.Equals(word.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}

using System.Text.RegularExpressions;

namespace Redline.Server.Configuration;

/// <summary>One option by its key: <c>server.port</c>. A <c>*</c> stands for any name an operator gives.</summary>
/// <param name="Key">Section and names, in camelCase; an option that is a duration ends in <c>Seconds</c>.</param>
/// <param name="Type">What it is in the record.</param>
/// <param name="IsSecret">Whether its value is shown to nobody.</param>
internal sealed partial record Setting(string Key, Type Type, bool IsSecret)
{
    /// <summary>The environment variable that sets it: <c>REDLINE_SERVER__PORT</c>.</summary>
    public string Variable => "REDLINE_" + string.Join("__", Key.Split('.').Select(Word));

    /// <summary>Whether a key means this option.</summary>
    public bool Matches(string key)
    {
        if (!Key.Contains('*', StringComparison.Ordinal)) return key == Key;
        var (own, other) = (Key.Split('.'), key.Split('.'));
        return own.Length == other.Length && own.Zip(other).All(p => p.First == p.Second || (p.First == "*" && p.Second.Length > 0));
    }

    private static string Word(string name) => Hump().Replace(name, "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Hump();
}

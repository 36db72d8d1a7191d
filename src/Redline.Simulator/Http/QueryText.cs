namespace Redline.Simulator.Http;

/// <summary>Names and values as in a query or a form. Lists come repeated, as the platform documents them, or joined by commas, as the JavaScript SDK sends them.</summary>
internal sealed class QueryText
{
    private readonly List<(string Name, string Value)> _parts = [];

    internal QueryText(string text)
    {
        foreach (var part in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var name = Unescape(at < 0 ? part : part[..at]);
            _parts.Add((name, at < 0 ? "" : Unescape(part[(at + 1)..])));
        }
    }

    /// <summary>The first value; null: absent or empty.</summary>
    internal string? this[string name] =>
        _parts.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value : null;

    /// <summary>Whether it is there without a value, or is true.</summary>
    internal bool Flag(string name) => "true".Equals(this[name], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name stands there at all.</summary>
    internal bool Has(string name) => _parts.Exists(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal IReadOnlyList<string> All(string name) =>
    [
        .. _parts.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || p.Name.Equals(name + "[]", StringComparison.OrdinalIgnoreCase))
            .SelectMany(p => p.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

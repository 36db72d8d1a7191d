namespace Redline.Server.Configuration;

/// <summary>A value an operator gave.</summary>
/// <param name="Key">Of which option.</param>
/// <param name="Place">Where: <c>redline.yaml:3:9</c>, a variable's name, a flag.</param>
/// <param name="Text">The value as it was written; of a list, its items with commas between them.</param>
/// <param name="Items">The items, where a list was written as one; null: it was not.</param>
internal sealed record GivenValue(string Key, string Place, string Text, IReadOnlyList<string>? Items = null)
{
    /// <summary>The value as a list: a text is split at its commas.</summary>
    public IReadOnlyList<string> AsList() =>
        Items ?? Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

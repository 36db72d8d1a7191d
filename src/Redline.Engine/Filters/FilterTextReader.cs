using Redline.Engine.Definitions;

namespace Redline.Engine.Filters;

/// <summary>
/// Reads the text form of a filter expression (<c>docs/specs/filter-text.md</c>): the counterpart of
/// <see cref="FilterText"/>. Collects every mistake with its line and column; never throws, whatever the text.
/// </summary>
internal static class FilterTextReader
{
    /// <summary>The tree, or null when there was a mistake (then <c>errors</c> has grown).</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where the text stands; the place of a mistake is <c>path:line:column</c>.</param>
    /// <param name="errors">Collects the mistakes.</param>
    public static FilterNode? Read(string text, string path, DefinitionErrors errors)
    {
        var mistakes = new FilterTextErrors(text);
        var node = ReadWithin(text, mistakes);
        mistakes.Tell(path, errors);
        return mistakes.Count == 0 ? node : null;
    }

    private static FilterNode? ReadWithin(string text, FilterTextErrors mistakes)
    {
        if (text.Length <= FilterLimits.TextFormLength) return new FilterSyntaxReader(mistakes).Read(FilterParser.Parse(text, mistakes));
        mistakes.Add("filter.text.length", new(0, 0), $"The text is longer than {FilterLimits.TextFormLength} characters; match by division or name, or write several streams.");
        return null;
    }
}

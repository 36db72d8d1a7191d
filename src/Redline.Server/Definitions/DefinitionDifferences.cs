using System.Text.Json.Nodes;

namespace Redline.Server.Definitions;

/// <summary>A field that a change makes something else.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="Before">What it was; null: not there.</param>
/// <param name="After">What it becomes; null: not there.</param>
internal sealed record DefinitionDifference(string Path, JsonNode? Before, JsonNode? After);

/// <summary>Finds what differs between two definitions in their canonical spelling.</summary>
internal static class DefinitionDifferences
{
    private const int MaxDifferences = 100;

    /// <summary>The differences, at most 100 of them. Lists that differ in length are one difference.</summary>
    public static IReadOnlyList<DefinitionDifference> Of(string before, string after)
    {
        var found = new List<DefinitionDifference>();
        Compare(JsonNode.Parse(before, documentOptions: Options), JsonNode.Parse(after, documentOptions: Options), "$", found);
        return found.Count <= MaxDifferences ? found : found[..MaxDifferences];
    }

    private static System.Text.Json.JsonDocumentOptions Options => new() { MaxDepth = 256 };

    private static void Compare(JsonNode? before, JsonNode? after, string path, List<DefinitionDifference> into)
    {
        if (into.Count > MaxDifferences || JsonNode.DeepEquals(before, after)) return;
        if (before is JsonObject was && after is JsonObject now)
        {
            foreach (var name in was.Select(p => p.Key).Union(now.Select(p => p.Key))) Compare(was[name], now[name], $"{path}.{name}", into);
        }
        else if (before is JsonArray listWas && after is JsonArray listNow && listWas.Count == listNow.Count)
        {
            for (var i = 0; i < listWas.Count; i++) Compare(listWas[i], listNow[i], $"{path}[{i}]", into);
        }
        else
        {
            into.Add(new(path, before?.DeepClone(), after?.DeepClone()));
        }
    }
}

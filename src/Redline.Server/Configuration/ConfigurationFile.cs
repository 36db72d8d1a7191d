using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Redline.Server.Configuration;

/// <summary>
/// Reads redline.yaml, or the same as JSON, which is YAML too: one mapping of sections. At most 1 MiB; no anchors, which
/// could make a small file a large one.
/// </summary>
internal static class ConfigurationFile
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 16;

    /// <summary>The values of a file; what cannot be read is a mistake, and the rest is read all the same.</summary>
    public static IReadOnlyList<GivenValue> Read(string path, List<ConfigurationMistake> mistakes)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxBytes) return Parse(path, File.ReadAllText(path), mistakes);
            mistakes.Add(new(path, "config.file.large", "", "The file is larger than 1 MiB."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new(path, "config.file.unreadable", "", $"The file cannot be read: {e.Message}"));
        }

        return [];
    }

    /// <summary>The values of a text.</summary>
    public static IReadOnlyList<GivenValue> Parse(string name, string yaml, List<ConfigurationMistake> mistakes)
    {
        var values = new List<GivenValue>();
        try
        {
            if (!HasGoodShape(name, yaml, mistakes)) return values;
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0) return values; // only comments: nothing is set
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) Read(name, "", root, values, mistakes);
            else mistakes.Add(new($"{name}:1:1", "config.file.root", "", "The file is one mapping of sections, such as server."));
        }
        catch (YamlException e)
        {
            mistakes.Add(new($"{name}:{e.Start.Line}:{e.Start.Column}", "config.file.syntax", "", $"This is neither YAML nor JSON: {e.Message}"));
        }

        return values;
    }

    // Before anything is built from it: the reader of the tree recurses, and an alias may stand for a tree of aliases.
    private static bool HasGoodShape(string name, string yaml, List<ConfigurationMistake> mistakes)
    {
        var parser = new Parser(new StringReader(yaml));
        var (depth, before) = (0, mistakes.Count);
        while (parser.MoveNext())
        {
            var now = parser.Current!;
            depth += now.NestingIncrease;
            if (now is AnchorAlias || (now is NodeEvent { Anchor.IsEmpty: false }))
                mistakes.Add(new(Place(name, now.Start), "config.file.anchor", "", "Anchors and aliases are not allowed here; write it out."));
            if (depth <= MaxDepth) continue;
            mistakes.Add(new(Place(name, now.Start), "config.file.depth", "", "This is nested too deep."));
            break;
        }

        return mistakes.Count == before;
    }

    private static void Read(string file, string path, YamlMappingNode node, List<GivenValue> values, List<ConfigurationMistake> mistakes)
    {
        foreach (var (keyNode, value) in node.Children)
        {
            if (keyNode is not YamlScalarNode { Value: { Length: > 0 } name } || name.Contains('.', StringComparison.Ordinal))
            {
                mistakes.Add(new(Place(file, keyNode.Start), "config.key.unknown", keyNode.ToString(), "A key is one name; write sections one below the other."));
                continue;
            }

            var key = Settings.Below(path, name);
            var place = Place(file, value.Start);
            if (value is YamlMappingNode mapping) Read(file, key, mapping, values, mistakes);
            else if (value is YamlScalarNode scalar) AddScalar(key, place, scalar, values);
            else if (value is YamlSequenceNode list && list.Children.All(c => c is YamlScalarNode))
                values.Add(List(key, place, [.. list.Children.Select(c => ((YamlScalarNode)c).Value ?? "")]));
            else mistakes.Add(new(place, "config.value", "", $"{key} is not a list of lists or mappings; write a value or a list of values."));
        }
    }

    // A key without a value is not set: what is commented out leaves the key above it behind.
    private static void AddScalar(string key, string place, YamlScalarNode scalar, List<GivenValue> values)
    {
        var isNull = scalar is { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" };
        if (!isNull) values.Add(new(key, place, scalar.Value ?? ""));
    }

    private static GivenValue List(string key, string place, IReadOnlyList<string> items) => new(key, place, string.Join(",", items), items);

    private static string Place(string file, Mark mark) => $"{file}:{mark.Line}:{mark.Column}";
}

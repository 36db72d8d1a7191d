using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Redline.Server.Identity.People;

/// <summary>
/// Reads people.yaml: a mapping with the list <c>people</c>. At most 1 MiB and 10,000 people; no anchors, which could
/// make a small file a large one.
/// </summary>
internal static class PeopleFile
{
    public const int MaxPeople = 10_000;

    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 8;

    /// <summary>The people of a file; none when anything is wrong, and then every mistake.</summary>
    public static async Task<(IReadOnlyList<PersonRecord> People, IReadOnlyList<PeopleMistake> Mistakes)> ReadAsync(
        string path, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                return ([], [new(0, "people.file.large", "The file is larger than 1 MiB.")]);
            return Parse(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], [new(0, "people.file.unreadable", $"The file cannot be read: {e.Message}")]);
        }
    }

    /// <summary>The people of a text; none when anything is wrong, and then every mistake.</summary>
    public static (IReadOnlyList<PersonRecord> People, IReadOnlyList<PeopleMistake> Mistakes) Parse(string yaml)
    {
        var mistakes = new List<PeopleMistake>();
        try
        {
            CheckShape(yaml, mistakes);
            if (mistakes.Count > 0) return ([], mistakes);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var people = Read(stream, mistakes);
            return mistakes.Count > 0 ? ([], [.. mistakes.OrderBy(m => m.Line)]) : (people, []);
        }
        catch (YamlException e)
        {
            return ([], [new(e.Start.Line, "people.yaml", $"This is not YAML: {e.Message}")]);
        }
    }

    // Before anything is built from it: the reader of the tree recurses, and an alias may stand for a tree of aliases.
    private static void CheckShape(string yaml, List<PeopleMistake> mistakes)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            var now = parser.Current!;
            depth += now.NestingIncrease;
            if (now is AnchorAlias || (now is NodeEvent { Anchor.IsEmpty: false }))
                mistakes.Add(new(now.Start.Line, "people.anchor", "Anchors and aliases are not allowed here; write it out."));
            if (depth <= MaxDepth) continue;
            mistakes.Add(new(now.Start.Line, "people.depth", "This is nested too deep."));
            return;
        }
    }

    private static List<PersonRecord> Read(YamlStream stream, List<PeopleMistake> mistakes)
    {
        var people = new List<PersonRecord>();
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
        {
            mistakes.Add(new(1, "people.root", "The file is one mapping with the list people."));
            return people;
        }

        var node = new PeopleNode(root, mistakes, "people");
        if (node.Find("people") is not YamlSequenceNode list)
        {
            mistakes.Add(new(root.Start.Line, "people.list", "people is missing or not a list."));
            return people;
        }

        if (list.Children.Count > MaxPeople)
        {
            mistakes.Add(new(list.Start.Line, "people.count", $"There are {list.Children.Count} people; at most {MaxPeople}."));
            return people;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Children)
        {
            if (PeopleNode.ReadPerson(item, mistakes) is not { } person) continue;
            if (ids.Add(person.Id)) people.Add(person);
            else mistakes.Add(new(item.Start.Line, "people.id.twice", $"Two people have the id {person.Id}; give each their own."));
        }

        return people;
    }
}

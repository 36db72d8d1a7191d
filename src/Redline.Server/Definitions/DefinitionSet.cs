using System.Text.Json;
using Redline.Engine.Definitions;

namespace Redline.Server.Definitions;

/// <summary>A definition with its kind and where it stands.</summary>
internal sealed record PlacedDefinition(DefinitionKind Kind, ReadDefinition Definition, string Path);

/// <summary>
/// Definitions that belong together: <c>{"queueSets":[...],"parameters":[...],"flows":[...],"streams":[...]}</c>, any of the lists. Reads
/// all of them for their mistakes.
/// </summary>
internal static class DefinitionSet
{
    /// <summary>How many definitions may come together.</summary>
    public const int MaxDefinitions = 10_000;

    /// <summary>The properties of a set, for messages.</summary>
    public static readonly string Keys = string.Join(", ", DefinitionKind.All.Select(k => k.Key));

    /// <summary>Adds the definitions of a set.</summary>
    /// <param name="root">The set.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="also">Properties that are not definitions.</param>
    /// <param name="into">Where definitions are added.</param>
    /// <param name="errors">Where mistakes are added.</param>
    public static void Read(JsonElement root, string path, IReadOnlyList<string> also, List<PlacedDefinition> into, List<DefinitionError> errors)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new("definitions.type", path, "", $"Definitions are an object with any of the lists {Keys}."));
            return;
        }

        foreach (var property in root.EnumerateObject())
        {
            if (also.Contains(property.Name)) continue;
            if (DefinitionKind.All.FirstOrDefault(k => k.Key == property.Name) is { } kind) ReadList(kind, property.Value, $"{path}.{property.Name}", into, errors);
            else errors.Add(new("definitions.kind.unknown", $"{path}.{property.Name}", property.Name, $"There are the lists {Keys}."));
        }
    }

    /// <summary>Adds a mistake for each definition that is there twice, and one when there are too many.</summary>
    public static void CheckTogether(IReadOnlyList<PlacedDefinition> all, List<DefinitionError> errors)
    {
        if (all.Count > MaxDefinitions)
            errors.Add(new("definitions.count", "$", "", $"There are {all.Count} definitions; apply at most {MaxDefinitions} at once."));
        foreach (var same in all.GroupBy(d => (d.Kind.Key, d.Definition.Id)).Where(g => g.Count() > 1))
            foreach (var again in same.Skip(1))
                errors.Add(new("definition.twice", again.Path, again.Definition.Id, $"`{again.Definition.Id}` is defined twice in {again.Kind.Key}; keep one of the two."));
    }

    private static void ReadList(DefinitionKind kind, JsonElement list, string path, List<PlacedDefinition> into, List<DefinitionError> errors)
    {
        if (list.ValueKind == JsonValueKind.Null) return;
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new("definitions.list", path, "", $"`{kind.Key}` is a list."));
            return;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var at = $"{path}[{index++}]";
            var definition = kind.Read(item, at, out var mistakes);
            errors.AddRange(mistakes);
            if (definition is not null) into.Add(new(kind, definition, at));
        }
    }
}

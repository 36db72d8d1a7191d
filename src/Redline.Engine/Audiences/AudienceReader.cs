using System.Text.Json;
using Redline.Engine.Definitions;

namespace Redline.Engine.Audiences;

/// <summary>
/// Reads an audience: <c>{"people":["ana"],"roles":["SUPERVISOR"],"queues":["id"],"everyone":true}</c>, at least one of
/// them. Collects every mistake; never half done.
/// </summary>
public static class AudienceReader
{
    private static readonly string[] Parts = ["people", "roles", "queues", "everyone"];

    /// <summary>Reads an audience.</summary>
    /// <param name="json">The object.</param>
    /// <param name="path">Where it stands, for the paths of errors.</param>
    /// <param name="mistakes">Every mistake, in the order of the parts; empty when the audience is good.</param>
    /// <returns>The audience, or null when there is a mistake.</returns>
    public static Audience? Read(JsonElement json, string path, out IReadOnlyList<DefinitionError> mistakes)
    {
        var errors = new DefinitionErrors();
        mistakes = errors.All;
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add("audience.type", path, json, "An audience is an object with people, roles, queues or everyone.");
            return null;
        }

        if (!WellFormedText.Check(json, path, errors)) return null;
        foreach (var property in json.EnumerateObject().Where(p => !Parts.Contains(p.Name, StringComparer.Ordinal)))
            errors.Add("audience.part.unknown", path, property.Name, $"An audience has only these parts: {string.Join(", ", Parts)}.");
        var audience = new Audience(
            Names(json, path, "people", errors), Names(json, path, "roles", errors), Names(json, path, "queues", errors),
            Everyone(json, path, errors));
        foreach (var role in audience.Roles.Where(r => !Audience.RoleWords.Contains(r, StringComparer.Ordinal)))
            errors.Add("audience.role.unknown", $"{path}.roles", role, $"A role is one of {string.Join(", ", Audience.RoleWords)} (case matters).");
        if (errors.Count == 0 && audience is { Everyone: false, People.Count: 0, Roles.Count: 0, Queues.Count: 0 })
            errors.Add("audience.none", path, json, "Name at least one of people, roles and queues, or everyone.");
        return errors.Count == 0 ? audience : null;
    }

    private static bool Everyone(JsonElement json, string path, DefinitionErrors errors)
    {
        if (!Has(json, "everyone", out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        errors.Add("audience.everyone", $"{path}.everyone", value, "`everyone` is true, or left out.");
        return false;
    }

    private static string[] Names(JsonElement json, string path, string part, DefinitionErrors errors)
    {
        if (!Has(json, part, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= Audience.MaxNames)
        {
            var names = value.EnumerateArray().Select(NameOf).ToArray();
            if (!names.Contains(null)) return [.. names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        errors.Add("audience.list", $"{path}.{part}", value, $"`{part}` is a list of 1 to {Audience.MaxNames} texts of 1 to {Audience.IdLength} characters.");
        return [];
    }

    private static string? NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.String && item.GetString() is { Length: <= Audience.IdLength } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    private static bool Has(JsonElement json, string name, out JsonElement value) =>
        json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}

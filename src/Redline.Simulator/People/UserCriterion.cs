using System.Text.Json.Nodes;
using Redline.Simulator.Centre;

namespace Redline.Simulator.People;

/// <summary>One criterion of a search for users: a value, or several, looked for in fields.</summary>
internal sealed record UserCriterion(IReadOnlyList<string> Fields, IReadOnlyList<string> Values, string Type)
{
    private static readonly string[] Known = ["id", "name", "email", "username", "state"];

    /// <summary>Reads one; null: it is none.</summary>
    internal static UserCriterion? Read(JsonObject body)
    {
        var fields = Texts(body["fields"]);
        var values = body["values"] is JsonArray ? Texts(body["values"]) : Texts(new JsonArray(body["value"]?.DeepClone()));
        return fields.Count > 0 && values.Count > 0 && fields.All(Known.Contains) ? new(fields, values, body["type"]?.ToString() ?? "EXACT") : null;
    }

    internal bool Matches(CentreUser user) => Fields.Select(f => ValueOf(user, f)).Any(actual => Values.Any(v => Type switch
    {
        "CONTAINS" => actual.Contains(v, StringComparison.OrdinalIgnoreCase),
        "STARTS_WITH" => actual.StartsWith(v, StringComparison.OrdinalIgnoreCase),
        _ => actual.Equals(v, StringComparison.OrdinalIgnoreCase),
    }));

    private static string ValueOf(CentreUser user, string field) => field switch
    {
        "id" => user.Id,
        "name" => user.Name,
        "state" => "active",
        _ => user.Email,
    };

    private static List<string> Texts(JsonNode? node) =>
        [.. (node as JsonArray ?? []).Select(t => t is JsonValue value && value.TryGetValue<string>(out var text) ? text : "").Where(t => t.Length > 0)];
}

using System.Text.Json.Nodes;

namespace Redline.Simulator.Observations;

/// <summary>The metrics a query asks for.</summary>
internal static class QueryMetrics
{
    /// <summary>Names as plain texts; null: that is no list of names.</summary>
    internal static List<string>? Names(JsonNode? node)
    {
        if (node is not JsonArray list) return null;
        var names = list.Select(m => m is JsonValue value && value.TryGetValue<string>(out var text) ? text : null).ToList();
        return names.Contains(null) ? null : [.. names.OfType<string>().Distinct()];
    }

    /// <summary>Names as objects with <c>metric</c> and perhaps <c>details</c>; null: that is no such list.</summary>
    internal static List<(string Name, bool Details)>? Objects(JsonNode? node)
    {
        if (node is not JsonArray list) return null;
        var metrics = list.Select(m => m is JsonObject body && body["metric"] is JsonValue value && value.TryGetValue<string>(out var text)
            ? (Name: text, Details: body["details"] is JsonValue flag && flag.TryGetValue<bool>(out var isTrue) && isTrue)
            : (Name: null, Details: false)).ToList();
        return metrics.Exists(m => m.Name is null) ? null : [.. metrics.Select(m => (m.Name!, m.Details))];
    }
}

using System.Text.Json.Nodes;

namespace Redline.Simulator.Observations;

/// <summary>
/// The filter of an analytics query: predicates over dimensions, all or any of them, and clauses of the same. Reading it
/// names what is wrong with it.
/// </summary>
internal sealed class QueryFilter
{
    /// <summary>Predicates of one query, clauses included; more are refused.</summary>
    internal const int MostPredicates = 500;

    private readonly bool _isAny;
    private readonly List<QueryFilter> _clauses = [];
    private readonly List<Predicate> _predicates = [];

    private QueryFilter(bool isAny) => _isAny = isAny;

    /// <summary>The values a dimension must be one of for anything to match at all; null: it may be any.</summary>
    internal IReadOnlyCollection<string>? OnlyValuesOf(string dimension)
    {
        var parts = _predicates.Select(p => p.Dimension == dimension && p.Operator == "matches" ? new HashSet<string>([p.Value!], StringComparer.OrdinalIgnoreCase) : null)
            .Concat(_clauses.Select(c => c.OnlyValuesOf(dimension) as HashSet<string>)).ToList();
        if (parts.Count == 0) return null;
        if (!_isAny) return parts.Find(p => p is not null);
        return parts.Contains(null) ? null : parts.SelectMany(p => p!).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether it lets something through that has these values; null: it has none of that dimension.</summary>
    internal bool Matches(Func<string, string?> valueOf)
    {
        var parts = _predicates.Select(p => p.Matches(valueOf(p.Dimension))).Concat(_clauses.Select(c => c.Matches(valueOf)));
        if (_predicates.Count + _clauses.Count == 0) return true;
        return _isAny ? parts.Any(m => m) : parts.All(m => m);
    }

    /// <summary>Reads a filter; null with the mistake when it is none.</summary>
    internal static QueryFilter? Read(JsonNode? node, IReadOnlyCollection<string> dimensions, out string? mistake)
    {
        mistake = null;
        var count = 0;
        return node is null ? new QueryFilter(isAny: false) : Read(node, dimensions, ref count, ref mistake);
    }

    private static QueryFilter? Read(JsonNode node, IReadOnlyCollection<string> dimensions, ref int count, ref string? mistake)
    {
        if (node is not JsonObject body || Text(body["type"]) is not ("and" or "or" or "AND" or "OR"))
        {
            mistake = "filter.type must be and, or";
            return null;
        }

        var filter = new QueryFilter("or".Equals(Text(body["type"]), StringComparison.OrdinalIgnoreCase));
        foreach (var clause in body["clauses"] as JsonArray ?? [])
        {
            if (clause is null || Read(clause, dimensions, ref count, ref mistake) is not { } read) return null;
            filter._clauses.Add(read);
        }

        foreach (var predicate in body["predicates"] as JsonArray ?? [])
        {
            if (ReadPredicate(predicate as JsonObject, dimensions, ref mistake) is not { } read) return null;
            filter._predicates.Add(read);
            if (++count <= MostPredicates) continue;
            mistake = $"filter may have at most {MostPredicates} predicates";
            return null;
        }

        return filter;
    }

    private static Predicate? ReadPredicate(JsonObject? body, IReadOnlyCollection<string> dimensions, ref string? mistake)
    {
        var (dimension, operation, value) = (Text(body?["dimension"]), Text(body?["operator"]) ?? "matches", Text(body?["value"]));
        if (dimension is null || !dimensions.Contains(dimension)) mistake = $"filter dimension must be one of {string.Join(", ", dimensions)}";
        else if (operation is not ("matches" or "exists" or "notExists")) mistake = "filter operator must be matches, exists or notExists";
        else if (operation == "matches" && value is null) mistake = "filter value is missing";
        else return new(dimension, operation, value);
        return null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private sealed record Predicate(string Dimension, string Operator, string? Value)
    {
        internal bool Matches(string? actual) => Operator switch
        {
            "exists" => actual is not null,
            "notExists" => actual is null,
            _ => Value!.Equals(actual, StringComparison.OrdinalIgnoreCase),
        };
    }
}

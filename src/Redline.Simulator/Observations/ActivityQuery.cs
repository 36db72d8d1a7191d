using System.Text.Json.Nodes;
using Redline.Simulator.Http;

namespace Redline.Simulator.Observations;

/// <summary>What both activity queries have in common: they are read alike, and answered in groups.</summary>
internal sealed record ActivityQuery(IReadOnlyList<(string Name, bool Details)> Metrics, IReadOnlyList<string> GroupBy, QueryFilter Filter)
{
    /// <summary>Details of a group; more are cut off.</summary>
    internal const int MostEntities = 100;

    private const int MostGroups = 10_000;

    internal static ActivityQuery? Read(PlatformCall call, IReadOnlyCollection<string> metrics, IReadOnlyCollection<string> dimensions, out EmulatedAnswer? refusal)
    {
        refusal = null;
        var body = call.ReadJson() as JsonObject;
        var asked = QueryMetrics.Objects(body?["metrics"]);
        var groupBy = QueryMetrics.Names(body?["groupBy"]);
        if (asked is not { Count: > 0 }) refusal = call.BadRequest("metrics is required, each with a metric.");
        else if (asked.Find(m => !metrics.Contains(m.Name)).Name is { } metric) refusal = call.InvalidValue(metric, "metric", string.Join(", ", metrics));
        else if (groupBy is not { Count: > 0 }) refusal = call.BadRequest("At least one groupBy is required.");
        else if (groupBy.Find(g => !dimensions.Contains(g)) is { } dimension) refusal = call.InvalidValue(dimension, "groupBy", string.Join(", ", dimensions));
        else if (QueryFilter.Read(body!["filter"], dimensions, out var mistake) is { } filter) return new(asked, groupBy, filter);
        else refusal = call.BadRequest($"{mistake}.");
        return null;
    }

    /// <summary>The page of groups that was asked for; all when none was.</summary>
    internal static EmulatedAnswer Answer(PlatformCall call, string entityDimension, IReadOnlyList<JsonObject> groups)
    {
        IEnumerable<JsonObject> shown = groups.Take(MostGroups);
        if (call.Query["pageSize"] is not null)
        {
            if (EntityPage.Of(call, MostGroups, out var refusal) is not { } page) return refusal!;
            shown = groups.Skip((int)Math.Min(int.MaxValue, (page.Number - 1L) * page.Size)).Take(page.Size);
        }

        return EmulatedAnswer.Json(new JsonObject { ["entityIdDimension"] = entityDimension, ["results"] = new JsonArray([.. shown]) });
    }
}

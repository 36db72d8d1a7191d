using System.Globalization;
using Redline.Delivery.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Alerts;

/// <summary>Reading alerts. One of a queue the caller may not see looks like one that does not exist.</summary>
internal static class AlertReads
{
    public static async Task<IResult> ListAsync([AsParameters] AlertParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        var query = AlertFilter.Read(parts.Http.Request.Query, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var found = await parts.History.ListAsync(query with { MaySeeQueue = parts.MaySeeQueue }, page.Skip, page.Size, parts.Aborted);
        return Results.Json(page.Of<AlertAnswer>(
            parts.Http.Request, [.. found.Alerts.Select(a => AlertAnswer.Of(a, parts.People))], found.Total));
    }

    public static async Task<IResult> GetAsync(string id, [AsParameters] AlertParts parts) =>
        await FindAsync(parts, id) is { } alert ? AlertResults.One(alert, parts.People) : NotFound(parts);

    /// <summary>An alert the caller may see, by its id; null: there is none.</summary>
    public static async ValueTask<AlertRecord?> FindAsync(AlertParts parts, string id)
    {
        if (NumberOf(id) is not { } number || await parts.History.FindAsync(number, parts.Aborted) is not { } alert) return null;
        return parts.MaySeeQueue(alert.Alert.Fingerprint.QueueId) ? alert : null;
    }

    public static IResult NotFound(AlertParts parts) => ApiResults.NotFound(parts.Http, "alert");

    // As it is written and no other way: A17, not a17 or A017.
    private static long? NumberOf(string id) =>
        id.StartsWith('A') && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Engine.Alerts.Alert.FormatId(number) == id
            ? number
            : null;
}

using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Queues;

/// <summary>A queue in a list.</summary>
internal sealed record QueueSummary(string Id, string Name, string? DivisionId, IReadOnlyList<string> MediaTypes, string SelfUri);

/// <summary>What is known of one media type of a queue at an instant.</summary>
internal sealed record QueueValues(string MediaType, string State, IReadOnlyDictionary<string, double> Metrics);

/// <summary>What is known of a queue at an instant.</summary>
internal sealed record QueueObservations(
    string QueueId, string QueueName, string? DivisionId, string At, string? HeardAt, IReadOnlyList<QueueValues> MediaTypes);

/// <summary>
/// <c>GET /api/v2/queues</c> and <c>GET /api/v2/queues/{id}/observations</c>: what Redline knows of queues, as of the
/// last time it was published (at most two seconds ago); growing metrics are worked out for now.
/// </summary>
internal static class QueueEndpoints
{
    private static readonly ApiSchema Page = ApiSchema.PageOf(ApiSchema.Of<QueueSummary>("Queue"));
    private static readonly ApiSchema Values = ApiSchema.Of<QueueObservations>("QueueObservations");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/queues", List).Requires(Permissions.SupervisionView)
            .Describes("Queues", "listQueues", "Lists the queues that are known, by name.", Api.Paged,
                Api.Query("name", "Part of the name, in any case."), Api.Answers(200, "A page.", Page));
        routes.MapGet("/api/v2/queues/{id}/observations", Show).Requires(Permissions.SupervisionView)
            .Describes("Queues", "getQueueObservations", "Shows what is known of a queue now.", Api.Answers(200, "The values.", Values), Api.Refuses(404, "not.found"));
    }

    private static IResult List(HttpContext http, CommittedView view)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        var name = http.Request.Query["name"].ToString();
        var queues = view.Queues
            .Where(q => q.QueueName.Contains(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(q => q.QueueId, StringComparer.Ordinal)
            .Select(g => Summary([.. g]))
            .OrderBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Id, StringComparer.Ordinal)
            .ToList();
        return Results.Json(page.Of(http.Request, [.. queues.Skip(page.Skip).Take(page.Size)], queues.Count));
    }

    private static IResult Show(HttpContext http, string id, CommittedView view, OpenQueueViews open, IOrganizationClock clock)
    {
        open.Open(id); // also when nothing is known yet: its source may have been waiting for somebody to ask
        var views = view.Queues.Where(q => q.QueueId == id).ToArray();
        if (views.Length == 0) return ApiResults.NotFound(http, "queue");
        var now = clock.Now;
        var first = views[0];
        return Results.Json(new QueueObservations(
            first.QueueId, first.QueueName, first.DivisionId, now.ToString(), first.HeardAt?.ToString(),
            [.. views.Select(v => new QueueValues(v.MediaType, v.Sight.ToString().ToUpperInvariant(), ValuesAt(v, now)))]));
    }

    private static QueueSummary Summary(QueueView[] views) => new(
        views[0].QueueId, views[0].QueueName, views[0].DivisionId, [.. views.Select(v => v.MediaType).Order(StringComparer.Ordinal)],
        $"/api/v2/queues/{Uri.EscapeDataString(views[0].QueueId)}/observations");

    private static SortedDictionary<string, double> ValuesAt(QueueView view, Instant now)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Metrics.Count; i++)
        {
            var value = ((Metric)i).ValueAt(view.Stored[i], now.Milliseconds);
            if (double.IsFinite(value)) values.Add(((Metric)i).Name(), value);
        }

        return values;
    }
}

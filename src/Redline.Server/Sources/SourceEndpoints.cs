using Redline.Delivery.Organizations;
using Redline.Engine.Queues;
using Redline.Engine.Sources;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Sources;

/// <summary>Why a source does not see.</summary>
internal sealed record SourceCauseAnswer(string Cause, string Since, bool Whole, int QueueCount, IReadOnlyList<string> QueueIds);

/// <summary>A source in a list.</summary>
internal sealed record SourceAnswer(string Id, string State, string? HeardAt, int QueueCount, IReadOnlyList<SourceCauseAnswer> Causes);

/// <summary>
/// <c>GET /api/v2/sources</c>: where observations come from, and whether Redline sees by each: what was told of it, and
/// when it was last heard of (at most two seconds ago).
/// </summary>
internal static class SourceEndpoints
{
    private static readonly ApiSchema Page = ApiSchema.PageOf(ApiSchema.Of<SourceAnswer>("Source"));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v2/sources", List).Requires(Permissions.SupervisionView)
            .Describes("Sources", "listSources", "Lists the sources that are known, by id, and why one does not see.", Api.Paged,
                Api.Answers(200, "A page.", Page));

    private static IResult List(HttpContext http, CommittedView view)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        var queues = view.Queues.ToLookup(q => q.SourceId, StringComparer.Ordinal);
        var blind = view.Blind.ToLookup(b => b.SourceId, StringComparer.Ordinal);
        var sources = queues.Select(q => q.Key).Union(blind.Select(b => b.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => Answer(id, [.. queues[id]], [.. blind[id]])).ToList();
        return Results.Json(page.Of(http.Request, [.. sources.Skip(page.Skip).Take(page.Size)], sources.Count));
    }

    private static SourceAnswer Answer(string id, QueueView[] queues, Blindness[] blind) => new(
        id, StateOf(queues, blind),
        queues.FirstOrDefault(q => q.SourceHeardAt is not null)?.SourceHeardAt?.ToString(),
        queues.Select(q => q.QueueId).Distinct(StringComparer.Ordinal).Count(),
        [.. blind.Select(b => new SourceCauseAnswer(b.Cause.ToString().ToUpperInvariant(), b.Since.ToString(), b.IsWhole, b.QueueCount, b.QueueIds))]);

    private static string StateOf(QueueView[] queues, Blindness[] blind) =>
        blind.Any(b => b.IsWhole) ? "BLIND"
        : blind.Length > 0 ? "PARTLY_BLIND"
        : queues.Any(q => q.Sight == QueueSight.Warming) ? "WARMING"
        : "LIVE";
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Routing;

/// <summary>Queues: listed, one, and how long a caller would wait.</summary>
internal sealed class QueueEndpoints(ContactCentre centre)
{
    private const int MostOnPage = 500;

    internal void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/v2/routing/queues", Requirement.Any("routing:queue:view"), List);
        routes.Add("GET", "/api/v2/routing/queues/divisionviews", Requirement.All("routing:queue:search"), ListLight);
        routes.Add("GET", "/api/v2/routing/queues/divisionviews/all", Requirement.All("routing:queue:search"), ListLight);
        routes.Add("GET", "/api/v2/routing/queues/{queueId}", Requirement.All("routing:queue:view"), Get);
        routes.Add("GET", "/api/v2/routing/queues/{queueId}/estimatedwaittime", Requirement.All("routing:queue:view"), EstimateWait);
    }

    /// <summary>A queue whoever calls may see; null: there is none.</summary>
    internal static CentreQueue? Visible(ContactCentre centre, PlatformCall call, string id) =>
        centre.Queue(id) is { } queue && call.Token.Grant.Reaches(queue.Division) ? queue : null;

    private EmulatedAnswer List(PlatformCall call) => List(call, QueueBody.Of);

    private EmulatedAnswer ListLight(PlatformCall call) => List(call, QueueBody.Light);

    private EmulatedAnswer List(PlatformCall call, Func<CentreQueue, ContactCentre, JsonObject> body)
    {
        if (EntityPage.Of(call, MostOnPage, out var refusal) is not { } page) return refusal!;
        var order = call.Query["sortOrder"] ?? "asc";
        if (order.ToLowerInvariant() is not ("asc" or "desc" or "ascending" or "descending")) return call.InvalidValue(order, "sortOrder", "asc, desc");
        var found = Filtered(call).ToList();
        if (order.StartsWith("desc", StringComparison.OrdinalIgnoreCase)) found.Reverse();
        return EmulatedAnswer.Json(page.Whole(call, found, queue => body(queue, centre)));
    }

    private IEnumerable<CentreQueue> Filtered(PlatformCall call)
    {
        var (ids, divisions) = (call.Query.All("id"), call.Query.All("divisionId"));
        var queues = centre.Queues.Where(q => call.Token.Grant.Reaches(q.Division));
        if (ids.Count > 0) queues = queues.Where(q => ids.Contains(q.Id, StringComparer.OrdinalIgnoreCase));
        if (divisions.Count > 0) queues = queues.Where(q => divisions.Contains(centre.DivisionId(q.Division), StringComparer.OrdinalIgnoreCase));
        if (call.Query["name"] is not { } name) return queues;
        var pattern = new Regex($"^{Regex.Escape(name).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
        return queues.Where(q => pattern.IsMatch(q.Name));
    }

    private EmulatedAnswer Get(PlatformCall call) => Visible(centre, call, call.Values[0]) is { } queue
        ? EmulatedAnswer.Json(QueueBody.Of(queue, centre))
        : call.NotFound("queue");

    // Who comes now waits as long as those of the half hour did on average, once for every caller before and agent.
    private EmulatedAnswer EstimateWait(PlatformCall call)
    {
        if (Visible(centre, call, call.Values[0]) is not { } queue) return call.NotFound("queue");
        var handled = queue.HalfHourAt(call.Now).Handled;
        var agents = Math.Max(1, queue.Members.Count(m => m.HasJoined && m.User.IsOnQueue));
        var average = handled.Count == 0 ? 0 : handled.Sum / 1_000.0 / handled.Count;
        return EmulatedAnswer.Json(new JsonObject
        {
            ["results"] = new JsonArray(new JsonObject
            {
                ["intent"] = "CALL",
                ["formula"] = "SIMPLE",
                ["estimatedWaitTimeSeconds"] = (long)Math.Ceiling(queue.Waiting.Count * average / agents),
            }),
        });
    }
}

using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.People;

namespace Redline.Simulator.Routing;

/// <summary>Who is a member of a queue, of which queues somebody is a member, and joining them.</summary>
internal sealed class MemberEndpoints(ContactCentre centre)
{
    private const int MostOnPage = 100;

    private static readonly Requirement See =
        Requirement.Any("routing:queue:view", "routing:queue:edit", "routing:queue:readonly", "routing:queueMember:manage");

    private static readonly Requirement Change = Requirement.Any("routing:queue:edit", "routing:queueMember:manage");

    private static readonly Requirement JoinFor = Requirement.Any("routing:queue:join", "routing:queueMember:manage");

    internal void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/v2/routing/queues/{queueId}/members", See, List);
        routes.Add("GET", "/api/v2/routing/queues/{queueId}/users", See, List);
        routes.Add("PATCH", "/api/v2/routing/queues/{queueId}/members", Change, PatchMany);
        routes.Add("PATCH", "/api/v2/routing/queues/{queueId}/members/{memberId}", Change, PatchOne);
        routes.Add("GET", "/api/v2/routing/queues/me", Requirement.Person, call => QueuesOf(call, call.Token.User!));
        routes.Add("GET", "/api/v2/users/{userId}/queues", Requirement.Token, call => centre.User(call.Values[0]) is { } user ? QueuesOf(call, user) : call.NotFound("user"));
        routes.Add("PATCH", "/api/v2/users/{userId}/queues/{queueId}", Requirement.Token, Join);
    }

    private EmulatedAnswer List(PlatformCall call)
    {
        if (QueueEndpoints.Visible(centre, call, call.Values[0]) is not { } queue) return call.NotFound("queue");
        if (EntityPage.Of(call, MostOnPage, out var refusal) is not { } page) return refusal!;
        var expand = call.Query.All("expand");
        return EmulatedAnswer.Json(page.WithoutTotal(call, [.. Filtered(call, queue)], m => Body(m, expand)));
    }

    private static IEnumerable<QueueMember> Filtered(PlatformCall call, CentreQueue queue)
    {
        var (query, statuses, presences) = (call.Query, call.Query.All("routingStatus"), call.Query.All("presence"));
        return queue.Members
            .Where(m => query["joined"] is null || m.HasJoined == query.Flag("joined"))
            .Where(m => query["name"] is not { } name || m.User.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Where(m => statuses.Count == 0 || statuses.Contains(m.User.Status.Text(), StringComparer.OrdinalIgnoreCase))
            .Where(m => presences.Count == 0 || presences.Any(p => PresenceDefinition.Find(null, p) == m.User.Presence))
            .Where(_ => query["memberBy"] is null or "user")
            .OrderBy(m => m.User.Name, StringComparer.OrdinalIgnoreCase);
    }

    private JsonObject Body(QueueMember member, IReadOnlyList<string> expand)
    {
        var body = new JsonObject
        {
            ["id"] = member.User.Id,
            ["name"] = member.User.Name,
            ["user"] = expand.Contains("presence") ? UserBody.Of(member.User, centre, expand) : UserBody.Reference(member.User),
            ["ringNumber"] = 1,
            ["joined"] = member.HasJoined,
            ["memberBy"] = "user",
            ["selfUri"] = $"/api/v2/routing/queues/{member.Queue.Id}/members/{member.User.Id}",
        };
        if (expand.Contains("routingStatus")) body["routingStatus"] = UserBody.RoutingStatus(member.User);
        return body;
    }

    private EmulatedAnswer PatchMany(PlatformCall call)
    {
        if (QueueEndpoints.Visible(centre, call, call.Values[0]) is not { } queue) return call.NotFound("queue");
        if (call.ReadJson() is not JsonArray changes) return call.BadRequest("The body is a list of members, each with id and joined.");
        var members = changes.Select(c => (Member: Find(queue, c?["id"]?.ToString()), Joined: Joined(c))).ToList();
        if (members.Exists(m => m.Member is null || m.Joined is null)) return call.BadRequest("Each member has the id of a member and joined.");
        foreach (var (member, joined) in members) centre.Join(member!, joined!.Value, call.Now);
        return EmulatedAnswer.Json(new JsonObject { ["entities"] = new JsonArray([.. members.Select(m => Body(m.Member!, []))]) });
    }

    private EmulatedAnswer PatchOne(PlatformCall call)
    {
        if (QueueEndpoints.Visible(centre, call, call.Values[0]) is not { } queue || Find(queue, call.Values[1]) is not { } member) return call.NotFound("member");
        if (Joined(call.ReadJson()) is not { } joined) return call.BadRequest("joined is missing.");
        centre.Join(member, joined, call.Now);
        return EmulatedAnswer.Nothing(202);
    }

    private EmulatedAnswer Join(PlatformCall call)
    {
        if (centre.User(call.Values[0]) is not { } user || centre.Queue(call.Values[1]) is not { } queue || Find(queue, user.Id) is not { } member) return call.NotFound("queue of the user");
        if (!JoinFor.IsMetBy(call.Token.Grant.Has)) return call.Missing(JoinFor);
        if (Joined(call.ReadJson()) is not { } joined) return call.BadRequest("joined is missing.");
        centre.Join(member, joined, call.Now);
        return EmulatedAnswer.Json(UserQueue(member));
    }

    private EmulatedAnswer QueuesOf(PlatformCall call, CentreUser user)
    {
        if (EntityPage.Of(call, MostOnPage, out var refusal) is not { } page) return refusal!;
        var queues = user.Memberships.Where(m => !m.Queue.IsDeleted && (call.Query["joined"] is null || m.HasJoined == call.Query.Flag("joined")))
            .OrderBy(m => m.Queue.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return EmulatedAnswer.Json(page.Whole(call, queues, UserQueue));
    }

    private JsonObject UserQueue(QueueMember member)
    {
        var body = QueueBody.Of(member.Queue, centre);
        body["joined"] = member.HasJoined;
        return body;
    }

    private static QueueMember? Find(CentreQueue queue, string? userId) =>
        queue.Members.Find(m => m.User.Id.Equals(userId, StringComparison.OrdinalIgnoreCase));

    private static bool? Joined(JsonNode? body) =>
        body is JsonObject change && change["joined"] is JsonValue value && value.TryGetValue<bool>(out var joined) ? joined : null;
}

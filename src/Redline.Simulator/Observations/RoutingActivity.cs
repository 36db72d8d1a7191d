using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Observations;

/// <summary>The routing activity query: the users of queues now. It must be grouped by queue.</summary>
internal sealed class RoutingActivity(ContactCentre centre)
{
    private static readonly string[] Dimensions = ["queueId"];

    internal EmulatedAnswer Answer(PlatformCall call)
    {
        if (ActivityQuery.Read(call, AgentMetrics.All, Dimensions, out var refusal) is not { } query) return refusal!;
        var named = query.Filter.OnlyValuesOf("queueId");
        var queues = (named is null ? centre.Queues : named.Select(centre.Queue).OfType<CentreQueue>())
            .Where(q => call.Token.Grant.Reaches(q.Division) && query.Filter.Matches(_ => q.Id));
        return ActivityQuery.Answer(call, "userId", [.. queues.Select(q => Body(q, query))]);
    }

    private static JsonObject Body(CentreQueue queue, ActivityQuery query)
    {
        var counts = AgentMetrics.Of(queue).Where(c => query.Metrics.Any(m => m.Name == c.Metric));
        var detailed = query.Metrics.Where(m => m.Details).SelectMany(m => AgentMetrics.Counted(queue, m.Name)).Distinct().ToList();
        var body = new JsonObject
        {
            ["group"] = new JsonObject { ["queueId"] = queue.Id },
            ["data"] = new JsonArray([.. counts.Select(Metric)]),
            ["truncated"] = detailed.Count > ActivityQuery.MostEntities,
        };
        if (detailed.Count > 0) body["entities"] = new JsonArray([.. detailed.Take(ActivityQuery.MostEntities).Select(Entity)]);
        return body;
    }

    private static JsonObject Metric(AgentCount count)
    {
        var body = new JsonObject { ["metric"] = count.Metric };
        if (count.Qualifier is not null) body["qualifier"] = count.Qualifier;
        body["count"] = count.Count;
        return body;
    }

    private static JsonObject Entity(QueueMember member) => new()
    {
        ["userId"] = member.User.Id,
        ["queueId"] = member.Queue.Id,
        ["routingStatus"] = member.User.Status.Text(),
        ["routingStatusDate"] = WireText.Instant(member.User.StatusSince),
        ["systemPresence"] = member.User.Presence.EventName,
        ["organizationPresenceId"] = member.User.Presence.Id,
        ["presenceDate"] = WireText.Instant(member.User.PresenceSince),
        ["queueMembershipStatus"] = member.HasJoined ? "JOINED" : "NOT_JOINED",
    };
}

using Redline.Simulator.Centre;

namespace Redline.Simulator.Observations;

/// <summary>A count of users of a queue.</summary>
internal readonly record struct AgentCount(string Metric, string? Qualifier, int Count);

/// <summary>Counts the members of a queue by what they are to it.</summary>
internal static class AgentMetrics
{
    internal static readonly IReadOnlyList<string> All =
        ["oActiveUsers", "oMemberUsers", "oOffQueueUsers", "oOnQueueUsers", "oUserPresences", "oUserRoutingStatuses"];

    /// <summary>The counts of a queue: totals always, qualified ones where there is somebody.</summary>
    internal static IReadOnlyList<AgentCount> Of(CentreQueue queue) =>
    [
        new("oMemberUsers", null, queue.Members.Count),
        new("oActiveUsers", null, queue.Members.Count(m => m.HasJoined)),
        .. By(queue, "oOnQueueUsers", m => m.HasJoined && m.User.IsOnQueue, m => m.User.Status.Text()),
        .. By(queue, "oOffQueueUsers", m => !m.User.IsOnQueue && m.User.Presence != PresenceDefinition.Offline, m => m.User.Presence.EventName),
        .. By(queue, "oUserRoutingStatuses", _ => true, m => m.User.Status.Text()),
        .. By(queue, "oUserPresences", _ => true, m => m.User.Presence.Id),
    ];

    /// <summary>The members that a metric counts.</summary>
    internal static IEnumerable<QueueMember> Counted(CentreQueue queue, string metric) => metric switch
    {
        "oActiveUsers" => queue.Members.Where(m => m.HasJoined),
        "oOnQueueUsers" => queue.Members.Where(m => m.HasJoined && m.User.IsOnQueue),
        "oOffQueueUsers" => queue.Members.Where(m => !m.User.IsOnQueue && m.User.Presence != PresenceDefinition.Offline),
        _ => queue.Members,
    };

    private static IEnumerable<AgentCount> By(CentreQueue queue, string metric, Func<QueueMember, bool> counts, Func<QueueMember, string> qualifier) =>
        queue.Members.Where(counts).CountBy(qualifier).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new AgentCount(metric, g.Key, g.Value));
}

using System.Text;
using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Routing;

/// <summary>Events of <c>v2.routing.queues.{id}.users</c>: one for each member who has joined or left.</summary>
internal sealed class QueueUsersSource(CentreQueue queue) : ITopicSource
{
    private Dictionary<string, bool> _told = Joined(queue);

    public IEnumerable<ReadOnlyMemory<byte>> Changes(long now)
    {
        var joined = Joined(queue);
        var changed = joined.Where(j => !_told.TryGetValue(j.Key, out var before) || before != j.Value).ToList();
        _told = joined;
        return changed.Select(c => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(Body(c.Key, c.Value).ToJsonString())));
    }

    private JsonObject Body(string userId, bool hasJoined) => new()
    {
        ["id"] = userId,
        ["user"] = new JsonObject { ["id"] = userId },
        ["queueId"] = queue.Id,
        ["joined"] = hasJoined,
        ["additionalProperties"] = new JsonObject(),
    };

    private static Dictionary<string, bool> Joined(CentreQueue queue) =>
        queue.Members.DistinctBy(m => m.User.Id).ToDictionary(m => m.User.Id, m => m.HasJoined, StringComparer.Ordinal);
}

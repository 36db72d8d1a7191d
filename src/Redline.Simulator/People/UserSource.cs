using System.Text;
using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Topics;

namespace Redline.Simulator.People;

/// <summary>Events about one user: made anew each time, told when the text differs from what was told last.</summary>
internal sealed class UserSource : ITopicSource
{
    private readonly Func<JsonObject> _body;
    private string _told;

    private UserSource(Func<JsonObject> body)
    {
        _body = body;
        _told = body().ToJsonString();
    }

    public IEnumerable<ReadOnlyMemory<byte>> Changes(long now)
    {
        var text = _body().ToJsonString();
        if (text == _told) return [];
        _told = text;
        return [Encoding.UTF8.GetBytes(text)];
    }

    internal static UserSource OfPresence(CentreUser user) => new(() => new()
    {
        ["source"] = "PURECLOUD",
        ["presenceDefinition"] = Definition(user),
        ["primary"] = true,
        ["message"] = user.PresenceMessage,
        ["modifiedDate"] = WireText.Instant(user.PresenceSince),
    });

    internal static UserSource OfRoutingStatus(CentreUser user) => new(() => new() { ["id"] = user.Id, ["routingStatus"] = Status(user) });

    internal static UserSource OfActivity(CentreUser user) => new(() => new()
    {
        ["id"] = user.Id,
        ["routingStatus"] = Status(user),
        ["presence"] = new JsonObject
        {
            ["presenceDefinition"] = Definition(user),
            ["presenceMessage"] = user.PresenceMessage,
            ["modifiedDate"] = WireText.Instant(user.PresenceSince),
        },
        ["outOfOffice"] = new JsonObject { ["active"] = false, ["modifiedDate"] = WireText.Instant(user.QueuesChangedAt) },
        ["activeQueueIds"] = new JsonArray([.. user.Memberships.Where(m => m.HasJoined && !m.Queue.IsDeleted).Select(m => JsonValue.Create(m.Queue.Id))]),
        ["dateActiveQueuesChanged"] = WireText.Instant(user.QueuesChangedAt),
    });

    private static JsonObject Definition(CentreUser user) => new() { ["id"] = user.Presence.Id, ["systemPresence"] = user.Presence.EventName };

    private static JsonObject Status(CentreUser user) => new() { ["status"] = user.Status.Text(), ["startTime"] = WireText.Instant(user.StatusSince) };
}

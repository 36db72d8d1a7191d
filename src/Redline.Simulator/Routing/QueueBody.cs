using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Routing;

/// <summary>Queues and divisions as REST shows them.</summary>
internal static class QueueBody
{
    /// <summary>What every queue has for each kind of interaction.</summary>
    private static readonly string[] Media = ["call", "callback", "chat", "email", "message"];

    internal static JsonObject Of(CentreQueue queue, ContactCentre centre)
    {
        var body = Light(queue, centre);
        body["description"] = "";
        body["dateCreated"] = WireText.Instant(queue.ModifiedAt);
        body["dateModified"] = WireText.Instant(queue.ModifiedAt);
        body["memberCount"] = queue.Members.Count;
        body["userMemberCount"] = queue.Members.Count;
        body["joinedMemberCount"] = queue.Members.Count(m => m.HasJoined);
        body["mediaSettings"] = new JsonObject([.. Media.Select(m => KeyValuePair.Create(m, (JsonNode?)MediaSettings()))]);
        body["enableManualAssignment"] = false;
        body["scoringMethod"] = "TimestampAndPriority";
        body["skillEvaluationMethod"] = "NONE";
        return body;
    }

    /// <summary>What a listing for choosing from has of a queue.</summary>
    internal static JsonObject Light(CentreQueue queue, ContactCentre centre) => new()
    {
        ["id"] = queue.Id,
        ["name"] = queue.Name,
        ["division"] = Division(queue.Division, centre),
        ["selfUri"] = $"/api/v2/routing/queues/{queue.Id}",
    };

    internal static JsonObject Division(string name, ContactCentre centre)
    {
        var id = centre.DivisionId(name);
        return new() { ["id"] = id, ["name"] = name, ["selfUri"] = $"/api/v2/authorization/divisions/{id}" };
    }

    private static JsonObject MediaSettings() => new()
    {
        ["enableAutoAnswer"] = false,
        ["alertingTimeoutSeconds"] = 15,
        ["serviceLevel"] = new JsonObject { ["percentage"] = HalfHour.ServiceLevelTarget, ["durationMs"] = HalfHour.ServiceLevelMilliseconds },
    };
}

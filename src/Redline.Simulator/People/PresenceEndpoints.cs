using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.People;

/// <summary>Presences and routing statuses: what there are, whose they are, and setting them.</summary>
internal sealed class PresenceEndpoints(ContactCentre centre)
{
    private static readonly Requirement EditOthers = Requirement.All("directory:user:edit");

    internal void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/v2/presencedefinitions", Requirement.Token, ListPaged);
        routes.Add("GET", "/api/v2/presencedefinitions/{presenceId}", Requirement.Token, Definition);
        routes.Add("GET", "/api/v2/presence/definitions", Requirement.Token, _ => EmulatedAnswer.Json(new JsonObject
        {
            ["total"] = PresenceDefinition.All.Count,
            ["entities"] = new JsonArray([.. PresenceDefinition.All.Select(Describe)]),
        }));
        routes.Add("GET", "/api/v2/presence/definitions/{definitionId}", Requirement.Token, Definition);
        routes.Add("GET", "/api/v2/systempresences", Requirement.Token, _ => EmulatedAnswer.Json(new JsonArray(
            [.. PresenceDefinition.All.Select(p => new JsonObject { ["id"] = p.EventName, ["name"] = p.SystemPresence })])));
        routes.Add("GET", "/api/v2/users/{userId}/presences/{sourceId}", Requirement.Token, call => OfUser(call, u => EmulatedAnswer.Json(UserBody.Presence(u))));
        routes.Add("PATCH", "/api/v2/users/{userId}/presences/{sourceId}", Requirement.Token, call => OfUser(call, u => SetPresence(call, u)));
        routes.Add("GET", "/api/v2/users/{userId}/routingstatus", Requirement.Token, call => OfUser(call, u => EmulatedAnswer.Json(UserBody.RoutingStatus(u))));
        routes.Add("PUT", "/api/v2/users/{userId}/routingstatus", Requirement.Token, call => OfUser(call, u => SetRoutingStatus(call, u)));
    }

    internal static JsonObject Describe(PresenceDefinition presence) => new()
    {
        ["id"] = presence.Id,
        ["name"] = presence.Label,
        ["type"] = "System",
        ["languageLabels"] = new JsonObject { ["en_US"] = presence.Label },
        ["systemPresence"] = presence.SystemPresence,
        ["primary"] = true,
        ["deactivated"] = false,
        ["selfUri"] = $"/api/v2/presencedefinitions/{presence.Id}",
    };

    private static EmulatedAnswer ListPaged(PlatformCall call) => EntityPage.Of(call, 100, out var refusal) is { } page
        ? EmulatedAnswer.Json(page.Whole(call, PresenceDefinition.All, Describe))
        : refusal!;

    private static EmulatedAnswer Definition(PlatformCall call) => PresenceDefinition.Find(call.Values[0], null) is { } presence
        ? EmulatedAnswer.Json(Describe(presence))
        : call.NotFound("presence definition");

    private EmulatedAnswer OfUser(PlatformCall call, Func<CentreUser, EmulatedAnswer> answer)
    {
        var user = centre.User(call.Values[0]);
        if (user is null || (call.Values.Length > 1 && !call.Values[1].Equals("purecloud", StringComparison.OrdinalIgnoreCase))) return call.NotFound("user");
        return answer(user);
    }

    private EmulatedAnswer SetPresence(PlatformCall call, CentreUser user)
    {
        if (RefuseOther(call, user) is { } refusal) return refusal;
        var body = call.ReadJson() as JsonObject;
        var definition = body?["presenceDefinition"] as JsonObject;
        var presence = definition is null ? user.Presence : PresenceDefinition.Find(definition["id"]?.ToString(), definition["systemPresence"]?.ToString());
        if (body is null || presence is null) return call.BadRequest("presenceDefinition must name a presence of the organization.");
        centre.SetPresence(user, presence, body["message"]?.ToString(), call.Now);
        return EmulatedAnswer.Json(UserBody.Presence(user));
    }

    private EmulatedAnswer SetRoutingStatus(PlatformCall call, CentreUser user)
    {
        if (RefuseOther(call, user) is { } refusal) return refusal;
        var text = (call.ReadJson() as JsonObject)?["status"]?.ToString();
        if (RoutingStatusText.Parse(text) is not { } status) return call.InvalidValue(text ?? "", "status", string.Join(", ", RoutingStatusText.All.Select(s => s.Text())));
        if (status == RoutingStatus.Idle) user.DidNotRespond = false;
        if (status == RoutingStatus.OffQueue) centre.SetPresence(user, PresenceDefinition.Available, null, call.Now);
        else if (!user.IsOnQueue) return call.BadRequest("The user is not on queue.");
        centre.Settle(user, call.Now);
        return EmulatedAnswer.Json(UserBody.RoutingStatus(user));
    }

    private static EmulatedAnswer? RefuseOther(PlatformCall call, CentreUser user) =>
        call.Token.User == user || call.Token.Grant.Has(EditOthers.Permissions[0]) ? null : call.Missing(EditOthers);
}

using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Routing;

namespace Redline.Simulator.People;

/// <summary>Users as REST shows them.</summary>
internal static class UserBody
{
    internal static JsonObject Of(CentreUser user, ContactCentre centre, IReadOnlyCollection<string> expand)
    {
        var body = new JsonObject
        {
            ["id"] = user.Id,
            ["name"] = user.Name,
            ["division"] = QueueBody.Division(user.Division, centre),
            ["email"] = user.Email,
            ["username"] = user.Email,
            ["state"] = "active",
            ["version"] = 1,
            ["acdAutoAnswer"] = false,
            ["selfUri"] = Uri(user),
        };
        if (Wants("presence")) body["presence"] = Presence(user);
        if (Wants("routingStatus")) body["routingStatus"] = RoutingStatus(user);
        if (Wants("authorization")) body["authorization"] = Authorization(user);
        if (Wants("outOfOffice")) body["outOfOffice"] = new JsonObject { ["active"] = false, ["indefinite"] = false };
        if (Wants("groups")) body["groups"] = new JsonArray();
        return body;

        bool Wants(string name) => expand.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    internal static string Uri(CentreUser user) => $"/api/v2/users/{user.Id}";

    internal static JsonObject Reference(CentreUser user) => new() { ["id"] = user.Id, ["name"] = user.Name, ["selfUri"] = Uri(user) };

    /// <summary>REST spells the system presence with capital initials, where events have it all in capitals.</summary>
    internal static JsonObject Presence(CentreUser user) => new()
    {
        ["id"] = user.Id,
        ["source"] = "PURECLOUD",
        ["primary"] = true,
        ["presenceDefinition"] = new JsonObject
        {
            ["id"] = user.Presence.Id,
            ["systemPresence"] = user.Presence.SystemPresence,
            ["selfUri"] = $"/api/v2/presencedefinitions/{user.Presence.Id}",
        },
        ["message"] = user.PresenceMessage,
        ["modifiedDate"] = WireText.Instant(user.PresenceSince),
        ["selfUri"] = $"{Uri(user)}/presences/purecloud",
    };

    internal static JsonObject RoutingStatus(CentreUser user) => new()
    {
        ["userId"] = user.Id,
        ["status"] = user.Status.Text(),
        ["startTime"] = WireText.Instant(user.StatusSince),
    };

    private static JsonObject Authorization(CentreUser user) => new()
    {
        ["roles"] = new JsonArray(),
        ["unusedRoles"] = new JsonArray(),
        ["permissions"] = new JsonArray([.. user.Grant.Permissions.Select(p => JsonValue.Create(p))]),
        ["permissionPolicies"] = new JsonArray(),
    };
}

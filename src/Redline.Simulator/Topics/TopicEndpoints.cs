using System.Text.Json.Nodes;
using Redline.Simulator.Http;

namespace Redline.Simulator.Topics;

/// <summary>The list of topics, with what was asked for of each.</summary>
internal static class TopicEndpoints
{
    internal static void Map(RouteTable routes) =>
        routes.Add("GET", "/api/v2/notifications/availabletopics", Requirement.Token, List);

    private static EmulatedAnswer List(PlatformCall call)
    {
        var expand = call.Query.All("expand").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return EmulatedAnswer.Json(new JsonObject { ["entities"] = new JsonArray([.. TopicTemplate.All.Select(t => Describe(t, expand))]) });
    }

    private static JsonObject Describe(TopicTemplate topic, HashSet<string> expand)
    {
        var permissions = topic.Requirement.Permissions;
        var body = new JsonObject
        {
            ["id"] = topic.Id,
            ["requiresDivisionPermissions"] = topic.IsOfQueue,
            ["requiresCurrentUser"] = false,
            ["requiresCurrentUserOrPermission"] = topic.AllowsOneself && permissions.Count > 0,
            ["requiresAnyValidator"] = false,
        };
        Expand("description", () => topic.Description);
        Expand("enforced", () => permissions.Count > 0);
        Expand("visibility", () => "Public");
        Expand("transports", () => new JsonArray("Websocket"));
        Expand("requiresPermissions", () => Texts(permissions));
        Expand("topicParameters", () => new JsonArray("id"));
        Expand("permissionDetails", () => new JsonArray(new JsonObject
        {
            ["type"] = "requiresPermissions",
            ["permissions"] = Texts(permissions),
            ["allowsCurrentUser"] = topic.AllowsOneself,
            ["enforced"] = permissions.Count > 0,
        }));
        Expand("publicApiTemplateUriPaths", () => new JsonArray(topic.IsOfQueue ? "/api/v2/routing/queues/{id}" : "/api/v2/users/{id}"));
        Expand("schema", () => new JsonObject { ["type"] = "object" });
        return body;

        void Expand(string name, Func<JsonNode> value)
        {
            if (expand.Contains(name)) body[name] = value();
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}

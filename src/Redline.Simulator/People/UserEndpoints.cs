using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Organizations;
using Redline.Simulator.Tokens;

namespace Redline.Simulator.People;

/// <summary>Users: oneself, one, all, and those that are searched for.</summary>
internal sealed class UserEndpoints(ContactCentre centre, TokenEndpoints tokens)
{
    private const int MostOnPage = 500;
    private const int MostFound = 100;

    internal void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/v2/users/me", Requirement.Person, Me);
        routes.Add("GET", "/api/v2/users", Requirement.Any("directory:user:view"), List);
        routes.Add("GET", "/api/v2/users/{userId}", Requirement.Token, Get);
        routes.Add("POST", "/api/v2/users/search", Requirement.Any("directory:user:view"), Search);
    }

    private EmulatedAnswer Me(PlatformCall call)
    {
        var expand = call.Query.All("expand");
        var body = UserBody.Of(call.Token.User!, centre, expand);
        if (expand.Contains("token", StringComparer.OrdinalIgnoreCase)) body["token"] = tokens.Describe(call.Token);
        if (expand.Contains("organization", StringComparer.OrdinalIgnoreCase)) body["organization"] = OrganizationEndpoints.Body(centre);
        if (expand.Contains("presencedefinitions", StringComparer.OrdinalIgnoreCase))
            body["presenceDefinitions"] = new JsonArray([.. PresenceDefinition.All.Select(PresenceEndpoints.Describe)]);
        if (expand.Contains("date", StringComparer.OrdinalIgnoreCase))
            body["date"] = new JsonObject { ["currentDate"] = WireText.Instant(call.Now) };
        return EmulatedAnswer.Json(body);
    }

    private EmulatedAnswer Get(PlatformCall call) => centre.User(call.Values[0]) is { } user
        ? EmulatedAnswer.Json(UserBody.Of(user, centre, call.Query.All("expand")))
        : call.NotFound("user");

    private EmulatedAnswer List(PlatformCall call)
    {
        if (EntityPage.Of(call, MostOnPage, out var refusal) is not { } page) return refusal!;
        var ids = call.Query.All("id");
        var users = centre.Users.Where(u => ids.Count == 0 || ids.Contains(u.Id, StringComparer.OrdinalIgnoreCase)).ToList();
        return EmulatedAnswer.Json(page.Whole(call, users, u => UserBody.Of(u, centre, call.Query.All("expand"))));
    }

    private EmulatedAnswer Search(PlatformCall call)
    {
        if (call.ReadJson() is not JsonObject body) return call.BadRequest("The body is not a search.");
        var (size, number) = (Number(body["pageSize"]) ?? EntityPage.UsualSize, Number(body["pageNumber"]) ?? 1);
        if (size is < 1 or > MostFound || number < 1) return call.BadRequest($"pageSize must be from 1 to {MostFound}.", "invalid.value");
        var criteria = (body["query"] as JsonArray ?? []).OfType<JsonObject>().Select(UserCriterion.Read).ToList();
        if (criteria.Contains(null)) return call.BadRequest("Each criterion has fields of id, name, email, and a value.");
        var found = centre.Users.Where(u => criteria.TrueForAll(c => c!.Matches(u))).ToList();
        var expand = (body["expand"] as JsonArray ?? []).Select(e => e?.ToString() ?? "").ToList();
        return EmulatedAnswer.Json(new JsonObject
        {
            ["total"] = found.Count,
            ["pageCount"] = (found.Count + size - 1) / size,
            ["pageSize"] = size,
            ["pageNumber"] = number,
            ["types"] = new JsonArray("users"),
            ["results"] = new JsonArray([.. found.Skip((int)Math.Min(int.MaxValue, (number - 1L) * size)).Take(size).Select(u => UserBody.Of(u, centre, expand))]),
        });
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}

using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Organizations;

/// <summary>The organization and its divisions.</summary>
internal sealed class OrganizationEndpoints(ContactCentre centre)
{
    internal void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/v2/organizations/me", Requirement.Token, _ => EmulatedAnswer.Json(Body(centre)));
        routes.Add("GET", "/api/v2/authorization/divisions", Requirement.Token, ListDivisions);
        routes.Add("GET", "/api/v2/authorization/divisions/home", Requirement.Token, _ => EmulatedAnswer.Json(Division(EmulatedOrganization.HomeDivision)));
    }

    internal static JsonObject Body(ContactCentre centre) => new()
    {
        ["id"] = WireText.IdOf("organization", centre.Organization.Name),
        ["name"] = centre.Organization.Name,
        ["defaultLanguage"] = "en-us",
        ["thirdPartyOrgName"] = "simulated",
        ["domain"] = "simulated",
        ["version"] = 1,
        ["state"] = "active",
        ["features"] = new JsonObject(),
        ["selfUri"] = "/api/v2/organizations/me",
    };

    private EmulatedAnswer ListDivisions(PlatformCall call)
    {
        if (EntityPage.Of(call, 500, out var refusal) is not { } page) return refusal!;
        var names = centre.Divisions.Keys.Order(StringComparer.OrdinalIgnoreCase).ToList();
        return EmulatedAnswer.Json(page.Whole(call, names, Division));
    }

    private JsonObject Division(string name) => new()
    {
        ["id"] = centre.DivisionId(name),
        ["name"] = name,
        ["description"] = "",
        ["homeDivision"] = name == EmulatedOrganization.HomeDivision,
        ["selfUri"] = $"/api/v2/authorization/divisions/{centre.DivisionId(name)}",
    };
}

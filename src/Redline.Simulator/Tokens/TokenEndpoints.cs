using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Tokens;

/// <summary>The token in use: what it is, and its end.</summary>
internal sealed class TokenEndpoints(TokenStore tokens, ContactCentre centre)
{
    internal void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/v2/tokens/me", Requirement.Token, call => EmulatedAnswer.Json(Describe(call.Token)));
        routes.Add("HEAD", "/api/v2/tokens/me", Requirement.Token, _ => EmulatedAnswer.Nothing(200));
        routes.Add("DELETE", "/api/v2/tokens/me", Requirement.Token, Revoke);
    }

    internal JsonObject Describe(AccessToken token)
    {
        var client = new JsonObject
        {
            ["id"] = token.Client.Id,
            ["name"] = token.Client.Name,
            ["authorizedGrantType"] = token.User is null ? "CLIENT-CREDENTIALS" : "CODE",
            ["state"] = "active",
            ["scope"] = new JsonArray(),
            ["organization"] = Organization(),
        };
        return new()
        {
            ["organization"] = Organization(),
            ["homeOrganization"] = Organization(),
            ["authorizedScope"] = new JsonArray(),
            ["OAuthClient"] = client,
        };
    }

    private JsonObject Organization() =>
        new() { ["id"] = WireText.IdOf("organization", centre.Organization.Name), ["name"] = centre.Organization.Name };

    private EmulatedAnswer Revoke(PlatformCall call)
    {
        tokens.Revoke(call.Token);
        return EmulatedAnswer.Nothing(200);
    }
}

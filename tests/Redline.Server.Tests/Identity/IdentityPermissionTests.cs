using System.Net;
using Redline.Server.Http;

namespace Redline.Server.Tests.Identity;

/// <summary>Every endpoint of the identity part, with every token that must not open it.</summary>
public sealed class IdentityPermissionTests
{
    // Method, path with one id of the organization, and whether an agent's token is enough.
    public static TheoryData<string, string, bool> Endpoints { get; } = new()
    {
        { "POST", "/api/v2/oauth/tokens/revocation", true },
        { "POST", "/api/v2/oauth/clients", false },
        { "GET", "/api/v2/oauth/clients", false },
        { "GET", "/api/v2/oauth/clients/{id}", false },
        { "DELETE", "/api/v2/oauth/clients/{id}", false },
        { "POST", "/api/v2/apikeys", false },
        { "GET", "/api/v2/apikeys", false },
        { "DELETE", "/api/v2/apikeys/{id}", false },
        { "GET", "/api/v2/people/{id}", false },
        { "POST", "/api/v2/people/{id}/signincodes", false },
        { "GET", "/api/v2/audit", false },
    };

    [Fact]
    public async Task Endpoints_WhenMapped_AreAllInTheTableAndDeclareWhatTheyNeed()
    {
        await using var server = await IdentityServer.StartAsync();
        var mapped = server.Endpoints().ToArray();

        Assert.All(mapped, e => Assert.NotNull(e.Metadata.GetMetadata<EndpointPermission>()));
        Assert.Equal(
            Endpoints.Select(e => $"{e.Data.Item1} {e.Data.Item2}").Order(),
            mapped.Where(e => e.Metadata.GetMetadata<EndpointPermission>()!.NeedsToken)
                .Select(e => $"{e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0]} {e.RoutePattern.RawText}").Order());
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_WhenTokenIsMissingWrongExpiredOrInsufficient_Refuses(string method, string path, bool anyToken)
    {
        await using var server = await IdentityServer.StartAsync();
        var url = path.Replace("{id}", "zoe", StringComparison.Ordinal);
        var agent = await server.TokenOfAsync("ana");

        Assert.Equal((401, "authentication.required"), await CodeAsync(server, method, url, null));
        Assert.Equal((401, "bad.credentials"), await CodeAsync(server, method, url, "garbage"));
        Assert.Equal((401, "bad.credentials"), await CodeAsync(server, method, url, new string('x', 5000)));
        if (!anyToken) Assert.Equal((403, "missing.permissions"), await CodeAsync(server, method, url, agent));
        server.Time.Advance(TimeSpan.FromSeconds(3600));
        Assert.Equal((401, "bad.credentials"), await CodeAsync(server, method, url, agent));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_WhenTokenIsOfAnotherOrganization_Refuses(string method, string path, bool anyToken)
    {
        await using var server = await IdentityServer.StartAsync();
        await using var other = await IdentityServer.StartAsync(journal: server.Journal, time: server.Time, organizationId: "other");
        var stranger = await other.AdministratorAsync();

        Assert.Equal((401, "bad.credentials"), await CodeAsync(server, method, path.Replace("{id}", "zoe", StringComparison.Ordinal), stranger));
        Assert.NotNull(await other.CallerOfAsync(stranger));
        Assert.True(anyToken || path.StartsWith("/api/v2/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoint_WhenAskedForDataOfAnotherOrganization_DoesNotKnowIt()
    {
        await using var server = await IdentityServer.StartAsync();
        await using var other = await IdentityServer.StartAsync(
            journal: server.Journal, time: server.Time, organizationId: "other",
            people: "people: [{id: max, name: Max, role: ADMINISTRATOR}]");
        var theirs = await other.AdministratorAsync();
        var client = await other.AskAsync("POST", "/api/v2/oauth/clients", theirs, new { name = "x", role = "INTEGRATION" });
        var key = await other.AskAsync("POST", "/api/v2/apikeys", theirs, """{"name":"k","permissions":["alerts:alert:view"]}""");
        var code = await other.AskAsync("POST", "/api/v2/people/max/signincodes", theirs);
        var ours = await server.AdministratorAsync();

        Assert.Equal((404, "not.found"), await CodeAsync(server, "GET", "/api/v2/oauth/clients/" + client.Text("id"), ours));
        Assert.Equal((404, "not.found"), await CodeAsync(server, "DELETE", "/api/v2/oauth/clients/" + client.Text("id"), ours));
        Assert.Equal((404, "not.found"), await CodeAsync(server, "DELETE", "/api/v2/apikeys/" + key.Text("id"), ours));
        Assert.Equal((404, "not.found"), await CodeAsync(server, "GET", "/api/v2/people/max", ours));
        Assert.Equal((404, "not.found"), await CodeAsync(server, "POST", "/api/v2/people/max/signincodes", ours));
        Assert.Equal("0", (await server.AskAsync("GET", "/api/v2/oauth/clients", ours)).Text("total"));
        Assert.Equal("0", (await server.AskAsync("GET", "/api/v2/apikeys", ours)).Text("total"));
        Assert.DoesNotContain("max", (await server.AskAsync("GET", "/api/v2/audit", ours)).Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SignInAsync(code.Text("code")!)).Status);
        Assert.Equal((401, "bad.credentials"), await CodeAsync(server, "GET", "/api/v2/people/max", key.Text("key")));
    }

    [Fact]
    public async Task Revocation_WhenSentWithAToken_EndsItAndItsSignIn()
    {
        await using var server = await IdentityServer.StartAsync();
        var signedIn = await server.SignInAsAsync("ana", await server.AdministratorAsync());

        var revoked = await server.AskAsync("POST", "/api/v2/oauth/tokens/revocation", signedIn.Text("access_token"));

        Assert.Equal(HttpStatusCode.NoContent, revoked.Status);
        Assert.Equal((401, "bad.credentials"), await CodeAsync(server, "GET", "/api/v2/people/ana", signedIn.Text("access_token")));
        Assert.Equal("invalid_grant", (await server.RefreshAsync(signedIn.Text("refresh_token")!)).Text("error"));
    }

    private static async Task<(int Status, string? Code)> CodeAsync(IdentityServer server, string method, string path, string? token)
    {
        var answer = await server.AskAsync(method, path, token);
        return ((int)answer.Status, answer.Text("code"));
    }
}

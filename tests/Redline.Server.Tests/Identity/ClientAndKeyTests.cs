using System.Net;
using Redline.Server.Identity;

namespace Redline.Server.Tests.Identity;

public sealed class ClientAndKeyTests
{
    private const string Clients = "/api/v2/oauth/clients";
    private const string Keys = "/api/v2/apikeys";

    [Fact]
    public async Task Client_WhenMade_ShowsItsSecretOnceAndKeepsItsHashOnly()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();

        var made = await server.AskAsync("POST", Clients, administrator, new { name = "CRM", role = "INTEGRATION" });
        var shown = await server.AskAsync("GET", made.Text("selfUri")!, administrator);
        var listed = await server.AskAsync("GET", Clients, administrator);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Null(shown.Text("secret"));
        Assert.Equal(("CRM", "INTEGRATION", "person:zoe"), (shown.Text("name"), shown.Text("role"), shown.Text("createdBy")));
        Assert.DoesNotContain(made.Text("secret")!, listed.Json.GetRawText() + await server.RecordsAsync("oauth-clients"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_WhenDeleted_EndsItsTokens()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        var made = await server.AskAsync("POST", Clients, administrator, new { name = "CRM", role = "INTEGRATION" });
        var credentials = $"{made.Text("id")}:{made.Text("secret")}";
        var token = (await server.AskTokenAsync(credentials, ("grant_type", "client_credentials"))).Text("access_token")!;

        Assert.Equal(HttpStatusCode.NoContent, (await server.AskAsync("DELETE", made.Text("selfUri")!, administrator)).Status);

        Assert.Null(await server.CallerOfAsync(token));
        Assert.Equal("invalid_client", (await server.AskTokenAsync(credentials, ("grant_type", "client_credentials"))).Text("error"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.AskAsync("DELETE", made.Text("selfUri")!, administrator)).Status);
    }

    [Theory]
    [InlineData("[]", "body.object")]
    [InlineData("{}", "field.required")]
    [InlineData("""{"name":"x"}""", "client.rights.none")]
    [InlineData("""{"name":"x","role":"INTEGRATION","permissions":[]}""", "client.rights.both")]
    [InlineData("""{"name":"x","role":"KING"}""", "role.unknown")]
    [InlineData("""{"name":"x","permissions":["a:b:c"]}""", "permission.unknown")]
    [InlineData("""{"name":"x","personId":"nobody"}""", "person.unknown")]
    [InlineData("""{"name":"x","role":"AGENT","more":1}""", "field.unknown")]
    [InlineData("""{"name":7,"role":"AGENT"}""", "field.text")]
    [InlineData("""{"name":"x","permissions":[1]}""", "field.list")]
    public async Task Client_WhenBodyIsWrong_NamesTheProblem(string body, string code)
    {
        await using var server = await IdentityServer.StartAsync();

        var answer = await server.AskAsync("POST", Clients, await server.AdministratorAsync(), body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(code, answer.Json.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("errorCode").GetString()));
        Assert.Equal(0, await server.CountAsync("oauth-clients"));
    }

    [Theory]
    [InlineData("""{"name":"x","name":"y","role":"AGENT"}""", "body.json")]
    [InlineData("""{"name":"\ud800","role":"AGENT"}""", "body.text")]
    [InlineData("""{"\ud800":1,"name":"x","role":"AGENT"}""", "body.text")]
    public async Task Client_WhenBodyIsNoProperJson_IsRefusedAsAWhole(string body, string code)
    {
        await using var server = await IdentityServer.StartAsync();

        var answer = await server.AskAsync("POST", Clients, await server.AdministratorAsync(), body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Json.GetProperty("code").GetString()));
        Assert.Equal(0, await server.CountAsync("oauth-clients"));
    }

    [Fact]
    public async Task Client_WhenSeveralThingsAreWrong_NamesThemAll()
    {
        await using var server = await IdentityServer.StartAsync();

        var answer = await server.AskAsync("POST", Clients, await server.AdministratorAsync(), """{"name":"","role":"KING","personId":5}""");

        Assert.Equal(["name", "role", "personId"], answer.Json.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("fieldName").GetString()));
    }

    [Fact]
    public async Task Client_WhenItsMakerHoldsLess_IsRefused()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        var made = await server.AskAsync("POST", Clients, administrator, """{"name":"x","permissions":["identity:client:edit","identity:person:edit"]}""");
        var limited = (await server.AskTokenAsync($"{made.Text("id")}:{made.Text("secret")}", ("grant_type", "client_credentials"))).Text("access_token");

        foreach (var body in new[] { """{"name":"y","role":"ADMINISTRATOR"}""", """{"name":"y","personId":"zoe"}""", """{"name":"y","permissions":["audit:entry:view"]}""" })
        {
            var answer = await server.AskAsync("POST", Clients, limited, body);
            Assert.Contains("permission.exceeds", answer.Json.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await server.AskAsync("POST", "/api/v2/people/zoe/signincodes", limited)).Status);
    }

    [Fact]
    public async Task Key_WhenMade_IsABearerTokenWithThosePermissionsUntilItExpires()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();

        var made = await server.AskAsync("POST", Keys, administrator, """{"name":"k","permissions":["audit:entry:view"],"expiresInSeconds":60}""");
        var key = made.Text("key")!;

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(HttpStatusCode.OK, (await server.AskAsync("GET", "/api/v2/audit", key)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.AskAsync("GET", Clients, key)).Status);
        Assert.DoesNotContain(key, (await server.AskAsync("GET", Keys, administrator)).Json.GetRawText() + await server.RecordsAsync("api-keys"), StringComparison.Ordinal);
        server.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.AskAsync("GET", "/api/v2/audit", key)).Status);
        Assert.Equal("0", (await server.AskAsync("GET", Keys, administrator)).Text("total"));
    }

    [Theory]
    [InlineData("""{"name":"k","permissions":[]}""", "permission.none")]
    [InlineData("""{"name":"k","permissions":["apiKeys:key:add"]}""", "permission.not.grantable")]
    [InlineData("""{"name":"k","permissions":["nothing"]}""", "permission.unknown")]
    [InlineData("""{"name":"k","permissions":["audit:entry:view"],"expiresInSeconds":1e99}""", "field.whole")]
    public async Task Key_WhenBodyIsWrong_NamesTheProblem(string body, string code)
    {
        await using var server = await IdentityServer.StartAsync();

        var answer = await server.AskAsync("POST", Keys, await server.AdministratorAsync(), body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(code, answer.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WhenItsMakerLosesAPermissionOrGoes_LosesItToo()
    {
        await using var server = await IdentityServer.StartAsync();
        var key = (await server.AskAsync("POST", Keys, await server.AdministratorAsync(), """{"name":"k","permissions":["audit:entry:view","alerts:alert:view"]}""")).Text("key")!;
        const string demoted = "people: [{id: zoe, name: Zoe, role: SUPERVISOR}, {id: ida, name: Ida, role: ADMINISTRATOR}]";

        Assert.Empty(await server.ReloadAsync(demoted));
        Assert.Equal([Permissions.AlertView], (await server.CallerOfAsync(key))!.Permissions);

        Assert.Empty(await server.ReloadAsync("people: [{id: ida, name: Ida, role: ADMINISTRATOR}]"));
        Assert.Null(await server.CallerOfAsync(key));
        Assert.Equal(0, await server.CountAsync("api-keys"));
    }

    [Fact]
    public async Task Key_WhenDeletedOrRevokedByItself_Ends()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        var first = await server.AskAsync("POST", Keys, administrator, """{"name":"a","permissions":["audit:entry:view"]}""");
        var second = await server.AskAsync("POST", Keys, administrator, """{"name":"b","permissions":["audit:entry:view"]}""");

        await server.AskAsync("DELETE", $"{Keys}/{first.Text("id")}", administrator);
        await server.AskAsync("POST", "/api/v2/oauth/tokens/revocation", second.Text("key"));

        Assert.Null(await server.CallerOfAsync(first.Text("key")!));
        Assert.Null(await server.CallerOfAsync(second.Text("key")!));
    }
}

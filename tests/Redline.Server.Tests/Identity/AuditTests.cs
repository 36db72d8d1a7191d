using Redline.Server.Identity;

namespace Redline.Server.Tests.Identity;

public sealed class AuditTests
{
    [Fact]
    public async Task Audit_WhenThingsHappen_ListsThemNewestFirstInPages()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        await server.SignInAsync("wrong");
        var client = await server.AskAsync("POST", "/api/v2/oauth/clients", administrator, new { name = "CRM", role = "INTEGRATION" });
        await server.AskAsync("DELETE", client.Text("selfUri")!, administrator);

        var page = await server.AskAsync("GET", "/api/v2/audit?pageSize=3", administrator);
        var next = await server.AskAsync("GET", page.Text("nextUri")!, administrator);
        var actions = page.Json.GetProperty("entities").EnumerateArray().Select(e => e.GetProperty("action").GetString());
        var earlier = next.Json.GetProperty("entities").EnumerateArray().Select(e => e.GetProperty("action").GetString());

        Assert.Equal(["client.deleted", "client.created", "signin.refused"], actions);
        Assert.Equal(["signin.succeeded", "signincode.created", "person.created"], earlier);
        var newest = page.Json.GetProperty("entities")[0];
        Assert.Equal("person:zoe", newest.GetProperty("actor").GetString());
        Assert.Equal("client:" + client.Text("id"), newest.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Audit_WhenFull_DropsTheOldestAndGoesOnCountingAfterARestart()
    {
        var directory = IdentityServer.NewDirectory();
        var options = new IdentityOptions { MaxAuditEntries = 10 };
        string last;
        await using (var server = await IdentityServer.StartAsync(options, directory))
        {
            for (var i = 0; i < 12; i++) await server.Parts.Audit.RecordAsync(new(null, $"test.{i}"), TestContext.Current.CancellationToken);
            Assert.Equal(10, await server.CountAsync("audit"));
            last = (await server.RecordsAsync("audit")).Split('\n')[^1];
        }

        await using var again = await IdentityServer.StartAsync(options, directory);
        await again.Parts.Audit.RecordAsync(new(null, "test.last"), TestContext.Current.CancellationToken);

        var lines = (await again.RecordsAsync("audit")).Split('\n');
        Assert.Equal(10, lines.Length);
        Assert.Equal(last, lines[^2]);
        Assert.Contains("test.last", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_WhenTheBoundIsLowered_DropsWhatIsOverIt()
    {
        var directory = IdentityServer.NewDirectory();
        await using (var server = await IdentityServer.StartAsync(directory: directory))
        {
            for (var i = 0; i < 20; i++) await server.Parts.Audit.RecordAsync(new(null, $"test.{i}"), TestContext.Current.CancellationToken);
        }

        await using var again = await IdentityServer.StartAsync(new IdentityOptions { MaxAuditEntries = 10 }, directory);
        await again.Parts.Audit.RecordAsync(new(null, "test.last"), TestContext.Current.CancellationToken);

        Assert.Equal(10, await again.CountAsync("audit"));
    }

    [Fact]
    public async Task Secrets_WhenUsedEverywhere_AreInNoLogRecordOrError()
    {
        await using var server = await IdentityServer.StartAsync();
        var code = await server.RecoverAsync();
        var signedIn = await server.SignInAsync(code);
        var administrator = signedIn.Text("access_token")!;
        var refreshed = await server.RefreshAsync(signedIn.Text("refresh_token")!);
        server.Time.Advance(TimeSpan.FromSeconds(60)); // from now on a second use is one too many
        var client = await server.AskAsync("POST", "/api/v2/oauth/clients", administrator, new { name = "CRM", role = "INTEGRATION" });
        var key = await server.AskAsync("POST", "/api/v2/apikeys", administrator, """{"name":"k","permissions":["audit:entry:view"]}""");
        var errors = new[]
        {
            await server.AskTokenAsync($"{client.Text("id")}:guessed-secret", ("grant_type", "client_credentials")),
            await server.SignInAsync(code),
            await server.RefreshAsync(signedIn.Text("refresh_token")!),
            await server.AskAsync("GET", "/api/v2/audit", "guessed-token"),
        };
        string[] secrets =
        [
            code, administrator, client.Text("secret")!, key.Text("key")!, "guessed-secret", "guessed-token",
            .. signedIn.Text("refresh_token")!.Split('.'), .. refreshed.Text("refresh_token")!.Split('.'), refreshed.Text("access_token")!,
        ];

        var written = string.Join('\n', server.Logs.Lines) + string.Join('\n', errors.Select(e => e.Json.GetRawText()));
        foreach (var collection in (string[])["access-tokens", "refresh-tokens", "sign-in-codes", "oauth-clients", "api-keys", "people", "audit"])
            written += await server.RecordsAsync(collection);
        Assert.All(secrets, s => Assert.DoesNotContain(s, written, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_WhenEverythingIsWrong_NamesItAll()
    {
        var options = new IdentityOptions
        {
            AccessTokenLife = TimeSpan.FromSeconds(1.5),
            RefreshTokenLife = TimeSpan.Zero,
            SignInCodeLife = TimeSpan.FromDays(8),
            RequestsPerMinute = 0,
            RequestBurst = 0,
            FreeFailures = 0,
            MaxFailureDelay = TimeSpan.Zero,
            MaxAuditEntries = 9,
            PeopleFile = " ",
        };

        Assert.Empty(new IdentityOptions().Validate());
        Assert.Equal(10, options.Validate().Count);
    }
}

using System.Net;
using Redline.Server.Identity;

namespace Redline.Server.Tests.Identity;

public sealed class TokenGrantTests
{
    [Fact]
    public async Task SignIn_WhenCodeIsUsedTwice_GrantsOnce()
    {
        await using var server = await IdentityServer.StartAsync();
        var code = (await server.BeginAsync())!;

        var first = await server.SignInAsync(code);
        var second = await server.SignInAsync(code);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("Bearer", first.Text("token_type"));
        Assert.Equal("3600", first.Text("expires_in"));
        Assert.True(first.Text("access_token")!.Length >= 43);
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
        Assert.Equal("invalid_grant", second.Text("error"));
    }

    [Fact]
    public async Task SignIn_WhenManyUseOneCodeAtOnce_GrantsOne()
    {
        await using var server = await IdentityServer.StartAsync();
        var code = (await server.BeginAsync())!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.SignInAsync(code)));

        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_WhenCodeIsTooOld_IsRefused()
    {
        await using var server = await IdentityServer.StartAsync();
        var code = (await server.BeginAsync())!;

        server.Time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal("invalid_grant", (await server.SignInAsync(code)).Text("error"));
    }

    [Fact]
    public async Task BeginAsync_WhenOrganizationHasBegun_GivesNoCodeEvenAfterRestart()
    {
        var directory = IdentityServer.NewDirectory();
        string code;
        await using (var server = await IdentityServer.StartAsync(directory: directory, people: "people: []"))
        {
            code = (await server.BeginAsync())!;
            Assert.Null(await server.BeginAsync());
            Assert.DoesNotContain(code, await server.RecordsAsync("sign-in-codes"), StringComparison.Ordinal);
        }

        await using var again = await IdentityServer.StartAsync(directory: directory, people: "people: []");
        Assert.Null(await again.BeginAsync());
        var token = (await again.SignInAsync(code)).Text("access_token");
        Assert.Equal("ADMINISTRATOR", (await again.AskAsync("GET", "/api/v2/people/admin", token)).Text("role"));
    }

    [Fact]
    public async Task Refresh_WhenTokenIsValid_RotatesItAndSurvivesARestart()
    {
        var directory = IdentityServer.NewDirectory();
        string first, second;
        await using (var server = await IdentityServer.StartAsync(directory: directory))
        {
            first = (await server.SignInAsync(await server.RecoverAsync())).Text("refresh_token")!;
            second = (await server.RefreshAsync(first)).Text("refresh_token")!;
        }

        await using var again = await IdentityServer.StartAsync(directory: directory);
        var third = await again.RefreshAsync(second);

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.OK, third.Status);
        Assert.Equal(HttpStatusCode.OK, (await again.AskAsync("GET", "/api/v2/people/zoe", third.Text("access_token"))).Status);
    }

    [Fact]
    public async Task Refresh_WhenOldTokenIsUsedAgain_RevokesEverythingOfThatSignIn()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        var other = await server.SignInAsAsync("ana", administrator);
        var first = await server.SignInAsAsync("ana", administrator);
        var second = await server.RefreshAsync(first.Text("refresh_token")!);

        server.Time.Advance(TimeSpan.FromSeconds(60));
        var reuse = await server.RefreshAsync(first.Text("refresh_token")!);

        Assert.Equal("invalid_grant", reuse.Text("error"));
        Assert.Equal("invalid_grant", (await server.RefreshAsync(second.Text("refresh_token")!)).Text("error"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.AskAsync("GET", "/api/v2/people/ana", second.Text("access_token"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.RefreshAsync(other.Text("refresh_token")!)).Status);
        Assert.Contains("refresh.reused", await server.RecordsAsync("audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WhenTheAnswerWasLost_IsGivenAgainToWhoSendsTheSameToken()
    {
        await using var server = await IdentityServer.StartAsync();
        var first = (await server.SignInAsync(await server.RecoverAsync())).Text("refresh_token")!;
        var lost = await server.RefreshAsync(first);
        server.Time.Advance(TimeSpan.FromSeconds(59));
        var lostToo = await server.RefreshAsync(first);

        var got = await server.RefreshAsync(first);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (lost.Status, lostToo.Status, got.Status));
        Assert.Equal(HttpStatusCode.OK, (await server.RefreshAsync(got.Text("refresh_token")!)).Status);
        Assert.Equal("invalid_grant", (await server.RefreshAsync(lost.Text("refresh_token")!)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenTokenIsTooOld_IsRefused()
    {
        await using var server = await IdentityServer.StartAsync();
        var signedIn = await server.SignInAsync(await server.RecoverAsync());

        server.Time.Advance(TimeSpan.FromDays(30));

        Assert.Equal("invalid_grant", (await server.RefreshAsync(signedIn.Text("refresh_token")!)).Text("error"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientCredentials_WhenRight_GrantsWithoutRefreshToken(bool basic)
    {
        await using var server = await IdentityServer.StartAsync();
        var made = await server.AskAsync("POST", "/api/v2/oauth/clients", await server.AdministratorAsync(), new { name = "CRM", role = "INTEGRATION" });
        var (id, secret) = (made.Text("id")!, made.Text("secret")!);

        var answer = basic
            ? await server.AskTokenAsync($"{id}:{secret}", ("grant_type", "client_credentials"))
            : await server.AskTokenAsync(null, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));
        var caller = await server.CallerOfAsync(answer.Text("access_token")!);

        Assert.Null(answer.Text("refresh_token"));
        Assert.Equal("client:" + id, caller!.SubjectId);
        Assert.Null(caller.Person);
        Assert.Equal(Permissions.Of(PersonRole.Integration).Order(), caller.Permissions.Order());
    }

    [Fact]
    public async Task ClientCredentials_WhenMadeWithPersonId_IsThatPersonWithinBoth()
    {
        await using var server = await IdentityServer.StartAsync();
        var made = await server.AskAsync(
            "POST", "/api/v2/oauth/clients", await server.AdministratorAsync(),
            """{"name":"Desk","personId":"sam","permissions":["pushNotifications:registration:add","eventStreams:stream:edit"]}""");

        var answer = await server.AskTokenAsync($"{made.Text("id")}:{made.Text("secret")}", ("grant_type", "client_credentials"));
        var caller = await server.CallerOfAsync(answer.Text("access_token")!);

        Assert.Equal("person:sam", caller!.SubjectId);
        Assert.Equal(["pushNotifications:registration:add"], caller.Permissions);
        Assert.True(caller.MaySeeQueue("any", "north"));
        Assert.False(caller.MaySeeQueue("any", "south"));
    }

    [Theory]
    [InlineData("grant_type=password", null, 400, "unsupported_grant_type")]
    [InlineData("code=x", null, 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&grant_type=refresh_token", null, 400, "invalid_request")]
    [InlineData("grant_type=refresh_token", null, 400, "invalid_request")]
    [InlineData("grant_type=urn:redline:grant-type:sign-in-code", null, 400, "invalid_request")]
    [InlineData("grant_type=client_credentials", null, 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", "nobody:wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", "nocolon", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_secret=a", "nobody:wrong", 400, "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=garbage", null, 400, "invalid_grant")]
    [InlineData("grant_type=refresh_token&refresh_token=a.b", null, 400, "invalid_grant")]
    public async Task Token_WhenRequestIsWrong_AnswersWithTheWordOfTheRfc(string form, string? basic, int status, string error)
    {
        await using var server = await IdentityServer.StartAsync();
        var fields = form.Split('&').Select(f => f.Split('=', 2)).Select(f => (f[0], f[1])).ToArray();

        var answer = await server.AskTokenAsync(basic, fields);

        Assert.Equal((status, error), ((int)answer.Status, answer.Text("error")));
        Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task Tokens_WhenExpired_AreRemovedFromTheRecords()
    {
        await using var server = await IdentityServer.StartAsync();
        await server.AdministratorAsync();
        var before = await server.CountAsync("access-tokens");

        server.Time.Advance(TimeSpan.FromHours(2));
        await server.AdministratorAsync();

        Assert.Equal((1, 1), (before, await server.CountAsync("access-tokens")));
    }

    [Fact]
    public async Task Tokens_WhenASubjectHasAHundred_TheOldestEnds()
    {
        await using var server = await IdentityServer.StartAsync();
        var made = await server.AskAsync("POST", "/api/v2/oauth/clients", await server.AdministratorAsync(), new { name = "CRM", role = "INTEGRATION" });
        var tokens = new List<string>();
        for (var i = 0; i < 101; i++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            tokens.Add((await server.AskTokenAsync($"{made.Text("id")}:{made.Text("secret")}", ("grant_type", "client_credentials"))).Text("access_token")!);
        }

        Assert.Null(await server.CallerOfAsync(tokens[0]));
        Assert.NotNull(await server.CallerOfAsync(tokens[1]));
        Assert.NotNull(await server.CallerOfAsync(tokens[100]));
    }
}

using System.Net;
using Redline.Server.Identity;

namespace Redline.Server.Tests.Identity;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Request_WhenSubjectHasUsedItsBurst_WaitsWhileOthersDoNot()
    {
        await using var server = await IdentityServer.StartAsync(new IdentityOptions { RequestBurst = 3, RequestsPerMinute = 30 });
        var administrator = await server.AdministratorAsync();
        var ana = (await server.SignInAsAsync("ana", administrator)).Text("access_token");
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await server.AskAsync("GET", "/api/v2/people/ana", ana)).Status);

        var limited = await server.AskAsync("GET", "/api/v2/people/ana", ana);
        var other = await server.AskAsync("GET", "/api/v2/people/zoe", administrator);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        var later = await server.AskAsync("GET", "/api/v2/people/ana", ana);

        Assert.Equal((HttpStatusCode.TooManyRequests, "too.many.requests"), (limited.Status, limited.Text("code")));
        Assert.Equal(TimeSpan.FromSeconds(2), limited.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }

    [Fact]
    public async Task Request_WhenSubjectGetsAnotherToken_HasTheSameLimit()
    {
        await using var server = await IdentityServer.StartAsync(new IdentityOptions { RequestBurst = 2, RequestsPerMinute = 1 });
        var signedIn = await server.SignInAsync(await server.RecoverAsync());
        for (var i = 0; i < 2; i++) await server.AskAsync("GET", "/api/v2/people/zoe", signedIn.Text("access_token"));

        var refreshed = await server.RefreshAsync(signedIn.Text("refresh_token")!);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.AskAsync("GET", "/api/v2/people/zoe", refreshed.Text("access_token"))).Status);
    }
}

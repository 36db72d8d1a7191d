using System.Net;
using Redline.Server.Identity;
using Redline.Server.Identity.Tokens;
using Redline.TestKit;

namespace Redline.Server.Tests.Identity;

public sealed class FailureDelayTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Fail_WhenFailuresGoOn_DoublesTheWaitUpToTheLongest()
    {
        var delays = new FailureDelays(new IdentityOptions { FreeFailures = 2, MaxFailureDelay = TimeSpan.FromSeconds(10) }, _time);
        var waits = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            Assert.Null(delays.Fail("client:a", "here"));
            var wait = delays.Remaining("client:a", "here") ?? TimeSpan.Zero;
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
        }

        Assert.Equal([0, 1, 2, 4, 8, 10, 10], waits);
    }

    [Fact]
    public void Remaining_WhenAnotherSubjectFailedAtTheSameAddress_IsNothing()
    {
        var delays = new FailureDelays(new IdentityOptions { FreeFailures = 1 }, _time);
        delays.Fail("client:a", "farm");

        Assert.NotNull(delays.Remaining("client:a", "farm"));
        Assert.Null(delays.Remaining("client:b", "farm"));
        Assert.Null(delays.Remaining("client:a", "elsewhere"));
    }

    [Fact]
    public void Remaining_WhenManyAddressesGuessAtOneSubject_WaitsEverywhereButNotForLong()
    {
        var delays = new FailureDelays(new IdentityOptions { FreeFailures = 1 }, _time);
        for (var i = 0; i < 40; i++)
        {
            if (delays.Fail("client:a", $"address-{i}") is { } wait) _time.Advance(wait);
        }

        Assert.InRange(delays.Remaining("client:a", "home")!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Fail_WhenMoreSubjectsThanTheTableHolds_ForgetsTheOldest()
    {
        var delays = new FailureDelays(new IdentityOptions { FreeFailures = 1, MaxFailureDelay = TimeSpan.FromMinutes(10) }, _time);
        for (var i = 0; i < 12_000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            delays.Fail($"client:{i}", "here");
        }

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(delays.Remaining("client:0", "here"));
        Assert.NotNull(delays.Remaining("client:11999", "here"));
    }

    [Fact]
    public async Task Token_WhenAClientsSecretIsGuessed_AnswersRetryAfterEvenToTheRightOne()
    {
        await using var server = await IdentityServer.StartAsync();
        var made = await server.AskAsync("POST", "/api/v2/oauth/clients", await server.AdministratorAsync(), new { name = "CRM", role = "INTEGRATION" });
        var (id, secret) = (made.Text("id"), made.Text("secret"));
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.AskTokenAsync($"{id}:guess{i}", ("grant_type", "client_credentials"))).Status);

        var slowed = await server.AskTokenAsync($"{id}:{secret}", ("grant_type", "client_credentials"));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        var later = await server.AskTokenAsync($"{id}:{secret}", ("grant_type", "client_credentials"));

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), slowed.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }

    [Fact]
    public async Task Token_WhenCodesAreGuessedFromAnAddress_StillTakesARightOneFromThere()
    {
        await using var server = await IdentityServer.StartAsync();
        var code = (await server.BeginAsync())!;
        Answer? last = null;
        for (var i = 0; i < 7; i++) last = await server.SignInAsync($"guess-{i}");

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.Status);
        Assert.NotNull(last.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await server.SignInAsync(code)).Status);

        // What has to wait is not recorded either: guessing does not fill the log.
        Assert.Equal(5, (await server.RecordsAsync("audit")).Split("signin.refused").Length - 1);
    }
}

using Redline.Server.Identity;

namespace Redline.Server.Tests.Desktop;

/// <summary>The token of the first frame is what lets a desktop in.</summary>
public sealed class DesktopTokenTests
{
    [Fact]
    public async Task TokenInvalid_WhenItWasNeverIssued_ClosesWithoutReconnect()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal(("token.invalid", false), await RefusalAsync(server, "never-issued"));
    }

    [Fact]
    public async Task TokenInvalid_WhenOneCharacterIsWrong_ClosesWithoutReconnect()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);

        Assert.Equal(("token.invalid", false), await RefusalAsync(server, (token[0] == 'a' ? 'b' : 'a') + token[1..]));
    }

    [Fact]
    public async Task TokenInvalid_WhenItIsTheHashThatIsKept_ClosesWithoutReconnect()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);

        Assert.Equal(("token.invalid", false), await RefusalAsync(server, Secrets.Hash(token)));
    }

    [Fact]
    public async Task TokenInvalid_WhenItIsOfAnotherServer_ClosesWithoutReconnect()
    {
        await using var server = await RunningServer.StartAsync();
        await using var other = await RunningServer.StartAsync();

        Assert.Equal(("token.invalid", false), await RefusalAsync(server, other.Tokens.Issue(RunningServer.Ana)));
    }

    [Fact]
    public async Task TokenInvalid_WhenItIsTheSignInCode_ClosesWithoutReconnect()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal(("token.invalid", false), await RefusalAsync(server, RunningServer.Code));
    }

    [Fact]
    public async Task TokenInvalid_WhenItHasExpired_ClosesWithoutReconnect()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);

        server.Wall.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("token.invalid", false), await RefusalAsync(server, token));
    }

    [Fact]
    public async Task Hello_WhenTheTokenIsAboutToExpire_IsTaken()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);

        server.Wall.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        using var desktop = await TestDesktop.JoinAsync(server.Address, token);

        Assert.Equal(1, server.Hub.Sessions);
    }

    private static async Task<(string Code, bool Reconnect)> RefusalAsync(RunningServer server, string token)
    {
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        await desktop.SendAsync(TestDesktop.HelloText(token));
        var closing = await desktop.ClosingAsync();
        Assert.Equal(0, server.Hub.Sessions);
        return closing;
    }
}

using System.Net;
using Redline.Server.Desktop;

namespace Redline.Server.Tests.Desktop;

/// <summary>Who gets a socket at all.</summary>
public sealed class DesktopDoorTests
{
    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task Open_WhenThePageIsOfAnotherOrigin_IsForbidden(string origin)
    {
        await using var server = await RunningServer.StartAsync();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => TestDesktop.OpenAsync(server.Address, origin));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Open_WhenThePageIsOfThisServer_IsAllowed()
    {
        await using var server = await RunningServer.StartAsync();

        using var desktop = await TestDesktop.OpenAsync(
            server.Address, server.Address.GetLeftPart(UriPartial.Authority));
        await desktop.SayHelloAsync(server.Tokens.Issue(RunningServer.Ana));

        Assert.Equal(1, server.Hub.Sessions);
    }

    [Fact]
    public async Task Open_WhenItIsNoWebSocket_AsksForOne()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();

        using var answer = await client.GetAsync(DesktopEndpoint.Path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.Contains(
            "desktop.websocket.required",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_WhenAllPlacesAreTaken_IsRefusedUntilOneIsFree()
    {
        await using var server = await RunningServer.StartAsync(new DesktopOptions { MaxSessions = 2 });
        using var first = await server.JoinAsync();
        using var silent = await TestDesktop.OpenAsync(server.Address);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => TestDesktop.OpenAsync(server.Address));
        await server.ConversationEndedAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        await first.CloseAsync();
        await server.ConversationEndedAsync();
        using var next = await server.JoinAsync();
        Assert.Equal(1, server.Hub.Sessions);
    }
}

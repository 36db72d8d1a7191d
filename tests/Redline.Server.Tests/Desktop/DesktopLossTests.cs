using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Redline.Server.Desktop;

namespace Redline.Server.Tests.Desktop;

/// <summary>Desktops that do not read, fall silent, or break off, and what the others notice of it: nothing.</summary>
public sealed class DesktopLossTests
{
    private const int Frames = 320;

    // 320 of these are far more than the buffers of a loopback connection hold.
    private static readonly string LongName = new('q', 64 * 1024);

    [Fact]
    public async Task SlowDesktop_WhenItReadsAgain_HasTheStateAndTheOthersMissedNothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var narrow = NarrowConnection();
        using var slow = await TestDesktop.OpenAsync(server.Address, through: narrow);
        await slow.SayHelloAsync(server.Tokens.Issue(RunningServer.Ana));
        using var other = await server.JoinAsync();

        var told = new List<JsonElement>();
        for (var i = 0; i <= Frames; i++)
        {
            await server.ReportAsync("sales", i % 2 == 0 ? 1 : 0, LongName);
            told.Add(await other.NextAsync("alert"));
            Assert.Equal(other.Reset.Offset() + i + 1, told[^1].Offset());
        }

        // What it did not read in time was not kept for it: of each alert it hears the last, and it ends with the same.
        var heard = await slow.UntilPongAsync(1);
        Assert.True(heard.Count < told.Count, "It was told everything one by one.");
        Assert.Equal(heard.Select(f => f.Offset()).Order(), heard.Select(f => f.Offset()));
        Assert.Equal(FrameReading.OpenAfter([], told), FrameReading.OpenAfterSome([], heard));
        Assert.Equal(2, server.Hub.Sessions);
    }

    [Fact]
    public async Task SlowDesktop_WhenOneFrameTakesTooLong_IsAbandoned()
    {
        await using var server = await RunningServer.StartAsync();
        using var narrow = NarrowConnection();
        using var slow = await TestDesktop.OpenAsync(server.Address, through: narrow);
        await slow.SayHelloAsync(server.Tokens.Issue(RunningServer.Ana));

        for (var i = 0; i < Frames; i++)
        {
            await server.ReportAsync("sales", i % 2 == 0 ? 1 : 0, LongName);
            await server.CommittedAsync();
        }

        // The two that look now and then, and the limit of the frame the network does not take.
        await server.Wall.WaitForTimersAsync(3, TestContext.Current.CancellationToken).InTime();
        server.Wall.Advance(TimeSpan.FromSeconds(10));

        await server.ConversationEndedAsync();
        Assert.Equal(0, server.Hub.Sessions);
    }

    [Fact]
    public async Task Silence_WhenItLastsTooLong_EndsTheSessionAndEveryFrameBeginsItAnew()
    {
        var options = new DesktopOptions();
        await using var server = await RunningServer.StartAsync(options);
        using var desktop = await server.JoinAsync();
        await desktop.UntilPongAsync(1);

        server.Wall.Advance(options.SilenceTimeout - TimeSpan.FromMilliseconds(1));
        await desktop.UntilPongAsync(2);
        server.Wall.Advance(options.SilenceTimeout - TimeSpan.FromMilliseconds(1));
        await desktop.UntilPongAsync(3);
        server.Wall.Advance(options.SilenceTimeout + options.SweepInterval);

        await server.ConversationEndedAsync();
        Assert.Equal(0, server.Hub.Sessions);
        await Assert.ThrowsAsync<WebSocketException>(desktop.ReceiveAsync);
    }

    [Fact]
    public void SilenceTimeout_WhenNotChosen_IsNoShorterThanTheProtocolAsks() =>
        Assert.True(new DesktopOptions().SilenceTimeout >= TimeSpan.FromSeconds(75));

    [Fact]
    public async Task BrokenSocket_WhenADesktopVanishes_LeavesTheOthersAlone()
    {
        await using var server = await RunningServer.StartAsync();
        var vanishing = await server.JoinAsync();
        using var staying = await server.JoinAsync();

        vanishing.Dispose();
        await server.ConversationEndedAsync();
        await server.ReportAsync("sales", 1);

        Assert.Equal("sales", (await staying.NextAsync("alert")).Alert().Text("queueId"));
        Assert.Equal(1, server.Hub.Sessions);
        Assert.Empty(server.Logs.Errors);
    }

    private static HttpMessageInvoker NarrowConnection() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}

using System.Net.WebSockets;
using System.Text;

namespace Redline.Server.Tests.Desktop;

/// <summary>One test for each way a session ends by the server's will, except slow desktops.</summary>
public sealed class DesktopClosingTests
{
    [Fact]
    public async Task HelloTimeout_WhenNothingIsSaidInTime_ClosesWithReconnect()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        await server.Wall.WaitForTimersAsync(1, TestContext.Current.CancellationToken);

        server.Wall.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(("hello.timeout", true), await desktop.ClosingAsync());
        await server.ConversationEndedAsync();
    }

    [Theory]
    [InlineData("not JSON", "hello")]
    [InlineData("an array", "[]")]
    [InlineData("a text", "\"hello\"")]
    [InlineData("nothing", "")]
    [InlineData("two values", """{"type":"ping","id":1}{"type":"ping","id":1}""")]
    [InlineData("no type", """{"id":1}""")]
    [InlineData("an unknown type", """{"type":"token","token":"t"}""")]
    [InlineData("a type that is no text", """{"type":1}""")]
    [InlineData("a lone surrogate", """{"type":"hello","protocol":1,"token":"\ud800"}""")]
    [InlineData("too deep", """{"type":"ping","id":1,"x":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}""")]
    [InlineData("a ping before the hello", """{"type":"ping","id":1}""")]
    [InlineData("an empty token", """{"type":"hello","protocol":1,"token":""}""")]
    [InlineData("a fraction of a version", """{"type":"hello","protocol":1.5,"token":"t"}""")]
    public async Task FrameInvalid_WhenTheFirstFrameIsNoHello_ClosesWithoutReconnect(string what, string frame)
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);

        await desktop.SendAsync(frame);

        Assert.Equal((what, ("frame.invalid", false)), (what, await desktop.ClosingAsync()));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("ping")]
    [InlineData("{}")]
    [InlineData("""{"type":"ping","id":"1"}""")]
    [InlineData("""{"type":"ping","id":1.5}""")]
    public async Task FrameInvalid_WhenASessionSaysWhatIsNoFrame_ClosesWithoutReconnect(string frame)
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);
        using var desktop = await TestDesktop.JoinAsync(server.Address, token);

        await desktop.SendAsync(frame == "hello" ? TestDesktop.HelloText(token) : frame);

        Assert.Equal(("frame.invalid", false), await desktop.ClosingAsync());
        await server.ConversationEndedAsync();
        Assert.Equal(0, server.Hub.Sessions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FrameInvalid_WhenTheMessageIsBinary_ClosesWithoutReconnect(bool afterHello)
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        if (afterHello) await desktop.SayHelloAsync(token);

        await desktop.SendAsync(Encoding.UTF8.GetBytes(TestDesktop.HelloText(token)), WebSocketMessageType.Binary);

        Assert.Equal(("frame.invalid", false), await desktop.ClosingAsync());
    }

    [Theory]
    [InlineData(16 * 1024 + 1, true)]
    [InlineData(16 * 1024 + 1, false)]
    [InlineData(8 << 20, true)]
    [InlineData(8 << 20, false)]
    public async Task FrameTooLarge_WhenItIsOverSixteenKibibytes_ClosesWithoutReconnect(int length, bool afterHello)
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        if (afterHello) await desktop.SayHelloAsync(token);

        // A desktop in the middle of a large frame must be able to hear why it is closed.
        var sending = desktop.SendAsync(TestDesktop.HelloText(token).PadRight(length));
        Assert.Equal(("frame.too.large", false), await desktop.ClosingAsync(sending));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task ProtocolUnsupported_WhenTheVersionIsAnother_ClosesWithoutReconnect(int version)
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);

        await desktop.SendAsync($$"""{"type":"hello","protocol":{{version}},"token":"any","position":null}""");

        Assert.Equal(("protocol.unsupported", false), await desktop.ClosingAsync());
    }

    [Fact]
    public async Task ServerStopping_WhenItShutsDown_TellsEveryDesktopAndEnds()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.JoinAsync();
        using var second = await server.JoinAsync();

        var stopping = server.StopAsync();

        Assert.Equal(("server.stopping", true), await first.ClosingAsync());
        Assert.Equal(("server.stopping", true), await second.ClosingAsync());
        await stopping;
    }

    [Fact]
    public async Task ServerStopping_WhenTheHelloComesTooLate_IsToldInsteadOfTheState()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);

        var token = server.Tokens.Issue(RunningServer.Ana);
        var registration = await TestDesktop.RegisterAsync(server.Address, token);
        await server.Hub.StopAsync();
        await desktop.SendAsync(TestDesktop.HelloText(token, registration));

        Assert.Equal(("server.stopping", true), await desktop.ClosingAsync());
    }
}

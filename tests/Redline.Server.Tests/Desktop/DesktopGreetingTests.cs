using Redline.Server.Desktop;

namespace Redline.Server.Tests.Desktop;

public sealed class DesktopGreetingTests
{
    [Fact]
    public async Task Hello_WhenTheTokenIsValid_IsAnsweredByHelloResetAndCompleteMetrics()
    {
        await using var server = await RunningServer.StartAsync(new DesktopOptions { HeartbeatSeconds = 17 });
        await server.ReportAsync("sales", 3, "Sales");
        await server.ReportAsync("loans", 0, "Loans");
        server.OrganizationTime.Advance(TimeSpan.FromSeconds(2));
        await server.CommittedAsync();

        using var desktop = await server.JoinAsync();

        Assert.Equal(1, desktop.Hello.GetProperty("protocol").GetInt32());
        Assert.Equal(17, desktop.Hello.GetProperty("heartbeatSeconds").GetInt32());
        Assert.Equal(
            """{"now":"2026-03-02T08:00:02.000Z","speed":1}""", desktop.Hello.GetProperty("clock").GetRawText());
        Assert.Equal(
            """{"id":"ana","name":"Ana Weber","role":"AGENT"}""", desktop.Hello.GetProperty("person").GetRawText());
        Assert.Equal(desktop.Hello.Text("epoch"), desktop.Reset.Text("epoch"));
        Assert.Equal(desktop.Hello.Offset(), desktop.Reset.Offset());
        Assert.True(desktop.Metrics.GetProperty("complete").GetBoolean());
        Assert.Equal(
            ["loans Loans voice 0 LIVE", "sales Sales voice 3 LIVE"],
            desktop.Metrics.GetProperty("queues").EnumerateArray().Select(q =>
                $"{q.Text("queueId")} {q.Text("queueName")} {q.Text("mediaType")} {q.GetProperty("waitingCount")} "
                + q.Text("state")).Order());
    }

    [Fact]
    public async Task Reset_WhenAlertsOpenedAndResolved_HoldsExactlyTheOpenOnesOfStreamsThatNotify()
    {
        await using var server = await RunningServer.StartAsync();
        await server.ReportAsync("over", 1);
        await server.ReportAsync("open", 1);
        await server.ReportAsync("worse", 1);
        await server.ReportAsync("worse", 5);
        await server.ReportAsync("over", 0);
        await server.CommittedAsync();

        using var desktop = await server.JoinAsync();

        Assert.Equal(
            ["open WARNING waiting revision 1", "worse CRITICAL waiting revision 2"],
            desktop.Reset.GetProperty("alerts").EnumerateArray().Select(a =>
                $"{a.Text("queueId")} {a.Text("severity")} {a.Text("streamId")} revision {a.GetProperty("revision")}"));
    }

    [Fact]
    public async Task Metrics_WhenAQueueChanged_NameTheChangedQueueOnly()
    {
        await using var server = await RunningServer.StartAsync();
        await server.ReportAsync("same", 0);
        await server.ReportAsync("same again", 0);
        server.OrganizationTime.Advance(TimeSpan.FromSeconds(2));
        await server.CommittedAsync();
        using var desktop = await server.JoinAsync();

        await server.ReportAsync("same again", 0);
        await server.ReportAsync("new", 0);
        server.OrganizationTime.Advance(TimeSpan.FromSeconds(2));
        await server.CommittedAsync();

        var metrics = await desktop.NextAsync("metrics");
        Assert.False(metrics.GetProperty("complete").GetBoolean());
        Assert.Equal("new", Assert.Single(metrics.GetProperty("queues").EnumerateArray()).Text("queueId"));
    }

    [Fact]
    public async Task Hello_WhenSaidJustInTime_IsTaken()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        await server.Wall.WaitForTimersAsync(1, TestContext.Current.CancellationToken);

        server.Wall.Advance(TimeSpan.FromMilliseconds(4_999));
        await desktop.SayHelloAsync(server.Tokens.Issue(RunningServer.Ana));

        Assert.Equal(1, server.Hub.Sessions);
    }

    [Fact]
    public async Task Hello_WhenExactlySixteenKibibytes_IsTaken()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        var token = server.Tokens.Issue(RunningServer.Ana);
        var hello = TestDesktop.HelloText(token, await TestDesktop.RegisterAsync(server.Address, token));

        await desktop.SendAsync(hello.PadRight(16 * 1024));
        await desktop.HearGreetingAsync();

        Assert.Equal("ana", desktop.Hello.GetProperty("person").Text("id"));
    }

    [Fact]
    public async Task Ping_WhenJoined_IsAnsweredWithItsId()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await server.JoinAsync();

        await desktop.SendAsync("""{"type":"ping","id":9007199254740991}""");
        await desktop.SendAsync("""{"type":"ping","id":8,"unknown":[1]}""");

        Assert.Equal(9_007_199_254_740_991, (await desktop.NextAsync("pong")).GetProperty("id").GetInt64());
        Assert.Equal(8, (await desktop.NextAsync("pong")).GetProperty("id").GetInt64());
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redline.Server.Tests.Desktop;

/// <summary>Coming back over real sockets: with a position, without one, and after what cannot be resumed.</summary>
public sealed class DesktopResumeTests
{
    [Fact]
    public async Task Hello_WhenThePositionIsHeld_GivesWhatWasMissedAndNoReset()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.JoinAsync(RunningServer.Sam);
        await server.ReportAsync("sales", 1);
        var seen = await first.NextAsync("alert");
        first.Dispose();

        await server.ReportAsync("sales", 5);
        await server.ReportAsync("loans", 1);
        await server.CommittedAsync();
        using var again = await ReturnAsync(server, PositionOf(first, seen.Offset()));

        await again.NextAsync("hello");
        Assert.Equal(["sales CRITICAL", "loans WARNING"], (await again.AlertsAsync(2)).Select(Line));
        Assert.True((await again.NextAsync("metrics")).GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task Hello_WhenAnAlertChangedTwiceMeanwhile_GivesTheLastOnly()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.JoinAsync(RunningServer.Sam);
        await server.ReportAsync("sales", 1);
        await server.ReportAsync("sales", 5);
        await server.ReportAsync("sales", 0);
        await server.CommittedAsync();
        using var again = await ReturnAsync(server, PositionOf(first, first.Reset.Offset()));

        await again.NextAsync("hello");
        Assert.Equal("RESOLVED", (await again.NextAsync("alert")).Alert().Text("state"));
        await again.NextAsync("metrics");
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData(null, 1_000_000)]
    [InlineData(null, -1)]
    public async Task Hello_WhenThePositionIsNotHeld_GivesAReset(string? epoch, long offset)
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.JoinAsync(RunningServer.Sam);
        await server.ReportAsync("sales", 1);
        await server.CommittedAsync();
        using var again = await ReturnAsync(server, new() { ["epoch"] = epoch ?? first.Reset.Text("epoch"), ["offset"] = offset });

        await again.HearGreetingAsync();
        Assert.Equal("sales", Assert.Single(again.Reset.GetProperty("alerts").EnumerateArray()).Text("queueId"));
    }

    [Fact]
    public async Task Alert_WhenItIsOfAQueueThePersonMayNotSee_IsNotTold()
    {
        await using var server = await RunningServer.StartAsync();
        using var kim = await server.JoinAsync(RunningServer.Kim);
        await server.ReportAsync("sales", 1);
        await server.ReportAsync("claims", 1);

        Assert.Equal("claims", (await kim.NextAsync("alert")).Alert().Text("queueId"));
        using var again = await server.JoinAsync(RunningServer.Kim);
        Assert.Equal("claims", Assert.Single(again.Reset.GetProperty("alerts").EnumerateArray()).Text("queueId"));
    }

    [Fact]
    public async Task Metrics_WhenQueuesChange_AreThoseThePersonMaySee()
    {
        await using var server = await RunningServer.StartAsync();
        await server.ReportAsync("sales", 0);
        await server.ReportAsync("claims", 0);
        using var sam = await server.JoinAsync(RunningServer.Sam);
        using var kim = await server.JoinAsync(RunningServer.Kim);
        server.OrganizationTime.Advance(TimeSpan.FromSeconds(2));
        await server.CommittedAsync();

        Assert.Equal(["claims", "sales"], QueuesOf(await sam.NextAsync("metrics")));
        Assert.Equal(["claims"], QueuesOf(await kim.NextAsync("metrics")));
    }

    private static async Task<TestDesktop> ReturnAsync(RunningServer server, JsonObject position)
    {
        var token = server.Tokens.Issue(RunningServer.Sam);
        var registration = await TestDesktop.RegisterAsync(server.Address, token);
        var desktop = await TestDesktop.OpenAsync(server.Address);
        await desktop.SendAsync(TestDesktop.HelloText(token, registration, position));
        return desktop;
    }

    private static JsonObject PositionOf(TestDesktop desktop, long offset) =>
        new() { ["epoch"] = desktop.Reset.Text("epoch"), ["offset"] = offset };

    private static string Line(JsonElement frame) => $"{frame.Alert().Text("queueId")} {frame.Alert().Text("severity")}";

    private static IEnumerable<string> QueuesOf(JsonElement metrics) =>
        metrics.GetProperty("queues").EnumerateArray().Select(q => q.Text("queueId")).Order();
}

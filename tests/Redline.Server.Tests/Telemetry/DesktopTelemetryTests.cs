using System.Net;
using System.Text.Json;
using Redline.Server.Desktop;
using Redline.Server.Identity;
using Redline.Server.Telemetry;

namespace Redline.Server.Tests.Telemetry;

/// <summary>What the server sees of desktops, and who may see it.</summary>
public sealed class DesktopTelemetryTests
{
    private static readonly Person Lee = new("lee", "Lee North", PersonRole.Supervisor) { Visible = new([], ["north"]) };

    [Fact]
    public async Task Desktops_WhenOneIsConnected_AreShownWithPersonDeviceAndTransport()
    {
        await using var server = await RunningServer.StartAsync();
        using var sam = new TelemetryCaller(server, RunningServer.Sam);
        using var desktop = await server.JoinAsync();
        server.Wall.Advance(TimeSpan.FromSeconds(7));

        var seen = await sam.GetAsync();

        var online = Assert.Single(seen.GetProperty("online").GetProperty("entities").EnumerateArray());
        Assert.Equal("""{"id":"ana","name":"Ana Weber"}""", online.GetProperty("person").GetRawText());
        Assert.Equal(("BROWSER", "SOCKET"), (online.Text("deviceType"), online.Text("transport")));
        Assert.Equal(("2026-03-02T08:00:00.000Z", "2026-03-02T08:00:00.000Z"), (online.Text("since"), online.Text("lastHeard")));
        Assert.Equal("1 1 0 1 True", Counts(seen, "online", "people", "resumedLastHour", "resetLastHour", "complete"));
        Assert.Empty(seen.GetProperty("drops").EnumerateArray());
    }

    [Fact]
    public async Task Drops_WhenADesktopBreaksOffFallsSilentOrIsClosed_SayWhy()
    {
        var options = new DesktopOptions();
        await using var server = await RunningServer.StartAsync(options);
        using var sam = new TelemetryCaller(server, RunningServer.Sam);
        (await server.JoinAsync()).Dispose();
        await server.ConversationEndedAsync();
        using var wrong = await server.JoinAsync();
        await wrong.SendAsync("""{"type":"dance"}""");
        await wrong.ClosingAsync();
        await server.ConversationEndedAsync();
        using var silent = await server.JoinAsync();
        server.Wall.Advance(options.SilenceTimeout + options.SweepInterval);
        await server.ConversationEndedAsync();

        var seen = await sam.GetAsync();

        Assert.Equal(["silent", "frame.invalid", "gone"], seen.GetProperty("drops").EnumerateArray().Select(d => d.Text("code")));
        Assert.Equal("""{"frame.invalid":1,"gone":1,"silent":1}""", seen.GetProperty("counts").GetProperty("droppedLastHour").GetRawText());

        // An hour later they are no longer of the last hour.
        server.Wall.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal("""{"silent":1}""", await DroppedAfterAsync(server, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Undelivered_WhenAnAlertIsNotPaintedInTime_NamesItUntilItIs()
    {
        await using var server = await RunningServer.StartAsync();
        using var sam = new TelemetryCaller(server, RunningServer.Sam);
        using var desktop = await server.JoinAsync();
        using var other = await server.JoinAsync(RunningServer.Sam);
        await server.ReportAsync("sales", 5, "Sales");
        var alert = (await desktop.NextAsync("alert")).Alert();
        await server.CommittedAsync();

        server.Wall.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty((await sam.GetAsync()).GetProperty("undelivered").EnumerateArray());
        server.OrganizationTime.Advance(TimeSpan.FromSeconds(31));
        var late = Assert.Single((await sam.GetAsync()).GetProperty("undelivered").EnumerateArray());
        await RenderedAsync(desktop, alert.Text("alertId"));
        var later = Assert.Single((await sam.GetAsync()).GetProperty("undelivered").EnumerateArray());
        await RenderedAsync(other, alert.Text("alertId"));
        var last = await sam.GetAsync();

        Assert.Equal((alert.Text("alertId"), "Sales", "CRITICAL", 2), (late.Text("id"), late.Text("queueName"), late.Text("severity"), late.GetProperty("notRendered").GetInt32()));
        Assert.Equal(1, later.GetProperty("notRendered").GetInt32());
        Assert.Empty(last.GetProperty("undelivered").EnumerateArray());
    }

    [Fact]
    public async Task Desktops_WhenTheCallerIsLimited_AreOnlyThoseOfPeopleAndQueuesTheySee()
    {
        await using var server = await RunningServer.StartAsync();
        using var lee = new TelemetryCaller(server, Lee);
        using var kim = new TelemetryCaller(server, RunningServer.Kim);
        using var ofKim = await server.JoinAsync(RunningServer.Kim);
        using var ofAna = await server.JoinAsync();
        await kim.ReportAsync("k", 1);
        await server.ReportAsync("sales", 1);
        await server.CommittedAsync();
        server.Wall.Advance(TimeSpan.FromSeconds(30));
        server.OrganizationTime.Advance(TimeSpan.FromSeconds(40));

        var (ofLee, seenByKim) = (await lee.GetAsync(), await kim.GetAsync());

        // Ana sees every queue, so both see her; Kim sees claims, of no division that is known.
        Assert.Equal(["ana"], PersonsOf(ofLee));
        Assert.Equal(["ana", "kim"], PersonsOf(seenByKim).Order());
        Assert.Equal(("1 0", "2 1"), (Counts(ofLee, "people", "failedRenderingsLastHour"), Counts(seenByKim, "people", "failedRenderingsLastHour")));
        Assert.Empty(seenByKim.GetProperty("undelivered").EnumerateArray());
        Assert.Empty((await lee.GetAsync(TelemetryEndpoints.EventsPath)).GetProperty("events").GetProperty("entities").EnumerateArray());
    }

    [Fact]
    public void Drops_WhenThereAreMoreThanAreKept_LetTheOldestGo()
    {
        var log = new RecentLog<string>(2);
        foreach (var item in (string[])["a", "b", "c"]) log.Add(item);

        Assert.Equal(["c", "b"], log.NewestFirst);
        Assert.Equal("a", log.LastGone);
    }

    [Theory]
    [InlineData("/telemetry", "text/html")]
    [InlineData("/telemetry/page.mjs", "text/javascript")]
    [InlineData("/telemetry/page.css", "text/css")]
    public async Task Page_IsServedUnderTheStrictPolicy(string path, string type)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("default-src 'none'; script-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("(?i)<script>|<style|style=|onclick=|innerHTML|https?://|localStorage|sessionStorage|cookie", text);
    }

    // The token of a caller ends meanwhile: another one asks.
    private static async Task<string> DroppedAfterAsync(RunningServer server, TimeSpan time)
    {
        server.Wall.Advance(time);
        using var sam = new TelemetryCaller(server, RunningServer.Sam);
        return (await sam.GetAsync()).GetProperty("counts").GetProperty("droppedLastHour").GetRawText();
    }

    private static async Task RenderedAsync(TestDesktop desktop, string alertId)
    {
        await desktop.SendAsync($$"""{"type":"receipt","alertId":"{{alertId}}","revision":1,"receipt":"rendered","by":"WIDGET"}""");
        await desktop.UntilPongAsync(1);
    }

    private static string Counts(JsonElement seen, params string[] names) =>
        string.Join(' ', names.Select(n => seen.GetProperty("counts").GetProperty(n).ToString()));

    private static IEnumerable<string> PersonsOf(JsonElement seen) =>
        seen.GetProperty("online").GetProperty("entities").EnumerateArray().Select(d => d.GetProperty("person").Text("id"));
}

using System.Text;
using System.Text.Json;

namespace Redline.Server.Tests.Desktop;

public sealed class DesktopAlertTests
{
    private const int Joiners = 24;
    private const int Reports = 240;

    [Fact]
    public async Task Alert_WhenItTriggersRisesAndResolves_ComesInOrderWithOffsetsWithoutGaps()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await server.JoinAsync();

        await server.ReportAsync("sales", 1, "Sales");
        await server.ReportAsync("sales", 5, "Sales");
        await server.ReportAsync("loans", 2, "Loans");
        await server.ReportAsync("sales", 0, "Sales");
        var frames = await desktop.AlertsAsync(4);

        // The alerts of the stream that tells nobody take numbers too.
        Assert.Equal(
            [
                "A2 revision 1 sales TRIGGERED WARNING from 08:00:01 to -",
                "A2 revision 2 sales TRIGGERED CRITICAL from 08:00:01 to -",
                "A4 revision 1 loans TRIGGERED WARNING from 08:00:03 to -",
                "A2 revision 3 sales RESOLVED CRITICAL from 08:00:01 to 08:00:04",
            ],
            frames.Select(f => Line(f.Alert())));
        var offset = desktop.Reset.Offset();
        Assert.Equal([offset + 1, offset + 2, offset + 3, offset + 4], frames.Select(f => f.Offset()));
        Assert.All(frames, f => Assert.Equal("TOAST", f.Text("presentation")));
        Assert.Equal("conditionCleared", frames[3].Alert().Text("resolvedReason"));
    }

    [Fact]
    public async Task Alert_WhenTwoDesktopsAreConnected_IsTheSameBytesForBoth()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.JoinAsync();
        using var second = await server.JoinAsync();

        await server.ReportAsync("sales", 1, "Verkäufe \"A\"");
        await server.ReportAsync("sales", 0);

        for (var i = 0; i < 2; i++)
        {
            var bytes = await first.ReceiveAsync();
            Assert.Equal("alert", JsonElement.Parse(bytes!).TypeOfFrame());
            Assert.Equal(Encoding.UTF8.GetString(bytes!), Encoding.UTF8.GetString((await second.ReceiveAsync())!));
        }
    }

    [Fact]
    public async Task Join_WhenItRacesWithCommits_EndsWithWhatAllTheOthersHave()
    {
        await using var server = await RunningServer.StartAsync();
        using var reference = await server.JoinAsync();

        var reporting = Task.Run(() => ReportManyAsync(server), TestContext.Current.CancellationToken);
        var joiners = await Task.WhenAll(Enumerable.Range(0, Joiners).Select(_ => Task.Run(() => server.JoinAsync())));
        await reporting;
        await server.CommittedAsync();

        using var last = await server.JoinAsync();
        var truth = FrameReading.OpenAfterSome(AlertsOf(last), []);
        Assert.NotEmpty(truth);
        foreach (var joiner in joiners.Append(reference))
        {
            var frames = await joiner.UntilPongAsync(1);
            var offsets = frames.Select(f => f.Offset()).Prepend(joiner.Reset.Offset()).ToArray();
            Assert.Equal(offsets.Distinct().Order(), offsets);
            Assert.Equal(truth, FrameReading.OpenAfterSome(AlertsOf(joiner), frames));
        }

        foreach (var joiner in joiners) joiner.Dispose();
    }

    [Fact]
    public async Task Alert_WhenAThousandQueuesBreachAtOnce_CutsOffNobodyWhoReads()
    {
        await using var server = await RunningServer.StartAsync();
        using var desktop = await server.JoinAsync();

        await server.ReportAsync(Enumerable.Range(0, 1_000).Select(i => $"queue-{i}"), 1);
        var frames = await desktop.AlertsAsync(1_000);

        Assert.Equal(1_000, frames.Select(f => f.Alert().Text("queueId")).Distinct().Count());
        Assert.Equal(1, server.Hub.Sessions);
    }

    // Queues take turns at going up, further up, and down, so that every kind of frame meets every join.
    private static async Task ReportManyAsync(RunningServer server)
    {
        for (var i = 0; i < Reports; i++)
        {
            await server.ReportAsync($"queue-{i % 7}", (i / 7 % 3) switch { 0 => 1, 1 => 5, _ => 0 });
            if (i % 3 == 0) await server.CommittedAsync();
        }
    }

    private static JsonElement.ArrayEnumerator AlertsOf(TestDesktop desktop) =>
        desktop.Reset.GetProperty("alerts").EnumerateArray();

    private static string Line(JsonElement alert) =>
        $"{alert.Text("alertId")} revision {alert.GetProperty("revision")} {alert.Text("queueId")} "
        + $"{alert.Text("state")} {alert.Text("severity")} from {Time(alert, "openedAt")} to {Time(alert, "resolvedAt")}";

    private static string Time(JsonElement alert, string name) =>
        alert.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()![11..19] : "-";
}

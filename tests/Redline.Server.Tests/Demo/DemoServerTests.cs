using System.Text;
using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Codecs;
using Redline.Engine.Streams;
using Redline.Server.Demo;
using Redline.Server.Replays;
using Redline.Server.Streams;
using Redline.TestKit;

namespace Redline.Server.Tests.Demo;

public sealed class DemoServerTests : IDisposable
{
    private static readonly IReadOnlyList<StreamDefinition> SixtySeconds = StreamFile.Parse(
        Encoding.UTF8.GetBytes("""
            {"id":"long","name":"long","entityType":"queue","clearAfterSeconds":10,"cooldownSeconds":0,
             "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":60}}
            """), out _);

    private readonly FakeTimeProvider _time = new();
    private readonly DemoDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Alerts_WhenARecordedDayIsShown_AreThoseOfReplay()
    {
        var options = new DemoOptions
        {
            CallFiles = [Repository.Recorded("calls-1999-03.csv.gz")],
            Day = new DateOnly(1999, 3, 11),
            Speed = 10_000,
            DataDirectory = _directory.Data,
            Port = 0,
        };
        // Every turn is told, as a replay writes it.
        IReadOnlyList<StreamDefinition> streams = [.. DemoStreams.Read(null, out _)!.Select(s => s with { Flapping = null })];
        await using var run = await DemoRun.StartAsync(options, streams, _time);
        var expected = CallReplayer.Run(
            run.Setup.Calls.Timeline, streams, cancellationToken: TestContext.Current.CancellationToken).Rows;
        Assert.NotEmpty(expected);
        using var desktop = await run.JoinAsync();
        Assert.Empty(desktop.Reset.GetProperty("alerts").EnumerateArray());
        var told = new ToldAlerts();

        // A step of a few simulated hours brings more frames at once than come one by one: of an alert that rose and fell
        // meanwhile a desktop hears where it stands, so that the highest severity is not compared.
        var end = new Instant(run.Setup.Calls.Timeline.LastInstantMilliseconds!.Value).Plus(3_600_000);
        for (var step = 1; run.Now < end; step++)
        {
            await run.StepAsync();
            foreach (var frame in await desktop.UntilPongAsync(step)) told.Add(frame);
        }

        while (told.Resolved < expected.Count) told.Add(await NextAsync(desktop));
        var stopping = run.DisposeAsync();
        foreach (var frame in await desktop.ToTheEndAsync()) told.Add(frame);
        await stopping;
        Assert.Equal(expected.Select(Line).Order(), told.Rows.Select(Line).Order());

        static string Line(ReplayRow row) => (row with { Severity = Severity.Critical }).ToString();
    }

    [Fact]
    public async Task Start_WhenTheDemoWasStopped_GoesOnWithItsAlertsAndDoublesNone()
    {
        var calls = _directory.Options(
            ("stays", "08:00:00", "11:00:00"), ("ends", "08:00:00", "09:10:00"),
            ("opens", "09:08:00", "11:00:00"), ("unseen", "09:05:00", "09:09:00"));
        var options = calls with { Speed = 6_000 };
        var stays = await RunToStopAsync(options);

        // Twelve minutes of simulated time in which nobody looks.
        _time.Advance(TimeSpan.FromMilliseconds(120));
        await using (var run = await DemoRun.StartAsync(options, SixtySeconds, _time))
        {
            Assert.True(run.Setup.GoesOn);
            using var desktop = await run.JoinAsync();
            await run.RunUntilAsync(At("09:40:00"));
            var open = await UntilOpenAsync(desktop, "opens", "stays");
            Assert.Contains(stays, open);
        }

        Assert.Equal(
            [
                "AlertResolved ends at 09:15:10", "AlertTriggered ends at 08:01:00", "AlertTriggered opens at 09:09:00",
                "AlertTriggered stays at 08:01:00",
            ],
            await FactsAsync());
    }

    [Fact]
    public async Task Stop_WhenADesktopIsConnected_TellsItThatTheServerStops()
    {
        var options = _directory.Options(("east", "08:00:00", "08:10:00")) with { Speed = 6_000 };
        await using var run = await DemoRun.StartAsync(options, SixtySeconds, _time);
        using var desktop = await run.JoinAsync();

        var stopping = run.DisposeAsync();

        Assert.Equal(("server.stopping", true), (await desktop.ToTheEndAsync())[^1].Closing());
        await stopping;
    }

    [Fact]
    public async Task Start_WhenStreamsAreNoLongerInTheFile_ForgetsThem()
    {
        var options = _directory.Options(("east", "08:00:00", "11:00:00")) with { Speed = 6_000 };
        await using (var run = await DemoRun.StartAsync(options, SixtySeconds, _time))
            await run.RunUntilAsync(At("08:10:00"));

        await using (var run = await DemoRun.StartAsync(options, DemoStreams.Read(null, out _), _time))
        {
            using var desktop = await run.JoinAsync();
            await run.RunUntilAsync(At("08:20:00"));
            var alert = Assert.Single(await UntilOpenAsync(desktop, "east"));
            Assert.Equal("long-wait", JsonElement.Parse(alert).Text("streamId"));
        }
    }

    [Fact]
    public async Task Prepare_WhenFreshWhileTheDemoRuns_IsRefusedAndTheDemoGoesOn()
    {
        var options = _directory.Options(("east", "08:00:00", "08:10:00")) with { Speed = 6_000 };
        await using var run = await DemoRun.StartAsync(options, SixtySeconds, _time);
        var record = await File.ReadAllTextAsync(_directory.Record, TestContext.Current.CancellationToken);

        var refused = Assert.Throws<JournalUnavailableException>(
            () => DemoSetup.Prepare(options with { Fresh = true }, _time));

        Assert.Contains("open", refused.Message);
        Assert.True(File.Exists(Path.Combine(_directory.Data, DemoServer.JournalFile)));
        Assert.Equal(record, await File.ReadAllTextAsync(_directory.Record, TestContext.Current.CancellationToken));
    }

    // Runs until two queues are over their limit; gives the alert of the one that will stay so.
    private async Task<string> RunToStopAsync(DemoOptions options)
    {
        await using var run = await DemoRun.StartAsync(options, SixtySeconds, _time);
        using var desktop = await run.JoinAsync();
        await run.RunUntilAsync(At("09:03:00"));
        Assert.Equal("1999-03-01T09:03:00.000Z", run.Now.ToString());
        return (await UntilOpenAsync(desktop, "ends", "stays"))[1];
    }

    // Reads until exactly the alerts of these queues are open; gives them, by queue.
    private static async Task<string[]> UntilOpenAsync(TestDesktop desktop, params string[] queues)
    {
        var frames = new List<JsonElement>();
        while (true)
        {
            var open = FrameReading.OpenAfter(desktop.Reset.GetProperty("alerts").EnumerateArray(), frames).Values
                .OrderBy(a => JsonElement.Parse(a).Text("queueId"), StringComparer.Ordinal).ToArray();
            if (open.Select(a => JsonElement.Parse(a).Text("queueId")).SequenceEqual(queues)) return open;
            if (await NextAsync(desktop) is var frame && frame.TypeOfFrame() == "alert") frames.Add(frame);
        }
    }

    private static async Task<JsonElement> NextAsync(TestDesktop desktop) =>
        JsonElement.Parse(
            await desktop.ReceiveAsync() ?? throw new InvalidOperationException("Closed before all was told."));

    // What was told, as the journal has it, sorted.
    private async Task<string[]> FactsAsync()
    {
        await using var journal = await SqliteJournal.OpenAsync(
            new SqliteJournalOptions { Path = Path.Combine(_directory.Data, DemoServer.JournalFile) });
        var facts = new List<string>();
        await foreach (var entry in journal.ReadAsync("demo", 0))
            if (EventCodec.Decode(entry.Kind, entry.Body.Span)
                is FingerprintEvent e and (AlertTriggered or AlertResolved))
                facts.Add($"{entry.Kind} {e.Fingerprint.QueueId} at {e.At.ToString()[11..19]}");
        return [.. facts.Order(StringComparer.Ordinal)];
    }

    private static Instant At(string time) =>
        Instant.TryParse($"1999-03-01T{time}Z", out var at) ? at : throw new FormatException(time);
}

using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Redline.Server.Identity;
using Redline.Server.Telemetry;
using Redline.TestKit;

namespace Redline.Server.Tests.Telemetry;

/// <summary>What desktops report of themselves, and what is kept of it.</summary>
public sealed class ClientEventTests
{
    private static readonly TelemetryOptions Few = new() { MaxEvents = 10, MaxEventsPerDevice = 2, MaxDevices = 10 };

    [Fact]
    public async Task Events_WhenSomeAreWrong_AreTakenButForThoseWhichAreNamed()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = new TelemetryCaller(server, RunningServer.Ana);

        var (status, answer) = await ana.PostAsync("""
            {"deviceId":"d1","events":[
             {"name":"channel.lost","at":"2001-01-01T00:00:00Z","code":"slow.desktop","detail":"a\nb"},
             {"name":"nonsense","at":"2026-03-02T08:00:00Z"},
             {"name":"render.failed","at":"2026-03-02T08:00:00+01:00","code":7},
             {"name":"render.failed"}, 7,
             {"name":"render.failed","at":"2026-03-02T08:00:00Z","other":1}]}
            """);

        Assert.Equal((HttpStatusCode.Accepted, 1), (status, answer.GetProperty("accepted").GetInt32()));
        Assert.Equal(
            ["1 event.name.unknown name", "2 event.instant at", "2 field.text code", "3 field.required at", "4 body.object ", "5 field.unknown "],
            answer.GetProperty("errors").EnumerateArray()
                .Select(e => $"{e.GetProperty("index")} {e.Text("errorCode")} {e.GetProperty("fieldName")}"));
        var kept = Assert.Single(server.Telemetry.Events.Recent);
        Assert.Equal(("2001-01-01T00:00:00.000Z", server.Wall.GetUtcNow(), "a b"), (kept.At.ToString(), kept.ReceivedAt, kept.Detail));
    }

    [Theory]
    [InlineData("""{"events":[]}""", "field.required deviceId")]
    [InlineData("""{"deviceId":"d"}""", "field.required events")]
    [InlineData("""{"deviceId":"d","events":{}}""", "events.list events")]
    public async Task Events_WhenTheBodyIsWrong_AreRefusedWhole(string body, string problem)
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = new TelemetryCaller(server, RunningServer.Ana);

        var (status, answer) = await ana.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var detail = Assert.Single(answer.GetProperty("details").EnumerateArray());
        Assert.Equal(problem, $"{detail.Text("errorCode")} {detail.Text("fieldName")}");
    }

    [Fact]
    public async Task Events_WhenThereAreTooManyAtOnce_AreRefusedWhole()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = new TelemetryCaller(server, RunningServer.Ana);

        Assert.Equal(HttpStatusCode.Accepted, (await ana.ReportAsync("d", 100)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ana.ReportAsync("d", 101)).Status);
        Assert.Equal(100, server.Telemetry.Events.Recent.Count);
    }

    [Fact]
    public async Task Shown_WhenACallerSeesEverybody_HasCountsByNameAndHourAndTheEventsOfADevice()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = new TelemetryCaller(server, RunningServer.Ana);
        using var sam = new TelemetryCaller(server, RunningServer.Sam);
        await ana.ReportAsync("d1", 2);
        await sam.ReportAsync("d2", 1);

        var all = await sam.GetAsync(TelemetryEndpoints.EventsPath);
        var one = await sam.GetAsync(TelemetryEndpoints.EventsPath + "?personId=ana&deviceId=d1");

        var count = all.GetProperty("counts").EnumerateArray().Single(c => c.Text("name") == "render.failed");
        Assert.Equal("""{"name":"render.failed","total":3,"hours":[{"from":"2026-03-02T08:00:00.000Z","count":3}]}""", count.GetRawText());
        Assert.Equal(["sam", "ana", "ana"], PersonsOf(all));
        Assert.Equal(["ana", "ana"], PersonsOf(one));
    }

    [Theory]
    [InlineData("Bearer abc.def", "[redacted]")]
    [InlineData("authorization: bearer xyz, then", "authorization: [redacted], then")]
    [InlineData("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln back", "got [redacted] back")]
    [InlineData("token=AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEE", "[redacted]")]
    [InlineData("registration 0b9d2a52-6a7c-4b0e-9d55-3b0a3f4f8a11 failed", "registration 0b9d2a52-6a7c-4b0e-9d55-3b0a3f4f8a11 failed")]
    public void Redact_WhenATextHoldsWhatLooksLikeAToken_TakesItOut(string text, string redacted) =>
        Assert.Equal(redacted, SecretText.Redact(text));

    [Fact]
    public void Redact_WhenATokenWasIssuedHere_TakesItOut() =>
        Assert.Equal("[redacted]", SecretText.Redact(Secrets.Make()));

    [Fact]
    public void Log_WhenItsBoundsAreReached_LetsTheOldestGo()
    {
        var log = new ClientEventLog(Few, new FakeTimeProvider());
        for (var i = 0; i < 11; i++) log.Add(Event(new FakeTimeProvider(), "d" + i, $"{i}"));
        log.Add(Event(new FakeTimeProvider(), "d1", "a"));
        log.Add(Event(new FakeTimeProvider(), "d1", "b"));
        log.Add(Event(new FakeTimeProvider(), "new", "c"));

        Assert.Equal(["c", "b", "a", "10", "9", "8", "7", "6", "5", "4"], log.Recent.Select(e => e.Code));
        Assert.Empty(log.OfDevice("ana", "d0"));
        Assert.Empty(log.OfDevice("ana", "d2"));
        Assert.Equal(["b", "a"], log.OfDevice("ana", "d1").Select(e => e.Code));
        Assert.Equal(["10"], log.OfDevice("ana", "d10").Select(e => e.Code));
    }

    [Fact]
    public void Counts_WhenADayHasPassed_AreOfTheLast24HoursAndSinceTheStart()
    {
        var wall = new FakeTimeProvider();
        var log = new ClientEventLog(new(), wall);
        for (var hour = 0; hour < 30; hour++)
        {
            log.Add(Event(wall, "d", null));
            wall.Advance(TimeSpan.FromHours(1));
        }

        var (total, hours) = log.CountsOf(ClientEvent.RenderFailed);

        // The hour that runs has none yet.
        Assert.Equal((30, 23), (total, hours.Count));
        Assert.Equal(wall.GetUtcNow().AddHours(-1), hours[0].From);
        wall.Advance(TimeSpan.FromDays(2));
        Assert.Empty(log.CountsOf(ClientEvent.RenderFailed).Hours);
    }

    [Fact]
    public async Task Meter_WhenEventsAreTaken_CountsThemByNameAndShowsLiveDesktops()
    {
        await using var server = await RunningServer.StartAsync();
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter == server.Telemetry.Meter) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen[i.Name + (tags.Length > 0 ? $" {tags[0].Value}" : "")] = value);
        listener.SetMeasurementEventCallback<int>((i, value, _, _) => seen[i.Name] = value);
        listener.Start();
        using var ana = new TelemetryCaller(server, RunningServer.Ana);
        using var desktop = await server.JoinAsync();

        await ana.ReportAsync("d", 1);
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["redline.client.events render.failed"]);
        Assert.Equal(1, seen["redline.desktops.live"]);
        Assert.Equal((0, 0), (seen["redline.deliveries.not_recorded"], seen["redline.deliveries.unwritten"]));
    }

    private static ClientEvent Event(FakeTimeProvider wall, string device, string? code) =>
        new(ClientEvent.RenderFailed, default, wall.GetUtcNow(), "ana", device, code, null);

    private static IEnumerable<string> PersonsOf(JsonElement shown) =>
        shown.GetProperty("events").GetProperty("entities").EnumerateArray().Select(e => e.GetProperty("person").Text("id"));
}

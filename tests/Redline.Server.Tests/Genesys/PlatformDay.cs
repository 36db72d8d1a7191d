using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Engine;
using Redline.Engine.Sources;
using Redline.Server.Genesys;
using Redline.Server.Simulation;
using Redline.Server.Sources;
using Redline.Server.Tests.Replays;
using Redline.Simulator;

namespace Redline.Server.Tests.Genesys;

/// <summary>
/// 11 March 1999 as an emulated Genesys Cloud shows it, many times as fast, and an organization that is connected to it
/// over HTTP and WebSocket as any other: what it committed, to be held against what is known of that day.
/// </summary>
internal sealed class PlatformDay : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly SimulationSetup _setup;
    private readonly SimulationServer _server;
    private readonly ConnectedLoop _loop;

    private PlatformDay(TemporaryDirectory directory, SimulationSetup setup, SimulationServer server, ConnectedLoop loop) =>
        (_directory, _setup, _server, _loop) = (directory, setup, server, loop);

    public static Instant At(string time) =>
        Instant.TryParse($"1999-03-11T{time}.000Z", out var instant) ? instant : throw new FormatException(time);

    /// <summary>Starts the day at a time, with faults.</summary>
    /// <param name="start">When it begins: <c>09:00:00</c>.</param>
    /// <param name="speed">Simulated seconds per second.</param>
    /// <param name="faults">A script of faults.</param>
    public static async Task<PlatformDay> StartAsync(string start, double speed, string faults)
    {
        var directory = new TemporaryDirectory();
        var options = new SimulationOptions
        {
            CallFiles = [Repository.Recorded("calls-1999-03.csv.gz")],
            Day = new DateOnly(1999, 3, 11),
            Start = At(start).ToDateTimeOffset(),
            Speed = speed,
            Port = 0,
            FaultsFile = directory.Write("faults.json", faults),
        };
        var setup = SimulationSetup.Prepare(options, SimulationOrganization.Make(options), TimeProvider.System);
        var server = await SimulationServer.StartAsync(setup.Clock, new EmulatedPlatform(setup.Options, setup.Clock), 0, NullLoggerProvider.Instance);
        var client = setup.Options.Organization.Clients[0];
        var loop = await ConnectedLoop.StartAsync(directory.File("redline.db"), new GenesysOptions
        {
            LoginAddress = server.Address,
            ApiAddress = server.Address,
            ClientId = client.Id,
            ClientSecret = client.Secret,
            // Pauses between attempts are of wall time: of simulated time the shortest is half a minute here.
            Connector = new() { RetryDelay = TimeSpan.FromMilliseconds(100), MaxRetryDelay = TimeSpan.FromMilliseconds(100), RequestTimeout = TimeSpan.FromSeconds(1) },
        }, new SimulatedOrganizationClock(setup.Clock));
        await loop.DefineAsync(RecordedCrossing.Streams);
        return new(directory, setup, server, loop);
    }

    /// <summary>Alerts by queue and threshold, each list in order of time; what is open has no end.</summary>
    public ILookup<(string Queue, int Threshold), (Instant From, Instant To)> Alerts()
    {
        var streams = _loop.View.Streams.Values.ToDictionary(s => s.Definition.Id, s => int.Parse(s.Definition.Name, null));
        var ends = _loop.Committed.OfType<AlertResolved>().ToDictionary(r => r.Number, r => r.At);
        return _loop.Committed.OfType<AlertTriggered>().ToLookup(
            t => (_loop.NameOf(t.Fingerprint.QueueId), streams[t.Fingerprint.StreamId]),
            t => (t.At, ends.GetValueOrDefault(t.Number, Instant.Never)));
    }

    /// <summary>Facts about what the source saw, in order.</summary>
    public IReadOnlyList<SourceEvent> Sights() => [.. _loop.Committed.OfType<SourceEvent>()];

    /// <summary>Completes when the day has got to a time.</summary>
    public async Task UntilAsync(string time)
    {
        var end = At(time);
        while (_setup.Clock.NowMilliseconds < end.Milliseconds)
            await Task.Delay(_setup.Clock.WallDelayUntil(end.Milliseconds) + TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>What the platform says of itself: channels, sockets, tokens.</summary>
    public async Task<JsonElement> PlatformAsync()
    {
        using var http = new HttpClient();
        return await http.GetFromJsonAsync<JsonElement>(new Uri(new Uri(_server.Address), "/simulation"), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }
}

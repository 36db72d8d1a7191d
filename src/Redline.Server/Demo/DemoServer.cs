using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Streams;
using Redline.GenesysCloud;
using Redline.Server.Flows;
using Redline.Server.Genesys;
using Redline.Server.Identity;
using Redline.Server.Serving;
using Redline.Server.Simulation;
using Redline.Server.Sources;
using Redline.Simulator;
using Redline.Simulator.Replay;

namespace Redline.Server.Demo;

/// <summary>
/// The demo: server, a simulated contact centre behind an emulated Genesys Cloud, and two people in one process. One straight line in the order things depend on each other;
/// stopping goes back the same way. Any thread may stop it.
/// </summary>
internal sealed class DemoServer : IAsyncDisposable
{
    public const string JournalFile = "redline.db";

    public const string Organization = "demo";

    private const string SourceId = "genesys";

    private static readonly TimeSpan SourceGrace = TimeSpan.FromMilliseconds(30);

    private readonly Stack<Func<ValueTask>> _cleanups = new();

    private DemoServer(string address) => Address = address;

    /// <summary>Where it listens: <c>http://127.0.0.1:5080</c>.</summary>
    public string Address { get; private set; }

    /// <summary>Where the emulated Genesys Cloud listens, with its faults and their endpoint; null: there is none.</summary>
    public string? PlatformAddress { get; private set; }

    /// <summary>Starts everything; completes when it can be used.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be opened; another process may have it.</exception>
    /// <exception cref="JournalCorruptException">The journal is damaged.</exception>
    public static async Task<DemoServer> StartAsync(
        DemoOptions options, DemoSetup setup, IReadOnlyList<StreamDefinition> streams, TimeProvider wall, ILoggerProvider logs)
    {
        var server = new DemoServer("");
        try
        {
            await server.StartPartsAsync(options, setup, streams, wall, logs);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_cleanups.TryPop(out var cleanup)) await cleanup();
    }

    private async Task StartPartsAsync(
        DemoOptions options, DemoSetup setup, IReadOnlyList<StreamDefinition> streams, TimeProvider wall, ILoggerProvider logs)
    {
        var logging = LoggerFactory.Create(l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Warning));
        _cleanups.Push(() => Dispose(logging));

        var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(options.DataDirectory, JournalFile) });
        _cleanups.Push(journal.DisposeAsync);

        var clock = new SimulatedOrganizationClock(setup.Clock);
        var organization = await DemoOrganization.OpenAsync(
            new(Organization, [.. setup.People.Select(p => p.Person)]) { Engine = new() { SourceGrace = SourceGrace } },
            journal, clock, wall, logging);
        _cleanups.Push(organization.DisposeAsync);
        var loop = organization.Loop;
        await loop.StartAsync();
        await FlowShipping.DefineAsync(loop, organization.View);
        await DefineAsync(loop, organization.View, streams);

        var codes = new SignInCodes(setup.People.Select(p => (Secrets.Hash(p.Code), p.Person)));
        var app = RedlineServer.Build(
            new ServeOptions { Port = options.Port, AllowedOrigins = options.AllowedOrigins, FrameAncestors = options.FrameAncestors },
            logs, services => organization.AddTo(services, codes).AddSingleton(wall), DemoOrganization.Map);
        _cleanups.Push(app.DisposeAsync);
        await app.StartAsync();
        Address = app.Urls.First();
        _cleanups.Push(async () =>
        {
            await organization.Desktops.Hub.StopAsync();
            await app.StopAsync();
        });

        IReadOnlyDictionary<string, GenesysConnector> connectors = new Dictionary<string, GenesysConnector>();
        if (options.HasPlatform) connectors = await ConnectAsync(setup, organization, clock, wall, logs, logging);
        else Feed(setup, loop);
        organization.BeginFlows(connectors, wall, logging);
        _cleanups.Push(organization.EndFlowsAsync);
    }

    // As any other organization of Genesys Cloud: over HTTP and WebSocket, on loopback.
    private async Task<IReadOnlyDictionary<string, GenesysConnector>> ConnectAsync(
        DemoSetup setup, DemoOrganization organization, IOrganizationClock clock, TimeProvider wall, ILoggerProvider logs, ILoggerFactory logging)
    {
        var platform = new EmulatedPlatformOptions { Organization = SimulationOrganization.Make(new()), Plan = setup.Calls.Plan };
        var simulation = await SimulationServer.StartAsync(setup.Clock, new EmulatedPlatform(platform, setup.Clock), port: 0, logs);
        _cleanups.Push(simulation.DisposeAsync);
        PlatformAddress = simulation.Address;
        var client = platform.Organization.Clients[0];
        var options = new GenesysOptions
        {
            LoginAddress = simulation.Address,
            ApiAddress = simulation.Address,
            ClientId = client.Id,
            ClientSecret = client.Secret,
        };
        var genesys = GenesysParts.Start(
            new Dictionary<string, GenesysOptions> { [SourceId] = options }, organization.Interest(wall), organization.Loop, organization.Presence,
            clock, logging);
        _cleanups.Push(genesys.DisposeAsync);
        return genesys.Connectors;
    }

    private void Feed(DemoSetup setup, EngineLoop loop)
    {
        var stop = new CancellationTokenSource();
        var source = new CallsSource(new CallReplayPump(setup.Calls.Timeline, setup.Clock), loop).RunAsync(stop.Token);
        _cleanups.Push(async () =>
        {
            await stop.CancelAsync();
            await source;
            stop.Dispose();
        });
    }

    // The file is the truth: what it does not define any more is deleted.
    private static async Task DefineAsync(EngineLoop loop, CommittedView view, IReadOnlyList<StreamDefinition> streams)
    {
        foreach (var stream in streams) await loop.AskAsync(new DefineStream(stream));
        foreach (var gone in view.Streams.Keys.Except(streams.Select(s => s.Id)).ToArray()) await loop.AskAsync(new DeleteStream(gone));
    }

    private static ValueTask Dispose(IDisposable disposable)
    {
        disposable.Dispose();
        return ValueTask.CompletedTask;
    }
}

using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Server.Desktop;
using Redline.Server.Health;
using Redline.Server.Identity;
using Redline.Server.Messages;
using Redline.Server.Organizations;
using Redline.Server.Queues;
using Redline.Server.Registrations;
using Redline.Server.Sources;
using Redline.Server.Streams;

namespace Redline.Server.Serving;

/// <summary>
/// The real server: one organization on wall time, observations by <c>POST /api/v2/observations</c>. One straight line
/// in the order things depend on each other; stopping goes back the same way. Any thread may stop it.
/// </summary>
internal sealed class OrganizationServer : IAsyncDisposable
{
    public const string Organization = "default";

    private const string JournalFile = "redline.db";

    private readonly Stack<Func<ValueTask>> _cleanups = new();

    private OrganizationServer()
    {
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:5080</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>At the first start an administrator's sign-in code, to be printed once; later null.</summary>
    public string? FirstSignInCode { get; private set; }

    /// <summary>Starts everything; completes when it can be used.</summary>
    /// <exception cref="ArgumentException">The options are wrong; all problems are named.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be opened; another process may have it.</exception>
    /// <exception cref="JournalCorruptException">The journal is damaged.</exception>
    /// <exception cref="Identity.People.PeopleFileException">people.yaml is wrong; every mistake is named.</exception>
    public static async Task<OrganizationServer> StartAsync(ServeOptions options, TimeProvider wall, ILoggerProvider logs)
    {
        var server = new OrganizationServer();
        try
        {
            await server.StartPartsAsync(options, wall, logs);
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

    private async Task StartPartsAsync(ServeOptions options, TimeProvider wall, ILoggerProvider logs)
    {
        var logging = LoggerFactory.Create(l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Warning));
        _cleanups.Push(() => Dispose(logging));

        var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(options.DataDirectory, JournalFile) });
        _cleanups.Push(journal.DisposeAsync);

        var identity = await IdentityParts.OpenAsync(
            journal, Organization, new IdentityOptions { PeopleFile = options.PeopleFile }, wall);
        _cleanups.Push(() => Dispose(identity));

        var registrations = await RegistrationStore.OpenAsync(journal, identity.Records, identity.People, options.Registrations, wall);

        var clock = new WallClock(wall);
        var desktop = new DesktopOptions();
        var hub = new DesktopHub(clock, desktop);
        var view = new CommittedView();
        var loop = new EngineLoop(
            Organization, journal, clock, new CommittedListeners(view, hub), new EngineLoopOptions(), EngineLimits.Default,
            logging.CreateLogger<EngineLoop>());
        _cleanups.Push(loop.DisposeAsync);
        await loop.StartAsync();

        var app = RedlineServer.Build(
            options.Port, logs,
            services => identity.AddTo(services)
                .AddSingleton(wall).AddSingleton<IOrganizationClock>(clock).AddSingleton<IJournal>(journal)
                .AddSingleton(loop).AddSingleton(view).AddSingleton(hub).AddSingleton(desktop).AddSingleton<DesktopEndpoint>()
                .AddSingleton(new OrganizationId(Organization))
                .AddSingleton(registrations).AddSingleton(options.Registrations)
                .AddSingleton<IMessageReach, RegisteredReach>()
                .AddSingleton(new StreamReceivers(() => registrations.LivePersons)),
            Map);
        _cleanups.Push(app.DisposeAsync);
        await app.StartAsync();
        Address = app.Urls.First();
        _cleanups.Push(async () =>
        {
            hub.Stop();
            await app.StopAsync();
        });

        // Last, so that a code is never printed for a server that did not come up.
        FirstSignInCode = (await identity.BeginAsync())?.Code;
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        IdentityEndpoints.Map(routes);
        DesktopEndpoint.Map(routes);
        ObservationEndpoints.Map(routes);
        QueueEndpoints.Map(routes);
        RegistrationEndpoints.Map(routes);
        MessageEndpoints.Map(routes);
        StreamEndpoints.Map(routes);
    }

    private static ValueTask Dispose(IDisposable disposable)
    {
        disposable.Dispose();
        return ValueTask.CompletedTask;
    }
}

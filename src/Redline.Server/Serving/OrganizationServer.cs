using Redline.Delivery.Alerts;
using Redline.Delivery.Effects;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Server.Alerts;
using Redline.Server.Configuration;
using Redline.Server.Definitions;
using Redline.Server.Desktop;
using Redline.Server.Effects;
using Redline.Server.Escalations;
using Redline.Server.Explanations;
using Redline.Server.Flows;
using Redline.Server.Genesys;
using Redline.Server.Health;
using Redline.Server.Identity;
using Redline.Server.Identity.People;
using Redline.Server.Messages;
using Redline.Server.Organizations;
using Redline.Server.Parameters;
using Redline.Server.Queues;
using Redline.Server.QueueSets;
using Redline.Server.Registrations;
using Redline.Server.Silences;
using Redline.Server.Sources;
using Redline.Server.Streams;
using Redline.Server.Telemetry;

namespace Redline.Server.Serving;

/// <summary>
/// The real server: one organization on wall time, observations of Genesys Cloud and by <c>POST /api/v2/observations</c>. One straight line
/// in the order things depend on each other; stopping goes back the same way. Any thread may stop it.
/// </summary>
internal sealed class OrganizationServer : IAsyncDisposable
{
    public const string Organization = "default";

    public const string JournalFile = "redline.db";

    private readonly Stack<Func<ValueTask>> _cleanups = new();
    private IdentityParts? _people;

    private OrganizationServer()
    {
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:5080</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Everything that is served.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; private set; } = [];

    /// <summary>At the first start an administrator's sign-in code, to be printed once; later null.</summary>
    public string? FirstSignInCode { get; private set; }

    /// <summary>Starts everything; completes when it can be used.</summary>
    /// <param name="options">They are valid.</param>
    /// <param name="wall">Wall time.</param>
    /// <param name="logs">Where logs go.</param>
    /// <param name="between">Stands between the server and its journal, which it does not own; null: nothing does.</param>
    /// <exception cref="ArgumentException">The options are wrong; all problems are named.</exception>
    /// <exception cref="InvalidDataException">The certificate cannot be used.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be opened; another process may have it.</exception>
    /// <exception cref="JournalCorruptException">The journal is damaged.</exception>
    /// <exception cref="PeopleFileException">people.yaml is wrong; every mistake is named.</exception>
    public static async Task<OrganizationServer> StartAsync(
        RedlineOptions options, TimeProvider wall, ILoggerProvider logs, Func<IJournal, IJournal>? between = null)
    {
        var server = new OrganizationServer();
        try
        {
            await server.StartPartsAsync(options, wall, logs, between ?? (j => j));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads people.yaml again, whole or not at all.</summary>
    /// <returns>Every mistake; empty: it was loaded, or there is none.</returns>
    /// <exception cref="JournalWriteException">It could not be stored.</exception>
    public Task<IReadOnlyList<PeopleMistake>> ReloadPeopleAsync(CancellationToken cancellationToken) =>
        _people!.ReloadPeopleAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (_cleanups.TryPop(out var cleanup)) await cleanup();
    }

    private async Task StartPartsAsync(RedlineOptions options, TimeProvider wall, ILoggerProvider logs, Func<IJournal, IJournal> between)
    {
        var logging = LoggerFactory.Create(l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Warning));
        _cleanups.Push(() => Dispose(logging));

        var opened = await SqliteJournal.OpenAsync(options.Journal with { Path = Path.Combine(options.Server.DataDirectory, JournalFile) });
        _cleanups.Push(opened.DisposeAsync);
        var journal = between(opened);

        var identity = await IdentityParts.OpenAsync(journal, Organization, options.Identity, wall);
        _cleanups.Push(() => Dispose(identity));
        _people = identity;

        var registrations = await RegistrationStore.OpenAsync(journal, identity.Records, identity.People, options.Registrations, wall);

        var clock = new WallClock(wall);
        var organization = new OrganizationId(Organization);
        var desktops = await DesktopParts.OpenAsync(
            journal, organization, clock, identity.Callers, identity.People, registrations, options.Desktop, options.Deliveries, wall, logging);
        _cleanups.Push(desktops.DisposeAsync);
        var telemetry = new DesktopTelemetry(desktops.Hub, desktops.Ledger, options.Telemetry, wall);
        _cleanups.Push(() => Dispose(telemetry));
        var view = new CommittedView();
        var sources = new SourceMeter(view);
        _cleanups.Push(() => Dispose(sources));
        var history = new AlertHistory(journal, Organization, options.Engine.MaxAlerts);
        var (views, presence) = (new OpenQueueViews(wall), new PresenceDirectory());
        var own = new OwnServer(organization, identity.Callers, options.Flows.Effects.MaxAnswerBytes);
        var flows = new FlowDispatcher(
            journal.JournalId, Organization, new FlowPeople(identity.People, registrations, desktops.Hub, presence, wall), view, clock, wall, options.Flows);
        var loop = new EngineLoop(
            Organization, journal, clock, new CommittedListeners(view, history, desktops.Listener, flows), options.Engine, options.Limits,
            logging.CreateLogger<EngineLoop>());
        _cleanups.Push(loop.DisposeAsync);
        await loop.StartAsync();
        await FlowShipping.DefineAsync(loop, view);

        var interest = new GenesysInterest(view, identity.People, registrations.RegisteredPersons, views, wall);
        var genesys = GenesysParts.Start(options.Genesys, interest, loop, presence, clock, logging);
        _cleanups.Push(genesys.DisposeAsync);
        var workflows = new WorkflowCheck();
        workflows.Connect(genesys.Connectors);

        var app = RedlineServer.Build(
            options.Server, logs,
            services => desktops.AddTo(identity.AddTo(services))
                .AddSingleton(wall).AddSingleton<IOrganizationClock>(clock).AddSingleton(journal)
                .AddSingleton(loop).AddSingleton(view).AddSingleton(history).AddSingleton(organization)
                .AddSingleton(options.Idempotency).AddSingleton(options.Limits).AddSingleton(telemetry).AddSingleton(views).AddSingleton(presence)
                .AddSingleton(registrations).AddSingleton(options.Registrations)
                .AddSingleton<ICallers>(own).AddSingleton(own).AddSingleton(workflows)
                .AddSingleton<IMessageReach, RegisteredReach>()
                .AddSingleton(new StreamReceivers(() => registrations.LivePersons)),
            Map);
        await ListenAsync(app, desktops);
        BeginFlows(flows, loop, EffectParts.Start(options.Flows, own, genesys.Connectors, flows.ConcludedAsync, wall, logging));

        // Last, so that a code is never printed for a server that did not come up.
        FirstSignInCode = (await identity.BeginAsync())?.Code;
    }

    private async Task ListenAsync(WebApplication app, DesktopParts desktops)
    {
        _cleanups.Push(app.DisposeAsync);
        await app.StartAsync();
        Address = app.Urls.First();
        Endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        _cleanups.Push(async () =>
        {
            await desktops.Hub.StopAsync();
            await app.StopAsync();
        });
    }

    // Once the server is up, which flows call too; ended before it stops.
    private void BeginFlows(FlowDispatcher flows, EngineLoop loop, EffectRunner effects)
    {
        _cleanups.Push(async () =>
        {
            flows.End();
            await effects.DisposeAsync();
        });
        flows.Begin(loop, effects);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        IdentityEndpoints.Map(routes);
        DesktopParts.Map(routes);
        ObservationEndpoints.Map(routes);
        QueueEndpoints.Map(routes);
        SourceEndpoints.Map(routes);
        RegistrationEndpoints.Map(routes);
        MessageEndpoints.Map(routes);
        StreamEndpoints.Map(routes);
        QueueSetEndpoints.Map(routes);
        ParameterEndpoints.Map(routes);
        DefinitionEndpoints.Map(routes);
        FlowEndpoints.Map(routes);
        AlertEndpoints.Map(routes);
        EscalationEndpoints.Map(routes);
        ExplanationEndpoints.Map(routes);
        SilenceEndpoints.Map(routes);
        TelemetryEndpoints.Map(routes);
    }

    private static ValueTask Dispose(IDisposable disposable)
    {
        disposable.Dispose();
        return ValueTask.CompletedTask;
    }
}

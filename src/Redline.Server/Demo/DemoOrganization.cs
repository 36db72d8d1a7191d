using Redline.Delivery.Alerts;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Effects;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine;
using Redline.GenesysCloud;
using Redline.Server.Alerts;
using Redline.Server.Definitions;
using Redline.Server.Desktop;
using Redline.Server.Effects;
using Redline.Server.Escalations;
using Redline.Server.Explanations;
using Redline.Server.Flows;
using Redline.Server.Genesys;
using Redline.Server.Health;
using Redline.Server.Identity;
using Redline.Server.Identity.Tokens;
using Redline.Server.Messages;
using Redline.Server.Organizations;
using Redline.Server.Parameters;
using Redline.Server.Queues;
using Redline.Server.QueueSets;
using Redline.Server.Records;
using Redline.Server.Registrations;
using Redline.Server.Silences;
using Redline.Server.Sources;
using Redline.Server.Streams;
using Redline.Server.Telemetry;

namespace Redline.Server.Demo;

/// <summary>How an organization of fixed people runs. Immutable.</summary>
/// <param name="Id">Its name in the journal.</param>
/// <param name="People">Everybody there is.</param>
internal sealed record DemoOrganizationOptions(string Id, IReadOnlyList<Person> People)
{
    /// <summary>How its loop runs.</summary>
    public EngineLoopOptions Engine { get; init; } = new();

    /// <summary>What its engine is bounded by.</summary>
    public EngineLimits Limits { get; init; } = EngineLimits.Default;

    /// <summary>How its desktops are served.</summary>
    public DesktopOptions Desktop { get; init; } = new();

    /// <summary>How long and how many devices are registered.</summary>
    public RegistrationOptions Registrations { get; init; } = new();

    /// <summary>How its deliveries are recorded.</summary>
    public DeliveryLedgerOptions Deliveries { get; init; } = new();

    /// <summary>How much is kept of how desktops fare.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();
}

/// <summary>
/// An organization whose people are given, in the order its parts depend on each other: what the demo, its tests and the
/// bench run. Journal, clocks and the HTTP server are its caller's; dispose it after the server and before the journal.
/// </summary>
internal sealed class DemoOrganization : IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly IOrganizationClock _clock;
    private readonly OrganizationId _id;
    private readonly IPeople _people;
    private readonly ICallers _callers;
    private readonly PlainRecordStore _records;
    private readonly RegistrationOptions _registration;
    private readonly OpenQueueViews _views;
    private readonly OwnServer _own;
    private readonly PresenceDirectory _presence = new();
    private FlowDispatcher _flows = null!;
    private readonly WorkflowCheck _workflows = new();
    private EffectRunner? _effects;

    private DemoOrganization(DemoOrganizationOptions options, IJournal journal, IOrganizationClock clock, TimeProvider wall)
    {
        (_journal, _clock, _id) = (journal, clock, new(options.Id));
        _people = new DemoPeople(options.People);
        Tokens = new(wall);
        _own = new OwnServer(_id, new DemoCallers(Tokens, options.Id), new FlowOptions().Effects.MaxAnswerBytes);
        _callers = _own;
        _records = new(journal, options.Id);
        _registration = options.Registrations;
        _views = new(wall);
        History = new(journal, options.Id, options.Engine.MaxAlerts);
    }

    /// <summary>Decides; not started when it was opened.</summary>
    public EngineLoop Loop { get; private set; } = null!;

    /// <summary>What is committed.</summary>
    public CommittedView View { get; } = new();

    /// <summary>The alerts there were.</summary>
    public AlertHistory History { get; }

    /// <summary>The tokens it gave.</summary>
    public AccessTokens Tokens { get; }

    /// <summary>The devices of its people.</summary>
    public RegistrationStore Registrations { get; private set; } = null!;

    /// <summary>The live desktops.</summary>
    public DesktopParts Desktops { get; private set; } = null!;

    /// <summary>What a platform says of its people.</summary>
    public PresenceDirectory Presence => _presence;

    /// <summary>How the desktops fare.</summary>
    public DesktopTelemetry Telemetry { get; private set; } = null!;

    /// <summary>Opens it over a journal.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public static async Task<DemoOrganization> OpenAsync(
        DemoOrganizationOptions options, IJournal journal, IOrganizationClock clock, TimeProvider wall, ILoggerFactory logging)
    {
        var made = new DemoOrganization(options, journal, clock, wall);
        made.Registrations = await RegistrationStore.OpenAsync(journal, made._records, made._people, made._registration, wall);
        made.Desktops = await DesktopParts.OpenAsync(
            journal, made._id, clock, made._callers, made._people, made.Registrations, options.Desktop, options.Deliveries, wall, logging);
        made.Telemetry = new(made.Desktops.Hub, made.Desktops.Ledger, options.Telemetry, wall);
        var people = new FlowPeople(made._people, made.Registrations, made.Desktops.Hub, made._presence, wall);
        made._flows = new(journal.JournalId, options.Id, people, made.View, clock, wall, new FlowOptions());
        made.Loop = new(
            options.Id, journal, clock, new CommittedListeners(made.View, made.History, made.Desktops.Listener, made._flows), options.Engine,
            options.Limits, logging.CreateLogger<EngineLoop>());
        return made;
    }

    /// <summary>From now on what flows ask for is carried out; to be called when the server is up.</summary>
    /// <param name="connectors">The organizations of Genesys Cloud that are connected.</param>
    /// <param name="wall">Wall time.</param>
    /// <param name="logging">Where circuits that open are told.</param>
    /// <param name="options">Where flows may call; null: nowhere outside.</param>
    public void BeginFlows(
        IReadOnlyDictionary<string, GenesysConnector> connectors, TimeProvider wall, ILoggerFactory logging, FlowOptions? options = null)
    {
        _effects = EffectParts.Start(options ?? new FlowOptions(), _own, connectors, _flows.ConcludedAsync, wall, logging);
        _workflows.Connect(connectors);
        _flows.Begin(Loop, _effects);
    }

    /// <summary>Ends that; to be called before the server stops.</summary>
    public async ValueTask EndFlowsAsync()
    {
        _flows.End();
        if (_effects is not null) await _effects.DisposeAsync();
    }

    /// <summary>What of Genesys Cloud matters to it.</summary>
    public IGenesysInterest Interest(TimeProvider wall) => new GenesysInterest(View, _people, Registrations.RegisteredPersons, _views, wall);

    /// <summary>Adds what the endpoints of <see cref="Map"/> need; the caller adds wall time.</summary>
    public IServiceCollection AddTo(IServiceCollection services, SignInCodes codes) => Desktops.AddTo(services)
        .AddSingleton(_journal).AddSingleton(_clock).AddSingleton(_id).AddSingleton(_people)
        .AddSingleton(Loop).AddSingleton(View).AddSingleton(History)
        .AddSingleton(Registrations).AddSingleton(_registration).AddSingleton(Telemetry)
        .AddSingleton<IMessageReach, RegisteredReach>()
        .AddSingleton(new StreamReceivers(() => Registrations.LivePersons)).AddSingleton(_views)
        .AddSingleton<ITokenGrants>(new DemoGrants(codes, Tokens)).AddSingleton(Tokens).AddSingleton(_callers).AddSingleton(_own).AddSingleton(_workflows);

    /// <summary>Maps what is served of it.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        HealthEndpoints.Map(routes);
        TokenEndpoint.Map(routes);
        DesktopParts.Map(routes);
        QueueEndpoints.Map(routes);
        SourceEndpoints.Map(routes);
        RegistrationEndpoints.Map(routes);
        MessageEndpoints.Map(routes);
        StreamEndpoints.Map(routes);
        QueueSetEndpoints.Map(routes);
        ParameterEndpoints.Map(routes);
        DefinitionEndpoints.Map(routes);
        FlowEndpoints.Map(routes);
        EscalationEndpoints.Map(routes);
        AlertEndpoints.Map(routes);
        ExplanationEndpoints.Map(routes);
        SilenceEndpoints.Map(routes);
        TelemetryEndpoints.Map(routes);
    }

    public async ValueTask DisposeAsync()
    {
        await Loop.DisposeAsync();
        Telemetry.Dispose();
        await Desktops.DisposeAsync();
        _records.Dispose();
    }
}

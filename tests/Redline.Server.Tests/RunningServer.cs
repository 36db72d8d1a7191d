using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Server.Demo;
using Redline.Server.Desktop;
using Redline.Server.Identity;
using Redline.Server.Registrations;
using Redline.Server.Streams;
using Redline.Server.Telemetry;
using Redline.TestKit;

namespace Redline.Server.Tests;

/// <summary>
/// The server as it is composed for production, on a free port of 127.0.0.1 and a real journal. The test is its source,
/// and moves both clocks: the organization's and that of sockets and tokens. Each report is an instant of its own.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    /// <summary>The code of <see cref="Ana"/>.</summary>
    public const string Code = "ana-s-code-0123456789abcdefghijklmnopqrstuv";

    public static readonly Person Ana = new("ana", "Ana Weber", PersonRole.Agent);

    public static readonly Person Sam = new("sam", "Sam Brook", PersonRole.Supervisor);

    /// <summary>Sees the queue <c>claims</c> only.</summary>
    public static readonly Person Kim = new("kim", "Kim Ito", PersonRole.Supervisor) { Visible = new(["claims"], []) };

    private static readonly Person[] Cast = [Ana, Sam, Kim];

    private const string Streams = """
        [{"id":"waiting","name":"Somebody waits","entityType":"queue",
          "clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,"levels":[
           {"severity":"WARNING","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":0}},
           {"severity":"CRITICAL","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":4}}]},
         {"id":"silent","name":"Nobody is told","entityType":"queue","clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,
          "notificationType":"NONE","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":0}}]
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly SemaphoreSlim _ended = new(0);
    private SqliteJournal? _journal;
    private DemoOrganization? _organization;
    private WebApplication? _app;
    private Instant _instant;

    private RunningServer() => _instant = Instant.From(OrganizationTime.GetUtcNow());

    /// <summary>The time of sockets and tokens.</summary>
    public FakeTimeProvider Wall { get; } = new();

    /// <summary>The time of the organization.</summary>
    public FakeTimeProvider OrganizationTime { get; } = new();

    public CollectingLogs Logs { get; } = new();

    public WebApplication App => _app!;

    public RegistrationStore Registrations => _organization!.Registrations;

    public DesktopHub Hub => _organization!.Desktops.Hub;

    public DeliveryLedger Ledger => _organization!.Desktops.Ledger;

    public DesktopTelemetry Telemetry => _organization!.Telemetry;

    public EngineLoop Loop => _organization!.Loop;

    public AccessTokens Tokens => _organization!.Tokens;

    public Uri Address => new(App.Urls.First());

    /// <summary>Starts a server; one whose loop is not started has nothing to decide with.</summary>
    public static async Task<RunningServer> StartAsync(DesktopOptions? desktop = null, bool startLoop = true)
    {
        var server = new RunningServer();
        await server.StartPartsAsync(desktop ?? new DesktopOptions(), startLoop);
        return server;
    }

    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A desktop that has said hello with a valid token and has heard the three answers.</summary>
    public Task<TestDesktop> JoinAsync(Person? person = null) => TestDesktop.JoinAsync(Address, Tokens.Issue(person ?? Ana));

    /// <summary>Says how many wait in a queue, one second after the last report. Not waited for.</summary>
    public ValueTask ReportAsync(string queueId, int waiting, string? queueName = null) =>
        ReportAsync([queueId], waiting, queueName);

    /// <summary>Says of several queues at one instant how many wait in each.</summary>
    public ValueTask ReportAsync(IEnumerable<string> queueIds, int waiting, string? queueName = null)
    {
        _instant = _instant.Plus(1_000);
        return Loop.ObserveAsync([.. queueIds.Select(q => Observed(q, waiting, queueName))], _instant);
    }

    /// <summary>Completes when everything reported so far is committed and in the desktops' outboxes.</summary>
    public Task CommittedAsync() => Loop.AskAsync(new DeleteStream("none")).InTime();

    /// <summary>Completes when one more conversation of a desktop has ended and its place is free.</summary>
    public Task ConversationEndedAsync() => _ended.WaitAsync().InTime();

    /// <summary>Stops as the demo does: desktops are told, then HTTP ends.</summary>
    public async Task StopAsync()
    {
        await Hub.StopAsync();
        await App.StopAsync().InTime();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
            await _app.DisposeAsync();
        }

        if (_organization is not null) await _organization.DisposeAsync();
        if (_journal is not null) await _journal.DisposeAsync();
        _ended.Dispose();
        _directory.Dispose();
    }

    private Observation Observed(string queueId, int waiting, string? queueName)
    {
        var observation = Loop.Observations.Rent();
        (observation.SourceId, observation.QueueId, observation.QueueName) = ("test", queueId, queueName);
        (observation.MediaType, observation.ObservedAt) = ("voice", _instant);
        observation.Set(Metric.WaitingCount, waiting);
        return observation;
    }

    private async Task StartPartsAsync(DesktopOptions desktop, bool startLoop)
    {
        _journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = _directory.File("redline.db") });
        var options = new DemoOrganizationOptions("test", Cast)
        {
            Desktop = desktop,
            Registrations = new() { MaxPerPerson = 1_000 },
            Limits = EngineLimits.Default with { CoalesceMilliseconds = 0 },
        };
        _organization = await DemoOrganization.OpenAsync(
            options, _journal, new WallClock(OrganizationTime), Wall, NullLoggerFactory.Instance);
        if (startLoop) await DefineAsync();
        var codes = new SignInCodes([(Secrets.Hash(Code), Ana)]);
        _app = RedlineServer.Build(
            0, Logs, services => _organization.AddTo(services, codes).AddSingleton<TimeProvider>(Wall), DemoOrganization.Map);

        // Everything is collected: a secret in a line nobody reads at the usual level is a secret in a log.
        _app.Services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>().CurrentValue.MinLevel = LogLevel.Trace;
        _app.Use(async (http, next) =>
        {
            var isDesktop = http.WebSockets.IsWebSocketRequest;
            await next(http);
            if (isDesktop) _ended.Release();
        });
        await _app.StartAsync();
    }

    private async Task DefineAsync()
    {
        await Loop.StartAsync();
        var streams = StreamFile.Parse(Encoding.UTF8.GetBytes(Streams), out var errors);
        Assert.Empty(errors);
        foreach (var stream in streams) await Loop.AskAsync(new DefineStream(stream));
    }
}

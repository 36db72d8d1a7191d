using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Flows;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Flows;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.GenesysCloud;
using Redline.Server;
using Redline.Server.Demo;
using Redline.Server.Desktop;
using Redline.Server.Effects;
using Redline.Server.Flows;
using Redline.Server.Identity;

namespace Redline.Bench;

/// <summary>The real server within this process: journal on disk, loop on wall time, desktops over sockets.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    // Desktops that only listen are not cut off while they are measured.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly SqliteJournal _journal;
    private readonly DemoOrganization _organization;
    private readonly IReadOnlyList<Person> _people;
    private readonly WebApplication _app;
    private long _lastObserved;

    private BenchServer(SqliteJournal journal, DemoOrganization organization, IReadOnlyList<Person> people, WebApplication app) =>
        (_journal, _organization, _people, _app) = (journal, organization, people, app);

    /// <summary>Alerts that are open as far as is committed.</summary>
    public int OpenAlerts => _organization.View.OpenAlerts.Count;

    /// <summary>Executions that run, and escalations that are open, as far as is committed.</summary>
    public int RunningExecutions => _organization.View.Executions.Count;

    public int OpenEscalations => _organization.View.Escalations.Count;

    private EngineLoop Loop => _organization.Loop;

    public Uri Address => new UriBuilder(_app.Urls.First()) { Scheme = "ws", Path = DesktopEndpoint.Path }.Uri;

    public static Task<BenchServer> StartAsync(string journalPath, StreamDefinition stream, int people) =>
        StartAsync(journalPath, stream, [.. Enumerable.Range(0, people).Select(i => new Person($"p{i}", $"Person {i}", PersonRole.Agent))]);

    public static async Task<BenchServer> StartAsync(string journalPath, StreamDefinition stream, IReadOnlyList<Person> people)
    {
        var journal = await SqliteJournal.OpenAsync(new() { Path = journalPath });
        var organization = await DemoOrganization.OpenAsync(
            new("bench", people) { Desktop = new() { SilenceTimeout = Silence } }, journal, new WallClock(TimeProvider.System),
            TimeProvider.System, NullLoggerFactory.Instance);
        await organization.Loop.StartAsync();
        await organization.Loop.AskAsync(new DefineStream(stream));
        var app = RedlineServer.Build(
            0, NullLoggerProvider.Instance, services => organization.AddTo(services, new([])).AddSingleton(TimeProvider.System),
            DemoOrganization.Map);
        await app.StartAsync();
        return new(journal, organization, people, app);
    }

    /// <summary>From now on flows are carried out, the one that ships among them.</summary>
    public async Task BeginFlowsAsync(FlowOptions? options = null, FlowDefinition? flow = null)
    {
        await FlowShipping.DefineAsync(Loop, _organization.View);
        if (flow is not null) await Loop.AskAsync(new DefineFlow(flow));
        _organization.BeginFlows(new Dictionary<string, GenesysConnector>(), TimeProvider.System, NullLoggerFactory.Instance, options);
    }

    /// <summary>Defines a stream, or defines it anew.</summary>
    public Task DefineAsync(StreamDefinition stream) => Loop.AskAsync(new DefineStream(stream));

    /// <summary>The last executions of a flow that ended.</summary>
    public async Task<(IReadOnlyList<Execution> Last, long Total)> ExecutionsAsync(string flow, int limit) =>
        await EndedExecutions.ListAsync(_journal, "bench", new(flow), 0, limit);

    /// <summary>Connects a desktop of a person of its own, below the number of people.</summary>
    public async Task<BenchDesktop> ConnectAsync(int i, Receipts triggered, Receipts resolved) =>
        await BenchDesktop.ConnectAsync(Address, await GreetingAsync(i), triggered, resolved);

    /// <summary>Registers a device of a person, below the number of people, and gives the hello it says.</summary>
    public async Task<string> GreetingAsync(int i)
    {
        var person = _people[i];
        var registration = await _organization.Registrations.AddAsync(
            new(person.Id, new("BROWSER"), "bench", "bench", null, null, false), new("bench", ""), CancellationToken.None);
        var token = _organization.Tokens.Issue(person);
        return $$"""{"type":"hello","protocol":1,"token":"{{token}}","registrationId":"{{registration.Registration!.Id}}","position":null}""";
    }

    /// <summary>Observes a queue: since when its oldest caller waits; null: none does.</summary>
    public Task ObserveAsync(Instant? waitingSince) => ObserveAsync(["billing"], _ => "all", waitingSince);

    /// <summary>Observes queues at one instant, all of them alike.</summary>
    public async Task ObserveAsync(IReadOnlyList<string> queues, Func<int, string> divisionOf, Instant? waitingSince)
    {
        // A second observation of the same millisecond would be ignored.
        _lastObserved = Math.Max(_lastObserved + 1, Instant.From(TimeProvider.System.GetUtcNow()).Milliseconds);
        await Loop.ObserveAsync([.. queues.Select((queue, i) => Observed(queue, divisionOf(i), waitingSince))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _organization.EndFlowsAsync();
        await _app.DisposeAsync();
        await _organization.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private Observation Observed(string queue, string division, Instant? waitingSince)
    {
        var observation = Loop.Observations.Rent();
        observation.SourceId = "bench";
        observation.QueueId = queue;
        observation.QueueName = queue;
        observation.DivisionId = division;
        observation.MediaType = "voice";
        observation.ObservedAt = new Instant(_lastObserved);
        observation.Set(Metric.WaitingCount, waitingSince is null ? 0 : 1);
        observation.SetSince(Metric.WaitTimeSeconds, waitingSince);
        return observation;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Server;
using Redline.Server.Demo;
using Redline.Server.Desktop;
using Redline.Server.Identity;

namespace Redline.Bench;

/// <summary>The real server within this process: journal on disk, loop on wall time, desktops over sockets.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly SqliteJournal _journal;
    private readonly DemoOrganization _organization;
    private readonly WebApplication _app;
    private long _lastObserved;

    private BenchServer(SqliteJournal journal, DemoOrganization organization, WebApplication app) =>
        (_journal, _organization, _app) = (journal, organization, app);

    private EngineLoop Loop => _organization.Loop;

    public static async Task<BenchServer> StartAsync(string journalPath, StreamDefinition stream, int people)
    {
        var journal = await SqliteJournal.OpenAsync(new() { Path = journalPath });
        var organization = await DemoOrganization.OpenAsync(
            new("bench", [.. Enumerable.Range(0, people).Select(PersonOf)]), journal, new WallClock(TimeProvider.System),
            TimeProvider.System, NullLoggerFactory.Instance);
        await organization.Loop.StartAsync();
        await organization.Loop.AskAsync(new DefineStream(stream));
        var app = RedlineServer.Build(
            0, NullLoggerProvider.Instance, services => organization.AddTo(services, new([])).AddSingleton(TimeProvider.System),
            DemoOrganization.Map);
        await app.StartAsync();
        return new(journal, organization, app);
    }

    /// <summary>Connects a desktop of a person of its own, below the number of people.</summary>
    public async Task<BenchDesktop> ConnectAsync(int i, Receipts triggered, Receipts resolved)
    {
        var person = PersonOf(i);
        var registration = await _organization.Registrations.AddAsync(
            new(person.Id, new("BROWSER"), "bench", "bench", null, null, false), new("bench", ""), CancellationToken.None);
        var address = new UriBuilder(_app.Urls.First()) { Scheme = "ws", Path = DesktopEndpoint.Path }.Uri;
        var token = _organization.Tokens.Issue(person);
        return await BenchDesktop.ConnectAsync(address, token, registration.Registration!.Id, triggered, resolved);
    }

    /// <summary>Observes the queue: since when its oldest caller waits; null: none does.</summary>
    public async Task ObserveAsync(Instant? waitingSince)
    {
        // A second observation of the same millisecond would be ignored.
        _lastObserved = Math.Max(_lastObserved + 1, Instant.From(TimeProvider.System.GetUtcNow()).Milliseconds);
        var observation = Loop.Observations.Rent();
        observation.SourceId = "bench";
        observation.QueueId = "billing";
        observation.QueueName = "Billing";
        observation.MediaType = "voice";
        observation.ObservedAt = new Instant(_lastObserved);
        observation.Set(Metric.WaitingCount, waitingSince is null ? 0 : 1);
        observation.SetSince(Metric.WaitTimeSeconds, waitingSince);
        await Loop.ObserveAsync([observation]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _organization.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private static Person PersonOf(int i) => new($"p{i}", $"Person {i}", PersonRole.Agent);
}

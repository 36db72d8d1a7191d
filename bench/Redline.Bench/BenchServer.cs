using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Alerts;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Server.Demo;
using Redline.Server.Desktop;
using Redline.Server.Identity;

namespace Redline.Bench;

/// <summary>The real server within this process: journal on disk, loop on wall time, desktops over sockets.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly SqliteJournal _journal;
    private readonly EngineLoop _loop;
    private readonly WebApplication _app;
    private long _lastObserved;

    private BenchServer(SqliteJournal journal, EngineLoop loop, WebApplication app) =>
        (_journal, _loop, _app) = (journal, loop, app);

    public static async Task<BenchServer> StartAsync(string journalPath, StreamDefinition stream)
    {
        var journal = await SqliteJournal.OpenAsync(new() { Path = journalPath });
        var clock = new WallClock(TimeProvider.System);
        var options = new DesktopOptions();
        var hub = new DesktopHub(clock, options);
        var view = new CommittedView();
        var loopOptions = new EngineLoopOptions();
        var history = new AlertHistory(journal, "bench", loopOptions.MaxAlerts);
        var loop = new EngineLoop(
            "bench", journal, clock, new CommittedListeners(view, history, hub), loopOptions, EngineLimits.Default, NullLogger<EngineLoop>.Instance);
        await loop.StartAsync();
        await loop.AskAsync(new DefineStream(stream));
        var app = DemoHttp.Build(
            0, journal, loop, view, history, hub, new([]), new PersonNames(_ => null), options, clock, TimeProvider.System,
            NullLoggerProvider.Instance);
        await app.StartAsync();
        return new(journal, loop, app);
    }

    /// <summary>Connects a desktop of a person of its own.</summary>
    public Task<BenchDesktop> ConnectAsync(int i, Receipts triggered, Receipts resolved)
    {
        var token = _app.Services.GetRequiredService<AccessTokens>().Issue(new($"p{i}", $"Person {i}", PersonRole.Agent));
        var address = new UriBuilder(_app.Urls.First()) { Scheme = "ws", Path = DesktopEndpoint.Path }.Uri;
        return BenchDesktop.ConnectAsync(address, token, triggered, resolved);
    }

    /// <summary>Observes the queue: since when its oldest caller waits; null: none does.</summary>
    public async Task ObserveAsync(Instant? waitingSince)
    {
        // A second observation of the same millisecond would be ignored.
        _lastObserved = Math.Max(_lastObserved + 1, Instant.From(TimeProvider.System.GetUtcNow()).Milliseconds);
        var observation = _loop.Observations.Rent();
        observation.SourceId = "bench";
        observation.QueueId = "billing";
        observation.QueueName = "Billing";
        observation.MediaType = "voice";
        observation.ObservedAt = new Instant(_lastObserved);
        observation.Set(Metric.WaitingCount, waitingSince is null ? 0 : 1);
        observation.SetSince(Metric.WaitTimeSeconds, waitingSince);
        await _loop.ObserveAsync([observation]);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _loop.DisposeAsync();
        await _journal.DisposeAsync();
    }
}

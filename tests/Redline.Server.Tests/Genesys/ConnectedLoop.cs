using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Server.Genesys;
using Redline.Server.Identity;
using Redline.Server.Queues;
using Redline.Server.Streams;

namespace Redline.Server.Tests.Genesys;

/// <summary>An organization's loop with a connector as the server puts them together, and what it has committed.</summary>
internal sealed class ConnectedLoop : ICommittedListener, IPeople, IAsyncDisposable
{
    private readonly SemaphoreSlim _told = new(0);
    private readonly ConcurrentQueue<EngineEvent> _committed = new();
    private readonly ConcurrentDictionary<string, string> _queueNames = new(StringComparer.Ordinal);
    private readonly IJournal _journal;
    private readonly EngineLoop _loop;
    private GenesysParts? _genesys;

    private ConnectedLoop(IJournal journal, IOrganizationClock clock)
    {
        _journal = journal;
        _loop = new("test", journal, clock, new CommittedListeners(View, this), new() { ViewInterval = TimeSpan.FromMilliseconds(100) },
            EngineLimits.Default, NullLogger<EngineLoop>.Instance);
    }

    /// <summary>Everything that was committed, in order.</summary>
    public IReadOnlyCollection<EngineEvent> Committed => _committed;

    /// <summary>What a queue that was ever shown is called.</summary>
    public string NameOf(string queueId) => _queueNames[queueId];

    public CommittedView View { get; } = new();

    public IEnumerable<Person> All => [];

    /// <summary>Starts both; on wall time unless another clock is given.</summary>
    public static async Task<ConnectedLoop> StartAsync(string databasePath, GenesysOptions options, IOrganizationClock? clock = null)
    {
        clock ??= new WallClock(TimeProvider.System);
        var journal = await SqliteJournal.OpenAsync(new() { Path = databasePath }, TestContext.Current.CancellationToken);
        var made = new ConnectedLoop(journal, clock);
        await made._loop.StartAsync();
        var views = new OpenQueueViews(TimeProvider.System);
        var interest = new GenesysInterest(made.View, made, () => [], views, TimeProvider.System);
        made._genesys = GenesysParts.Start(
            new Dictionary<string, GenesysOptions> { ["main"] = options }, interest, made._loop, new PresenceDirectory(), clock, NullLoggerFactory.Instance);
        return made;
    }

    public async Task DefineAsync(string streams)
    {
        foreach (var stream in StreamFile.Parse(Encoding.UTF8.GetBytes(streams), out _))
            await _loop.AskAsync(new DefineStream(stream), TestContext.Current.CancellationToken);
    }

    /// <summary>Completes when what is committed or shown is as it should be, and fails when it does not come to that.</summary>
    public Task UntilAsync(Func<CommittedView, bool> isSo) => LookUntilAsync(isSo, TestContext.Current.CancellationToken).InTime();

    // Views are told again and again: it is the whole that has to end, not each wait.
    private async Task LookUntilAsync(Func<CommittedView, bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo(View)) await _told.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_genesys is not null) await _genesys.DisposeAsync();
        await _loop.DisposeAsync();
        if (_journal is IAsyncDisposable disposable) await disposable.DisposeAsync();
        _told.Dispose();
    }

    public Person? Find(string personId) => null;

    public void OnRestored(DurableState committed) => _told.Release();

    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        foreach (var (e, _) in batch.Events) _committed.Enqueue(e);
        _told.Release();
    }

    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
        foreach (var queue in queues)
            if (queue.QueueName is { } name)
                _queueNames[queue.QueueId] = name;
        _told.Release();
    }
}

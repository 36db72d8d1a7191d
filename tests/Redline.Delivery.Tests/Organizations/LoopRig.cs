using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.Tests.Journal;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Queues;
using Redline.TestKit;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>A loop over a real journal in a directory of its own, on time that a test moves.</summary>
internal sealed class LoopRig : IAsyncDisposable
{
    public const string Organization = "default";

    private readonly JournalDirectory _directory = new();
    private readonly EngineLoopOptions _options;
    private readonly EngineLimits _limits;
    private SqliteJournal _sqlite = null!;

    private LoopRig(EngineLoopOptions? options, EngineLimits? limits)
    {
        // Every second, so that a test steps from view to view without passing a checkpoint by.
        _options = options ?? new EngineLoopOptions { ViewInterval = TimeSpan.FromSeconds(1) };
        _limits = limits ?? EngineLimits.Default with { CoalesceMilliseconds = 0 };
    }

    public FakeTimeProvider Wall { get; private set; } = new();

    public Instant Now => Instant.From(Wall.GetUtcNow());

    public CollectingListener Listener { get; private set; } = null!;

    public CollectingLog<EngineLoop> Log { get; private set; } = null!;

    public InterceptedJournal Journal { get; private set; } = null!;

    public EngineLoop Loop { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A rig whose loop is not started yet.</summary>
    public static async Task<LoopRig> OpenAsync(EngineLoopOptions? options = null, EngineLimits? limits = null)
    {
        var rig = new LoopRig(options, limits);
        await rig.OpenAsync();
        return rig;
    }

    /// <summary>A rig whose loop runs and has told its state.</summary>
    public static async Task<LoopRig> StartAsync(EngineLoopOptions? options = null, EngineLimits? limits = null)
    {
        var rig = await OpenAsync(options, limits);
        await rig.StartAsync();
        return rig;
    }

    /// <summary>Starts the loop; returns the state it told.</summary>
    public async Task<byte[]> StartAsync()
    {
        await Loop.StartAsync();
        return await Listener.RestoredAsync();
    }

    /// <summary>Ends the loop and makes the next one over the same journal, not started yet.</summary>
    public async Task ReopenAsync()
    {
        await Loop.DisposeAsync();
        await OpenAfterCutAsync();
    }

    /// <summary>
    /// Leaves the loop as it is, on a time that stands still and with nothing more getting into the journal, and makes
    /// the next one.
    /// </summary>
    public async Task OpenAfterCutAsync()
    {
        await _sqlite.DisposeAsync();
        Wall = new FakeTimeProvider(Wall.GetUtcNow());
        await OpenAsync();
    }

    public async Task DefineAsync(params Redline.Engine.Streams.StreamDefinition[] streams)
    {
        foreach (var stream in streams) await Loop.AskAsync(new DefineStream(stream), Cancellation);
    }

    /// <summary>What waits in a voice line, seen now: its oldest caller since an instant, or nobody.</summary>
    public Observation Waiting(string queueId, Instant? since, int? count = null)
    {
        var observation = Loop.Observations.Rent();
        (observation.SourceId, observation.QueueId, observation.MediaType) = ("test", queueId, MediaTypes.Voice);
        observation.ObservedAt = Now;
        observation.Set(Metric.WaitingCount, count ?? (since is null ? 0 : 1));
        observation.SetSince(Metric.WaitTimeSeconds, since);
        return observation;
    }

    /// <summary>The agents on a queue, seen now.</summary>
    public Observation Agents(string queueId, int onQueue)
    {
        var observation = Loop.Observations.Rent();
        (observation.SourceId, observation.QueueId, observation.ObservedAt) = ("test", queueId, Now);
        observation.Set(Metric.AgentsOnQueue, onQueue);
        return observation;
    }

    public async Task ObserveAsync(params Observation[] observations) =>
        await Loop.ObserveAsync(observations, cancellationToken: Cancellation);

    /// <summary>Completes when everything sent so far is taken, decided, committed and told.</summary>
    public Task<JournalCommit> SettleAsync() => Loop.AskAsync(new DeleteStream("none"), Cancellation);

    /// <summary>Moves time once the loop has come to wait for it.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await Wall.WaitForTimersAsync(1, Cancellation);
        Wall.Advance(by);
    }

    /// <summary>The committed events.</summary>
    public async Task<List<EngineEvent>> EventsAsync()
    {
        var events = new List<EngineEvent>();
        await foreach (var entry in _sqlite.ReadAsync(Organization, 0, Cancellation))
            events.Add(EventCodec.Decode(entry.Kind, entry.Body.Span));
        return events;
    }

    /// <summary>The canonical encoding of the state the committed entries give.</summary>
    public async Task<byte[]> CommittedStateAsync()
    {
        var state = new DurableState();
        foreach (var e in await EventsAsync()) state.Evolve(e);
        return StateCodec.Encode(state);
    }

    public async ValueTask DisposeAsync()
    {
        await Loop.DisposeAsync();
        await _sqlite.DisposeAsync();
        _directory.Dispose();
    }

    private async Task OpenAsync()
    {
        _sqlite = await _directory.OpenAsync();
        Journal = new InterceptedJournal(_sqlite);
        Listener = new CollectingListener();
        Log = new CollectingLog<EngineLoop>();
        Loop = new EngineLoop(Organization, Journal, new WallClock(Wall), Listener, _options, _limits, Log);
        var (journal, listener) = (Journal, Listener);

        // Whatever a test is about, nothing may be heard that is not committed.
        listener.OnBatch = batch => Assert.True(batch.FirstOffset + batch.Events.Count - 1 <= journal.CommittedOffset);
    }
}

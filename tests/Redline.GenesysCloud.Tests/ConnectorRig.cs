using Microsoft.Extensions.Logging;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.TestKit;

namespace Redline.GenesysCloud.Tests;

/// <summary>
/// A connector between a platform and a listener that are both the test's, on a clock that the test moves second by
/// second. Nothing of it runs but while the test is within one of these methods.
/// </summary>
internal sealed class ConnectorRig : IGenesysListener, IGenesysInterest, ILogger, IAsyncDisposable
{
    private readonly TurnByTurn _turns = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, QueueInterest> _interests = [];
    private readonly GenesysConnector _connector;
    private Task _run = Task.CompletedTask;

    public ConnectorRig(GenesysConnectorOptions? options = null)
    {
        Platform = new FakePlatform(Time);
        Sockets = new FakeSockets(Platform);
        var connection = new GenesysConnection("genesys", new("https://login.test/"), new("https://api.test/"), "client", () => "sesame");
        _connector = new GenesysConnector(connection, options ?? new(), this, this, new(Time, Time), this, Platform, Sockets, new Random(7));
    }

    public FakeTimeProvider Time { get; } = new();

    public FakePlatform Platform { get; }

    public FakeSockets Sockets { get; }

    public List<Observation> Observed { get; } = [];

    /// <summary>What was told, but for being well before anything was not.</summary>
    public List<SourceCondition?> Conditions { get; } = [];

    /// <summary>How often it was told that all is well before anything was not.</summary>
    public int WellAtStart { get; private set; }

    /// <summary>Whether conditions and deletions are taken.</summary>
    public bool CanTake { get; set; } = true;

    public List<string> Gone { get; } = [];

    public List<UserActivity> UsersHeard { get; } = [];

    public List<string> Lines { get; } = [];

    public int Heartbeats { get; private set; }

    /// <summary>Whether taking observations fails.</summary>
    public bool IsBroken { get; set; }

    public GenesysStatus Status => _connector.Status;

    public long Version { get; private set; }

    public IReadOnlyCollection<string> UserIds { get; set; } = [];

    public Instant Now => Instant.From(Time.GetUtcNow());

    /// <summary>A rig with queues that matter, running.</summary>
    public static ConnectorRig Started(params string[] queueIds)
    {
        var rig = new ConnectorRig();
        foreach (var id in queueIds) rig.AddQueue(id);
        rig.Start();
        return rig;
    }

    public void AddQueue(string id, QueueInterest interest = QueueInterest.Activity)
    {
        Platform.Queues.Add((id, $"Queue {id}", "d1"));
        Platform.Waiting[id] = 0;
        _interests[id] = interest;
    }

    /// <summary>What a queue matters from now on.</summary>
    public void Matter(string id, QueueInterest interest)
    {
        _interests[id] = interest;
        Version++;
    }

    public void PeopleMatter(params string[] userIds)
    {
        UserIds = userIds;
        Version++;
    }

    public void Start() => _run = _turns.Run(() => _connector.RunAsync(_stop.Token));

    /// <summary>Lets a time pass, a second at a step.</summary>
    public void Pass(double seconds, bool heartbeats = true)
    {
        for (var i = 1; i <= seconds; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            if (heartbeats && i % 30 == 0)
                foreach (var socket in Sockets.All) socket.BringHeartbeat();
            _turns.Run();
        }
    }

    /// <summary>Runs everything until it waits.</summary>
    public void Run() => _turns.Run();

    /// <summary>The last count of waiting of a queue; null: none was told.</summary>
    public double? WaitingOf(string queueId) =>
        Observed.LastOrDefault(o => o.QueueId == queueId && (o.Mask & Metric.WaitingCount.Bit()) != 0)?.Stored(Metric.WaitingCount);

    public async ValueTask DisposeAsync()
    {
        Stop();
        Pass(3);
        Assert.True(_run.IsCompleted, "It did not stop when it was asked to.");
        await _run;
        await _connector.DisposeAsync();
        _stop.Dispose();
        Platform.Dispose();
    }

    private void Stop() => _turns.Run(() =>
    {
        _stop.Cancel();
        return 0;
    });

    public QueueInterest Of(string queueId, string? queueName, string? divisionId) => _interests.GetValueOrDefault(queueId);

    public Observation RentObservation() => new();

    public ValueTask ObservedAsync(Observation[] observations)
    {
        if (IsBroken) throw new NotSupportedException("The test broke it.");
        Observed.AddRange(observations);
        return ValueTask.CompletedTask;
    }

    public ValueTask HeartbeatAsync()
    {
        Heartbeats++;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> ConditionChangedAsync(SourceCondition? condition)
    {
        if (!CanTake) return new(false);
        if (condition is null && Conditions.Count == 0) WellAtStart++;
        else Conditions.Add(condition);
        return new(true);
    }

    public ValueTask<bool> QueuesGoneAsync(IReadOnlyList<string> queueIds)
    {
        if (!CanTake) return new(false);
        Gone.AddRange(queueIds);
        return new(true);
    }

    public ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users)
    {
        UsersHeard.AddRange(users);
        return ValueTask.CompletedTask;
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
}

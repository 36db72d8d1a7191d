using Microsoft.Extensions.Logging;
using Redline.GenesysCloud.Access;
using Redline.GenesysCloud.Channels;
using Redline.GenesysCloud.Flows;
using Redline.GenesysCloud.Observations;
using Redline.GenesysCloud.People;
using Redline.GenesysCloud.Queues;

namespace Redline.GenesysCloud;

/// <summary>
/// Sees one organization of Genesys Cloud: follows the queues and people that matter to anybody over notification
/// channels, reconciles them by REST, and tells a listener what it learns and when it cannot be trusted. Every fault
/// outside is waited out and recovered from; nothing about customers is kept.
/// </summary>
public sealed partial class GenesysConnector : IAsyncDisposable
{
    private readonly GenesysConnection _connection;
    private readonly GenesysConnectorOptions _options;
    private readonly IGenesysInterest _interest;
    private readonly GenesysClocks _clocks;
    private readonly ILogger _log;
    private readonly Random _random;
    private readonly HttpMessageInvoker _way;
    private readonly HttpClient _http;
    private readonly GenesysApi _api;
    private readonly GenesysIntake _intake;
    private readonly QueueCalls _queueCalls;
    private readonly QueueRoster _roster;
    private readonly FlowCalls _flows;
    private readonly UserWatch _users;
    private readonly LinkParts _linkParts;
    private readonly ChannelPlanner _planner;
    private readonly List<(ChannelLink Link, CancellationTokenSource Stop, Task Run)> _links = [];
    private readonly List<Task> _ending = [];
    private readonly SemaphoreSlim _rolling = new(1);
    private volatile IReadOnlyList<ChannelLink> _linkList = [];
    private volatile IReadOnlyList<QueueTrack> _followed = [];
    private IReadOnlyList<QueueTrack> _unplaced = [];
    private ApiFailure? _reconcileFailure;
    private SourceCondition? _condition;
    private long _plannedVersion = long.MinValue;
    private long _tokenVersion;
    private bool _replan;
    private bool _isClockTold;
    private bool _isConditionTold;

    /// <summary>A connector; nothing runs before <see cref="RunAsync"/>.</summary>
    /// <exception cref="ArgumentException">The options are wrong; all problems are named.</exception>
    public GenesysConnector(
        GenesysConnection connection, GenesysConnectorOptions options, IGenesysInterest interest, IGenesysListener listener, GenesysClocks clocks,
        ILogger log, HttpMessageHandler? handler = null, IGenesysSocketOpener? sockets = null, Random? random = null)
    {
        if (options.Validate() is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        (_connection, _options, _interest, _clocks, _log, _random) = (connection, options, interest, clocks, log, random ?? Random.Shared);
        var used = handler ?? GenesysHttp.Create(connection);
        _way = new HttpMessageInvoker(used, disposeHandler: false);
        _http = new HttpClient(used, disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 64 << 20 };
        var platform = new PlatformClock();
        _api = new GenesysApi(
            _http, connection, new TokenSource(_http, connection, options, clocks, _random), new RateBudget(options.RequestsPerMinute, clocks),
            platform, options, clocks, _random);
        _intake = new GenesysIntake(connection.SourceId, platform, listener, clocks);
        _queueCalls = new QueueCalls(_api, _intake, options, clocks);
        _roster = new QueueRoster(_queueCalls, _intake);
        _flows = new FlowCalls(_api);
        _users = new UserWatch(_api, _intake, options.RetryDelay, clocks);
        _planner = new ChannelPlanner(options.MaxChannels, options.TopicsPerChannel);
        _linkParts = new LinkParts(
            new ChannelCalls(_api, options, clocks), sockets ?? new GenesysSocketOpener(_way, options, clocks.Wall), _intake, SnapshotAsync,
            plan => _users.Ask(plan.UserIds), HeardAsync, options, clocks, _random, _rolling, log);
    }

    /// <summary>How it stands. Any thread.</summary>
    public GenesysStatus Status
    {
        get
        {
            var (links, budget) = (_linkList, _api.Budget.State);
            return new(
                _connection.SourceId, _roster.Listed, _followed.Count, _unplaced.Count, links.Count, links.Count(l => l.IsLive),
                _api.Platform.Ahead, budget.Used, budget.Allowed, _condition);
        }
    }

    /// <summary>
    /// Launches a workflow of the platform. Sent again only where the platform certainly did nothing. Any thread.
    /// </summary>
    /// <param name="flowId">The workflow.</param>
    /// <param name="name">What the execution is called there.</param>
    /// <param name="inputData">Its input, a JSON object.</param>
    /// <param name="cancellationToken">Gives up; the launch may have come through.</param>
    public Task<ApiAnswer> LaunchFlowAsync(string flowId, string name, ReadOnlyMemory<byte> inputData, CancellationToken cancellationToken) =>
        _flows.LaunchAsync(flowId, name, inputData, cancellationToken);

    /// <summary>What a flow of the platform is, or why that cannot be said. Any thread.</summary>
    public Task<(PlatformFlow? Flow, ApiFailure? Failure)> FindFlowAsync(string flowId, CancellationToken cancellationToken) =>
        _flows.FindAsync(flowId, cancellationToken);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] tasks = [RosterAsync(all.Token), ReconcileAsync(all.Token), MaintainAsync(all.Token), _users.RunAsync(all.Token)];
        try
        {
            // None of them ends by itself: one that does has met a mistake of ours, which must not pass in silence.
            await await Task.WhenAny(tasks);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            all.Cancel();
            foreach (var task in tasks) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            foreach (var (_, linkStop, _) in _links) linkStop.Cancel();
            foreach (var run in _links.Select(l => l.Run).Concat(_ending)) await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            foreach (var (_, linkStop, _) in _links) linkStop.Dispose();

            _links.Clear();
            _linkList = [];
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _way.Dispose();
        _api.Tokens.Dispose();
        _intake.Dispose();
        _rolling.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RosterAsync(CancellationToken stop)
    {
        var backoff = new Backoff(_options.RetryDelay, _options.MaxRetryDelay, _random);
        while (true)
        {
            if (await _roster.RefreshAsync(stop)) _replan = true;
            if (_roster.Failure is { } failure)
            {
                LogList(failure.ToString());
                await Task.Delay(backoff.Next(), _clocks.Wall, stop);
                continue;
            }

            backoff.Reset();
            await Task.Delay(Jittered(_options.RelistInterval), _clocks.Organization, stop);
        }
    }

    private async Task ReconcileAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Jittered(_options.ReconcileInterval), _clocks.Organization, stop);
            var queues = _followed;
            if (queues.Count == 0) continue;
            _reconcileFailure = await _queueCalls.ReconcileAsync(queues, Urgency.Normal, stop);
            if (_reconcileFailure is { } failure)
            {
                LogReconcile(failure.ToString());
                continue;
            }

            await _intake.HeartbeatAsync();
        }
    }

    private async Task MaintainAsync(CancellationToken stop)
    {
        while (true)
        {
            // Ahead of its end, also while nothing else asks for anything.
            if (_roster.HasList) await _api.Tokens.GetAsync(stop);
            if (_tokenVersion != _api.Tokens.Version)
            {
                _tokenVersion = _api.Tokens.Version;
                foreach (var link in _linkList) link.Nudge();
            }

            await ReplanAsync();
            await _intake.EndHalfHoursAsync();
            await JudgeAsync();
            await Task.Delay(_options.InterestInterval, _clocks.Organization, stop);
        }
    }

    private async Task ReplanAsync()
    {
        var version = _interest.Version;
        if (!_roster.HasList || (!_replan && version == _plannedVersion)) return;
        (_replan, _plannedVersion) = (false, version);
        var wanted = new List<(QueueTrack Queue, QueueInterest Interest)>();
        foreach (var queue in _intake.Known)
            if (_interest.Of(queue.Id, queue.Name, queue.DivisionId) is var interest and not QueueInterest.None)
                wanted.Add((queue, interest));
        var users = _interest.UserIds.Where(u => !_users.IsUnknown(u)).Order(StringComparer.Ordinal).ToArray();
        if (users.Length > _options.MaxPeople) LogPeople(users.Length - _options.MaxPeople);
        var (plans, unplaced) = _planner.Plan(wanted, users.Length > _options.MaxPeople ? users[.._options.MaxPeople] : users);
        if (unplaced.Count > 0 && unplaced.Count != _unplaced.Count) LogUnplaced(unplaced.Count);
        (_followed, _unplaced) = ([.. wanted.Select(w => w.Queue)], unplaced);
        await FollowAsync(plans);
    }

    private async Task FollowAsync(IReadOnlyList<LinkPlan> plans)
    {
        for (var i = 0; i < plans.Count; i++)
        {
            if (_links.FirstOrDefault(l => l.Link.Number == i).Link is { } link && plans[i].Topics.Count > 0) link.Follow(plans[i]);
            else if (plans[i].Topics.Count > 0) Begin(i, plans[i]);
        }

        foreach (var idle in _links.Where(l => l.Link.Number >= plans.Count || plans[l.Link.Number].Topics.Count == 0).ToArray())
        {
            // Its topics are taken from it in its own time: nothing else waits for that.
            _links.Remove(idle);
            idle.Stop.Cancel();
            _ending.RemoveAll(e => e.IsCompleted);
            _ending.Add(idle.Run);
        }

        _linkList = [.. _links.Select(l => l.Link)];
    }

    private void Begin(int number, LinkPlan plan)
    {
        var link = new ChannelLink(number, _linkParts);
        link.Follow(plan);
        var stop = new CancellationTokenSource();
        _links.Add((link, stop, link.RunAsync(stop.Token)));
    }

    private async Task<ApiFailure?> SnapshotAsync(IReadOnlyList<QueueTrack> queues, CancellationToken stop)
    {
        var failure = await _queueCalls.ReconcileAsync(queues, Urgency.High, stop);
        _reconcileFailure = failure;
        return failure;
    }

    // A heartbeat speaks for the whole source: while one channel is down, its queues must be allowed to fall silent.
    private ValueTask HeardAsync() => _linkList.All(l => l.IsLive) ? _intake.HeartbeatAsync() : ValueTask.CompletedTask;

    private async Task JudgeAsync()
    {
        var ahead = _api.Platform.Ahead;
        var isOff = Math.Abs(ahead) > _options.ClockWarning.TotalMilliseconds;
        if (isOff && !_isClockTold) LogClock(ahead);
        _isClockTold = isOff;
        var signs = new SourceSigns(
            _api.Tokens.Failure, ahead, _roster.Failure, _reconcileFailure, _api.Trouble, _api.SinceGood, _linkList);
        var condition = SourceConditions.Judge(signs, _options, id => _followed.FirstOrDefault(q => q.Id == id));
        if (IsSame(condition, _condition) && _isConditionTold) return;

        // What was told before a restart may still be believed: the first is told too, as soon as anything is known.
        if (condition is null && !_roster.HasList) return;
        if (condition is not null && !IsSame(condition, _condition)) LogCondition(condition.Cause, condition.Message);
        _condition = condition;
        _isConditionTold = await _intake.TellConditionAsync(condition);
    }

    private static bool IsSame(SourceCondition? one, SourceCondition? other) =>
        one?.Cause == other?.Cause && (one?.QueueIds ?? []).SequenceEqual(other?.QueueIds ?? [], StringComparer.Ordinal);

    private TimeSpan Jittered(TimeSpan interval) => interval * (0.9 + _random.NextDouble() / 5);

    [LoggerMessage(EventId = 510, Level = LogLevel.Warning, Message = "The queues of Genesys Cloud cannot be listed: {Failure}")]
    private partial void LogList(string failure);

    [LoggerMessage(EventId = 511, Level = LogLevel.Warning, Message = "The queues of Genesys Cloud cannot be reconciled: {Failure}")]
    private partial void LogReconcile(string failure);

    [LoggerMessage(EventId = 512, Level = LogLevel.Error, Message = "Genesys Cloud cannot be trusted, {Cause}: {Reason}")]
    private partial void LogCondition(SourceCause cause, string reason);

    [LoggerMessage(EventId = 513, Level = LogLevel.Warning, Message = "The clock of Genesys Cloud is {Ahead} ms ahead of this server's; instants are corrected by it")]
    private partial void LogClock(long ahead);

    [LoggerMessage(EventId = 514, Level = LogLevel.Warning, Message = "{Count} queues find no room on the channels and are asked for by REST alone; narrow the streams or allow more channels")]
    private partial void LogUnplaced(int count);

    [LoggerMessage(EventId = 515, Level = LogLevel.Warning, Message = "The presence of {Count} people is not followed: there are more than maxPeople")]
    private partial void LogPeople(int count);
}

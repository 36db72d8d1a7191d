using Microsoft.Extensions.Logging;
using Redline.Engine;
using Redline.GenesysCloud.Access;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Channels;

/// <summary>What the links of one connector share.</summary>
internal sealed record LinkParts(
    ChannelCalls Calls,
    IGenesysSocketOpener Sockets,
    GenesysIntake Intake,
    Func<IReadOnlyList<QueueTrack>, CancellationToken, Task<ApiFailure?>> SnapshotAsync,
    Action<LinkPlan> OnLive,
    Func<ValueTask> HeardAsync,
    GenesysConnectorOptions Options,
    GenesysClocks Clocks,
    Random Random,
    SemaphoreSlim Rolling,
    ILogger Log);

/// <summary>
/// Keeps one channel going: makes it, opens its socket, subscribes, takes a snapshot and only then tells what arrives;
/// comes back after every loss, replaces the channel before its end, and follows its plan. One task runs it.
/// </summary>
internal sealed partial class ChannelLink(int number, LinkParts parts)
{
    // It is a courtesy, and nobody waits long for it.
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(2);

    private readonly Backoff _backoff = new(parts.Options.RetryDelay, parts.Options.MaxRetryDelay, parts.Random);
    private readonly Lock _lock = new();
    private TaskCompletionSource _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkPlan _plan = LinkPlan.Empty;
    private LinkPlan _subscribed = LinkPlan.Empty;
    private NotificationChannel? _channel;
    private ChannelSession? _session;
    private Instant _rollsAfter = Instant.Beginning;

    /// <summary>Which of the connector's channels it is, from 0.</summary>
    public int Number => number;

    /// <summary>What it is to carry.</summary>
    public LinkPlan Plan => _plan;

    /// <summary>Whether it tells what arrives.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Why it is not live, or could not follow its plan; null: it is, or has not tried yet.</summary>
    public string? Problem { get; private set; }

    /// <summary>Topics the platform refuses, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Rejected { get; private set; } = new Dictionary<string, string>();

    /// <summary>Gives it another plan.</summary>
    public void Follow(LinkPlan plan)
    {
        if (_plan.SaysTheSame(plan)) return;
        _plan = plan;
        Nudge();
    }

    /// <summary>Something it depends on may have changed: the plan, or the token.</summary>
    public void Nudge()
    {
        lock (_lock) _nudged.TrySetResult();
    }

    /// <summary>Runs until it is cancelled; then its channel carries nothing any more.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested) await TurnAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            IsLive = false;
            if (_session is not null) await _session.DisposeAsync();
            if (_channel is not null) await ReleaseAsync(_channel);
        }
    }

    private async Task TurnAsync(CancellationToken stop)
    {
        try
        {
            if (_session is null) await ConnectAsync(stop);
            else await StepAsync(_session, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A mistake of ours ends this session and not the sight of its queues.
            LogFault(parts.Log, number, e);
            (_session, IsLive, Problem) = (null, false, "an internal error; see the log");
            await Task.Delay(_backoff.Next(), parts.Clocks.Wall, stop);
        }
    }

    private async Task ConnectAsync(CancellationToken stop)
    {
        if (await OpenAsync(_channel, stop) is { } session)
        {
            (_session, _channel, IsLive, Problem) = (session, session.Channel, true, null);
            return;
        }

        await Task.Delay(_backoff.Next(), parts.Clocks.Wall, stop);
        await CheckChannelAsync(stop);
    }

    private async Task StepAsync(ChannelSession session, CancellationToken stop)
    {
        Task nudged;
        lock (_lock)
        {
            if (_nudged.Task.IsCompleted) _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);
            nudged = _nudged.Task;
        }

        if (session.End is { } end) await LeaveAsync(session, end, stop);
        else if (!_plan.SaysTheSame(_subscribed)) await ResubscribeAsync(session, stop);
        else if (RollsIn(session.Channel) <= TimeSpan.Zero) await RollAsync(session, stop);
        else
        {
            // One thing to wait for, nudged by whatever may happen: the end of the session does so too.
            using var stopped = stop.Register(Nudge);
            await using var due = parts.Clocks.Organization.CreateTimer(_ => Nudge(), null, RollsIn(session.Channel), Timeout.InfiniteTimeSpan);
            await nudged;
            stop.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan RollsIn(NotificationChannel channel)
    {
        // A channel may end with the token it was made with.
        var at = channel.TokenVersion != parts.Calls.TokenVersion ? Instant.Beginning : channel.ReplaceAt;
        return TimeSpan.FromMilliseconds(Math.Clamp(Instant.Max(at, _rollsAfter).Since(parts.Clocks.Now), 0, (long)TimeSpan.FromDays(1).TotalMilliseconds));
    }

    // Everything up to the first live message; null: it did not work, and Problem says why.
    private async Task<ChannelSession?> OpenAsync(NotificationChannel? channel, CancellationToken stop)
    {
        var plan = _plan;
        if (channel is null)
        {
            var (made, failure) = await parts.Calls.CreateAsync(stop);
            if (made is null) return Fail($"A channel cannot be made: {failure}");
            channel = _channel = made;
        }

        var opening = await parts.Sockets.OpenAsync(channel.ConnectUri, stop);
        if (opening.IsRefused) Drop(channel);
        if (opening.Socket is not { } socket) return Fail(opening.Problem!);
        var session = new ChannelSession(channel, socket, parts.Intake, parts.Options, parts.Clocks, parts.HeardAsync, Nudge);
        session.Start();
        try
        {
            if (await SubscribeAsync(session, plan, plan.Queues, stop))
            {
                await session.GoLiveAsync();
                parts.OnLive(plan);
                return session;
            }
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await session.DisposeAsync();
        return null;
    }

    private async Task<bool> SubscribeAsync(ChannelSession session, LinkPlan plan, IReadOnlyList<QueueTrack> unseen, CancellationToken stop)
    {
        var (rejected, failure) = await parts.Calls.SubscribeAsync(session.Channel, plan.Topics, stop);
        if (failure is { Kind: ApiFailureKind.NotFound or ApiFailureKind.Refused }) Drop(session.Channel);
        if (failure is not null)
        {
            Fail($"Topics cannot be subscribed to: {failure}");
            return false;
        }

        (Rejected, _subscribed) = (rejected, plan);
        if (unseen.Count == 0 || await parts.SnapshotAsync(unseen, stop) is not { } unread) return true;
        Fail($"Queues cannot be asked for: {unread}");
        return false;
    }

    // What is new on the channel is told by the socket only when it changes: the rest comes by a snapshot.
    private async Task ResubscribeAsync(ChannelSession session, CancellationToken stop)
    {
        var (plan, followed) = (_plan, _subscribed.UserIds);
        var before = _subscribed.Topics.ToHashSet(StringComparer.Ordinal);
        var unseen = plan.Queues.Where(q => !before.Contains($"v2.analytics.queues.{q.Id}.activity")).ToArray();
        if (await SubscribeAsync(session, plan, unseen, stop))
        {
            parts.OnLive(plan with { UserIds = [.. plan.UserIds.Except(followed, StringComparer.Ordinal)] });
            return;
        }

        _subscribed = LinkPlan.Empty;
        await LeaveAsync(session, SessionEnd.Lost, stop);
    }

    // The next channel is live before the present one goes: nothing is missed in between.
    private async Task RollAsync(ChannelSession session, CancellationToken stop)
    {
        await parts.Rolling.WaitAsync(stop);
        try
        {
            if (await OpenAsync(null, stop) is not { } next)
            {
                var made = _channel;
                _channel = session.Channel;
                if (made is not null && made != session.Channel) await ReleaseAsync(made);
                _rollsAfter = parts.Clocks.Now.Plus((long)_backoff.Next().TotalMilliseconds);
                return;
            }

            (_session, _channel) = (next, next.Channel);
            _backoff.Reset();
            await session.DisposeAsync();
            await ReleaseAsync(session.Channel);
        }
        finally
        {
            parts.Rolling.Release();
        }
    }

    private async Task LeaveAsync(ChannelSession session, SessionEnd end, CancellationToken stop)
    {
        (_session, IsLive) = (null, false);
        LogEnded(parts.Log, number, end);
        var lasted = parts.Clocks.Organization.GetElapsedTime(session.StartedAt);
        await session.DisposeAsync();

        // A minute is given to come back before the socket closes, and a revoked token is replaced with the next request.
        if (end == SessionEnd.ChannelLost) Drop(session.Channel);
        if (lasted > parts.Options.RetryDelay * 10) _backoff.Reset();
        if (end is SessionEnd.Closing or SessionEnd.ChannelLost && lasted >= parts.Options.RetryDelay) return;
        await Task.Delay(_backoff.Next(), parts.Clocks.Wall, stop);
        await CheckChannelAsync(stop);
    }

    private async Task CheckChannelAsync(CancellationToken stop)
    {
        if (_channel is { } channel && !await parts.Calls.IsAliveAsync(channel, stop)) Drop(channel);
    }

    private void Drop(NotificationChannel channel)
    {
        if (_channel == channel) _channel = null;
    }

    private ChannelSession? Fail(string problem)
    {
        Problem = problem;
        LogProblem(parts.Log, number, problem);
        return null;
    }

    private async Task ReleaseAsync(NotificationChannel channel)
    {
        using var limit = new CancellationTokenSource(ReleaseTimeout, parts.Clocks.Wall);
        try
        {
            await parts.Calls.ReleaseAsync(channel, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The platform drops channels that nobody listens to by itself.
        }
    }

    [LoggerMessage(EventId = 501, Level = LogLevel.Information, Message = "Genesys channel {Channel} ended: {End}")]
    private static partial void LogEnded(ILogger log, int channel, SessionEnd end);

    [LoggerMessage(EventId = 503, Level = LogLevel.Error, Message = "Genesys channel {Channel} met an error and begins anew")]
    private static partial void LogFault(ILogger log, int channel, Exception reason);

    [LoggerMessage(EventId = 502, Level = LogLevel.Warning, Message = "Genesys channel {Channel}: {Problem}")]
    private static partial void LogProblem(ILogger log, int channel, string problem);
}

using Microsoft.Extensions.Logging;

namespace Redline.Delivery.Effects;

/// <summary>
/// Carries the effects of flows out: for each host so many at once and the others by priority, with timeouts, retries, a
/// circuit breaker and bounds, so that a host that is slow or down costs nobody else anything. Any thread.
/// </summary>
public sealed partial class EffectRunner : IAsyncDisposable
{
    private static readonly Uri SomeHost = new("https://host.example/");

    private readonly Lock _gate = new();
    private readonly HashSet<(string OrganizationId, string Key)> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<EffectConclusion, ValueTask> _concluded;
    private readonly ILogger<EffectRunner> _logger;
    private readonly EffectMachinery _machinery;
    private readonly HttpTarget _http;
    private bool _isStopped;

    /// <summary>A runner.</summary>
    /// <param name="options">How effects are carried out.</param>
    /// <param name="reach">What they reach.</param>
    /// <param name="concluded">
    /// Takes how an effect ended, exactly once for each submission that was not a repeat; not for those that a stop ends, which
    /// are to be submitted again at the next start. It may wait; until it has ended the effect counts as running. If it
    /// throws, that is logged and the conclusion is lost.
    /// </param>
    /// <param name="wall">Wall time.</param>
    /// <param name="logger">Where it is told when a circuit opens.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public EffectRunner(
        EffectOptions options, EffectReach reach, Func<EffectConclusion, ValueTask> concluded, TimeProvider wall, ILogger<EffectRunner> logger)
    {
        string[] errors = [.. options.Validate(), .. reach.Egress.ValidateEgress()];
        if (errors.Length > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        (_concluded, _logger) = (concluded, logger);
        var rules = new EgressRules(reach.Egress);
        var lanes = new HostLanes(options, wall, OnCircuit);
        _http = new(options, rules, reach, wall);
        _machinery = new(options, rules, reach, _http, lanes, new EffectMeter(() => lanes.All, () => UnderWay), wall, _stop.Token);
        if (reach.Egress.AllowedHosts.Count > 0 && _http.IsProxied(SomeHost)) LogProxied();
    }

    /// <summary>Effects that have not ended.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate) return _running.Count;
        }
    }

    /// <summary>The hosts that were called, and how it stands with each.</summary>
    public IReadOnlyList<EffectHostView> Hosts =>
        [.. _machinery.Lanes.All.Select(l => new EffectHostView(l.Host, l.Waits, l.Runs, l.Circuit.ToString().ToUpperInvariant()))];

    /// <summary>
    /// What an address would come to, without calling it: why it may not be called, and whether it goes through a proxy, so
    /// that its host's addresses are not seen here. For warnings beside definitions.
    /// </summary>
    public EgressLook Look(string url)
    {
        if (EffectHop.IsOwn(url)) return new(null, IsProxied: false);
        return new(_machinery.Rules.Check(url, out var address), address is not null && _http.IsProxied(address));
    }

    /// <summary>
    /// Begins an effect and returns at once; what is wrong with it, and that there is no room for it, is told by its
    /// conclusion. Effects submitted by one thread take their places in that order.
    /// </summary>
    /// <returns>False: one with this key is running, and this is no second one.</returns>
    /// <exception cref="ObjectDisposedException">The runner has stopped.</exception>
    public bool Submit(EffectIntent intent)
    {
        bool hasRoom;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            hasRoom = _running.Count < _machinery.Options.MaxEffects;
            if (!_running.Add((intent.OrganizationId, intent.Key))) return false;
        }

        var run = new EffectRun(intent, _machinery);
        _ = ConcludeAsync(intent, hasRoom ? run.RunAsync() : Task.FromResult(run.Refused(EffectCodes.Bound, "Too many effects are under way.")));
        return true;
    }

    /// <summary>Breaks off what is under way, without conclusions, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isStopped) return;
            _isStopped = true;
            if (_running.Count == 0) _ended.SetResult();
        }

        await _stop.CancelAsync();
        await _ended.Task;
        _machinery.Meter.Dispose();
        _machinery.Lanes.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ConcludeAsync(EffectIntent intent, Task<EffectConclusion> running)
    {
        try
        {
            var conclusion = await EndAsync(intent, running);
            _machinery.Meter.Ended(conclusion.Code);
            await _concluded(conclusion);
        }
        catch (OperationCanceledException)
        {
            // We stop, or who takes conclusions does: at the next start it is submitted again under the same key.
        }
        catch (Exception e)
        {
            LogNotTaken(intent.Key, e);
        }

        lock (_gate)
        {
            _running.Remove((intent.OrganizationId, intent.Key));
            if (_isStopped && _running.Count == 0) _ended.SetResult();
        }
    }

    private async Task<EffectConclusion> EndAsync(EffectIntent intent, Task<EffectConclusion> running)
    {
        try
        {
            return await running.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // whoever submits takes no conclusion
        }
        catch (Exception e) when (!_stop.IsCancellationRequested)
        {
            LogFault(intent.Key, e);
            return new EffectRun(intent, _machinery).Refused(EffectCodes.Fault, "Something of our own went wrong.");
        }
    }

    private void OnCircuit(HostLane lane, CircuitState state)
    {
        if (state == CircuitState.Open) LogOpened(lane.Host, _machinery.Options.FailuresToOpen, _machinery.Options.OpenTime);
        else LogClosed(lane.Host);
    }

    [LoggerMessage(EventId = 600, Level = LogLevel.Warning, Message = "{Host} failed {Failures} times in a row and is not called for {Pause}; flows take their failure edges")]
    private partial void LogOpened(string host, int failures, TimeSpan pause);

    [LoggerMessage(EventId = 601, Level = LogLevel.Information, Message = "{Host} answers again")]
    private partial void LogClosed(string host);

    [LoggerMessage(EventId = 602, Level = LogLevel.Error, Message = "The effect {Key} failed for a reason of our own")]
    private partial void LogFault(string key, Exception exception);

    [LoggerMessage(EventId = 604, Level = LogLevel.Warning, Message = "Requests of flows go through a proxy: what their hosts' names lead to is not checked here, and must be by the proxy")]
    private partial void LogProxied();

    [LoggerMessage(EventId = 603, Level = LogLevel.Error, Message = "How the effect {Key} ended could not be taken; it is lost until it is submitted again")]
    private partial void LogNotTaken(string key, Exception exception);
}

/// <summary>How it stands with a host. Immutable.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="Waiting">Effects that wait for their turn.</param>
/// <param name="Calling">Calls being made.</param>
/// <param name="Circuit">CLOSED, HALFOPEN or OPEN.</param>
public sealed record EffectHostView(string Host, int Waiting, int Calling, string Circuit);

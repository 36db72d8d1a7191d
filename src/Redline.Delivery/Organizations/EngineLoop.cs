using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Delivery.Organizations;

/// <summary>
/// Runs one organization's engine: one inbox, one loop, one writer. Takes what arrived, stamps it with the
/// organization's clock, lets the engine decide, and hands each batch to the journal without waiting; what is committed
/// goes to the listener. A failed commit discards the state and begins again from the journal.
/// Sending is safe from any thread; everything of the engine happens on the loop.
/// </summary>
public sealed partial class EngineLoop : IAsyncDisposable
{
    internal const string DefaultFault = "loop.failed";

    private readonly string _organizationId;
    private readonly IJournal _journal;
    private readonly IOrganizationClock _clock;
    private readonly ICommittedListener _listener;
    private readonly EngineLoopOptions _options;
    private readonly EngineLimits _limits;
    private readonly ILogger _log;
    private readonly Channel<LoopInput> _inbox;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _pause;
    private bool _ended;
    private Task? _run;

    /// <summary>A loop; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <exception cref="ArgumentException">The options are wrong; all problems are named.</exception>
    public EngineLoop(
        string organizationId, IJournal journal, IOrganizationClock clock, ICommittedListener listener,
        EngineLoopOptions options, EngineLimits limits, ILogger<EngineLoop> log)
    {
        if (options.Validate() is { Count: > 0 } errors) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        _organizationId = organizationId;
        _journal = journal;
        _clock = clock;
        _listener = listener;
        _options = options;
        _limits = limits;
        _log = log;
        _inbox = Channel.CreateBounded<LoopInput>(new BoundedChannelOptions(options.InboxCapacity) { SingleReader = true });
    }

    /// <summary>Where sources take the observations they send.</summary>
    public ObservationPool Observations { get; } = new();

    /// <summary>Why the loop does not decide at the moment, as a stable code; null: it does.</summary>
    public string? Fault { get; private set; } = "loop.starting";

    /// <summary>Reads the journal and begins; completes when the state is read and inputs are taken.</summary>
    /// <exception cref="JournalCorruptException">The journal is damaged: nothing runs.</exception>
    /// <exception cref="FormatException">An entry cannot be read by this version: nothing runs.</exception>
    public Task StartAsync()
    {
        _run ??= Task.Run(RunAsync);
        return _ready.Task;
    }

    /// <summary>
    /// Sends the observations of one instant, which are taken together. They belong to the loop from now on. Waits while
    /// the inbox is full.
    /// </summary>
    /// <param name="observations">Each from <see cref="Observations"/>.</param>
    /// <param name="arrivedAt">The instant of arrival, by a source that shares the organization's clock; null: when they are taken.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was sent.</param>
    public ValueTask ObserveAsync(
        IReadOnlyList<Observation> observations, Instant? arrivedAt = null, CancellationToken cancellationToken = default) =>
        _inbox.Writer.WriteAsync(new(observations, null, null, null, arrivedAt), cancellationToken);

    /// <summary>Says that a source is there although nothing changed.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="arrivedAt">The instant of arrival, by a source that shares the organization's clock; null: when it is taken.</param>
    /// <param name="until">Up to when it vouches for its queues without a further word; null: for the instant of arrival.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was said.</param>
    public ValueTask HeartbeatAsync(
        string sourceId, Instant? arrivedAt = null, Instant? until = null, CancellationToken cancellationToken = default) =>
        _inbox.Writer.WriteAsync(new(null, sourceId, null, null, arrivedAt, Until: until), cancellationToken);

    /// <summary>
    /// Asks something of the engine; completes after the commit of what it decided, with its offsets (an input that
    /// decides nothing completes with the last offset).
    /// </summary>
    /// <exception cref="EngineLimitException">A bound is reached; nothing changed.</exception>
    /// <exception cref="EngineConflictException">Another version is there than the input expects; nothing changed.</exception>
    /// <exception cref="EngineRefusalException">The input does not fit what there is; nothing changed.</exception>
    /// <exception cref="JournalWriteException">The commit failed; nothing changed, ask again.</exception>
    public async Task<JournalCommit> AskAsync(EngineInput input, CancellationToken cancellationToken = default) =>
        (await DecideAsync(input, cancellationToken)).Commit;

    /// <summary>As <see cref="AskAsync"/>, for who needs to know what was decided: the number something got.</summary>
    /// <exception cref="EngineLimitException">A bound is reached; nothing changed.</exception>
    /// <exception cref="EngineConflictException">Another version is there than the input expects; nothing changed.</exception>
    /// <exception cref="JournalWriteException">The commit failed; nothing changed, ask again.</exception>
    public async Task<LoopDecision> DecideAsync(EngineInput input, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<LoopDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inbox.Writer.WriteAsync(new(null, null, input, answer, null), cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// What a stream, which need not be defined, would find among the queues as they are now. Not a fact anybody
    /// decided: it is answered at once, whatever is still to be committed.
    /// </summary>
    public async Task<StreamSurvey> SurveyAsync(StreamDefinition stream, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<StreamSurvey>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inbox.Writer.WriteAsync(new(null, null, null, null, null, new(stream, answer)), cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>What definitions would do if they were applied now. Answered at once, whatever is still to be committed.</summary>
    /// <exception cref="EngineLimitException">A bound would be passed.</exception>
    /// <exception cref="EngineConflictException">Another version is there than a change expects.</exception>
    /// <exception cref="EngineDefinitionException">The definitions do not fit each other or what there is.</exception>
    public async Task<DefinitionPreview> PreviewAsync(ApplyDefinitions apply, CancellationToken cancellationToken = default)
    {
        var answer = new TaskCompletionSource<DefinitionPreview>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inbox.Writer.WriteAsync(new(null, null, null, null, null, Preview: new(apply, answer)), cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// How a stream stands at a queue now, and why; neither need exist. Completes when everything it may have seen is
    /// committed.
    /// </summary>
    /// <exception cref="JournalWriteException">That could not be committed; ask again.</exception>
    public async Task<StreamLook> LookAsync(string streamId, string queueId, CancellationToken cancellationToken = default)
    {
        var seen = new TaskCompletionSource<StreamLook>(TaskCreationOptions.RunContinuationsAsynchronously);
        var committed = new TaskCompletionSource<LoopDecision>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inbox.Writer.WriteAsync(new(null, null, null, committed, null, Look: new(streamId, queueId, seen)), cancellationToken);
        await committed.Task.WaitAsync(cancellationToken);
        return await seen.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes what is in the inbox, writes a snapshot, waits for the commits, and ends. May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        _inbox.Writer.TryComplete();
        if (!_ended) await _stop.CancelAsync();
        if (_run is not null) await _run;
        else Refuse(new ObjectDisposedException(nameof(EngineLoop)));
        _ended = true;
        _stop.Dispose();
    }

    // Every life begins from the journal; a failed commit ends one and begins the next after a pause.
    private async Task RunAsync()
    {
        _pause = _options.RestartDelay;
        while (true)
        {
            try
            {
                await LiveAsync();
                break;
            }
            catch (Exception e) when (e is JournalCorruptException or FormatException || !_ready.Task.IsCompleted)
            {
                Fault = e is JournalCorruptException ? "journal.corrupt" : DefaultFault;
                LogStopped(_organizationId, e);
                Refuse(e);
                _ready.TrySetException(e);
                return;
            }
            catch (Exception e)
            {
                Fault = (e as JournalWriteException)?.Code ?? DefaultFault;
                LogRestarting(_organizationId, _pause, e);
            }

            if (_stop.IsCancellationRequested) break;
            await Task.Delay(_pause, _clock.Wall, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, TimeSpan.FromSeconds(30).Ticks));
        }

        Refuse(new ObjectDisposedException(nameof(EngineLoop)));
    }

    private async Task LiveAsync()
    {
        var recovery = await EngineRecovery.ReadAsync(_journal, _organizationId, CancellationToken.None);
        foreach (var warning in recovery.Warnings) LogRecovery(_organizationId, warning);
        var live = new EngineLife(_organizationId, recovery, _journal, _clock, _listener, _options, _limits, Observations);
        try
        {
            await using (live)
            {
                LogStarted(_organizationId, recovery.Offset, recovery.Replayed);
                Fault = null;
                _ready.TrySetResult();
                await live.RunAsync(_inbox.Reader, _stop.Token);
            }
        }
        finally
        {
            // A failure long after the last one is a first one again.
            if (live.HasCommitted) _pause = _options.RestartDelay;
        }
    }

    private void Refuse(Exception reason)
    {
        _inbox.Writer.TryComplete();
        while (_inbox.Reader.TryRead(out var input))
        {
            input.Answer?.TrySetException(reason);
            input.Survey?.Answer.TrySetException(reason);
            input.Preview?.Answer.TrySetException(reason);
        }
    }

    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Organization {Organization} goes on after offset {Offset}; {Replayed} entries replayed")]
    private partial void LogStarted(string organization, long offset, long replayed);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "Organization {Organization}: {Warning}")]
    private partial void LogRecovery(string organization, string warning);

    [LoggerMessage(EventId = 102, Level = LogLevel.Error, Message = "Organization {Organization}: what was decided could not be committed; reading the journal again in {Pause}")]
    private partial void LogRestarting(string organization, TimeSpan pause, Exception reason);

    [LoggerMessage(EventId = 103, Level = LogLevel.Critical, Message = "Organization {Organization} stopped: its journal cannot be read")]
    private partial void LogStopped(string organization, Exception reason);
}

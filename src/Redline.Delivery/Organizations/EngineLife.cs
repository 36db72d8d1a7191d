using System.Threading.Channels;
using Redline.Delivery.Alerts;
using Redline.Delivery.Escalations;
using Redline.Delivery.Flows;
using Redline.Delivery.Journal;
using Redline.Delivery.References;
using Redline.Delivery.Streams;
using Redline.Engine;
using Redline.Engine.Codecs;
using Redline.Engine.Sources;

namespace Redline.Delivery.Organizations;

/// <summary>
/// One life of an organization's engine: from the state the journal gave to a stop or a failed commit. Owned by
/// <see cref="EngineLoop"/>, which begins the next one.
/// </summary>
internal sealed class EngineLife : IAsyncDisposable
{
    private readonly string _organizationId;
    private readonly IJournal _journal;
    private readonly IOrganizationClock _clock;
    private readonly EngineLoopOptions _options;
    private readonly ObservationPool _pool;
    private readonly AlertEngine _engine;
    private readonly EnginePass _pass;
    private readonly CommitPump _commits;
    private readonly CheckpointSweep _checkpoints;
    private readonly List<EngineEvent> _batch = [];
    private readonly List<LoopAnswer> _answers = [];
    private readonly List<LoopLook> _looks = [];
    private readonly IReadOnlyList<IRecordProjection> _projections;
    private readonly long _startedAt;
    private Task<bool>? _arrival;
    private long _lastView;
    private bool _warming = true;
    private bool _viewDue = true;
    private long _offset;
    private long _entriesSinceSnapshot;

    public EngineLife(
        string organizationId, EngineRecovery recovery, IJournal journal, IOrganizationClock clock,
        ICommittedListener listener, EngineLoopOptions options, EngineLimits limits, ObservationPool pool)
    {
        _organizationId = organizationId;
        _journal = journal;
        _clock = clock;
        _options = options;
        _pool = pool;
        _offset = recovery.Offset;
        _entriesSinceSnapshot = recovery.Replayed;
        _projections = [new StreamVersionProjection(), new ReferenceVersionProjection(), new AlertProjection(options.MaxAlerts), new FlowVersionProjection(), new ExecutionProjection(), new EscalationProjection()];
        foreach (var projection in _projections) projection.Restore(recovery.State);
        _engine = new AlertEngine(recovery.State, limits);
        _engine.Restore(recovery.Checkpoints);
        _pass = new EnginePass(_engine);
        _checkpoints = new CheckpointSweep(options, _engine, clock);
        _commits = new CommitPump(StateCodec.Decode(StateCodec.Encode(recovery.State)), listener);
        _startedAt = _lastView = clock.Wall.GetTimestamp();
    }

    /// <summary>Whether this life came to commit anything.</summary>
    public bool HasCommitted => _commits.HasCommitted;

    public async Task RunAsync(ChannelReader<LoopInput> inbox, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await WaitAsync(inbox, stop);
            _commits.ThrowIfFailed();
            Turn(inbox);
            await SubmitAsync(final: false);
        }

        Turn(inbox);
        await SubmitAsync(final: true);
    }

    /// <summary>Ends the life: who asked and has not been handed to the journal is told so, the others when it is done.</summary>
    public ValueTask DisposeAsync()
    {
        var refused = new JournalWriteException(EngineLoop.DefaultFault, "It was not decided; ask again.");
        foreach (var answer in _answers) answer.Fail(refused);
        return _commits.DisposeAsync();
    }

    // One turn: everything in the inbox, and whatever the clock made due meanwhile.
    private void Turn(ChannelReader<LoopInput> inbox)
    {
        if (_warming && _clock.Wall.GetElapsedTime(_startedAt) >= _options.WarmingTime)
        {
            _warming = false;
            _pass.Begin(DecidableNow());
            _pass.EndWarming();
            _batch.AddRange(_pass.End());
            _viewDue = true;
        }

        var bound = _options.InboxCapacity;
        var more = inbox.TryRead(out var next);
        while (more)
        {
            // All inputs of one instant are observed before anything due at that instant is decided.
            var arrivedAt = next.ArrivedAt;
            _pass.Begin(arrivedAt ?? DecidableNow());
            do
            {
                Take(next);
                more = --bound > 0 && inbox.TryRead(out next);
            }
            while (more && next.ArrivedAt == arrivedAt);
            _batch.AddRange(_pass.End());
        }

        DecideDue();
        AnswerLooks();
    }

    // After what this turn observed is decided: who looks sees no half of it.
    private void AnswerLooks()
    {
        foreach (var look in _looks)
            Answer(look.Answer, () => _engine.Look(look.StreamId, look.QueueId, Instant.Max(DecidableNow(), _engine.Durable.LastDecidedAt)));
        _looks.Clear();
    }

    private void DecideDue()
    {
        var now = DecidableNow();
        if (_engine.NextWakeup > now) return;
        _pass.Begin(now);
        _batch.AddRange(_pass.End());
    }

    // A source that shares the clock may still be sending what happened a moment ago.
    private Instant DecidableNow() => _clock.Now.Plus(-Grace);

    private long Grace => (long)(_options.SourceGrace.TotalMilliseconds * _clock.Speed);

    private void Take(in LoopInput input)
    {
        if (input.Observations is { } observations)
        {
            foreach (var observation in observations)
            {
                _pass.Observe(observation);
                _pool.Return(observation);
            }

            _viewDue = true;
        }
        else if (input.Heartbeat is { } source)
        {
            _pass.ObserveHeartbeat(source, input.Until);
            _viewDue = true;
        }
        else if (input.Input is { } asked)
        {
            Decide(asked, input.Answer!);
        }
        else if (input.Survey is { } survey)
        {
            Answer(survey.Answer, () => _engine.Survey(survey.Stream, _pass.Now));
        }
        else if (input.Preview is { } preview)
        {
            Answer(preview.Answer, () => _engine.Preview(preview.Apply, _pass.Now));
        }
        else if (input.Look is { } look)
        {
            _looks.Add(look);
            _answers.Add(new(input.Answer!, [], null));
        }
    }

    private void Decide(EngineInput asked, TaskCompletionSource<LoopDecision> asker)
    {
        Exception? refusal = null;
        IReadOnlyList<EngineEvent> decided = [];
        try
        {
            decided = _pass.Decide(asked);
        }
        catch (Exception e) when (e is EngineLimitException or EngineConflictException or EngineRefusalException)
        {
            refusal = e;
        }
        catch (Exception e)
        {
            // Only a bound, a conflict or a refusal leaves the engine as it was; whatever else it is, who asked must hear of it.
            asker.TrySetException(e);
            throw;
        }

        _answers.Add(new(asker, decided, refusal));
    }

    // A question changes nothing: whatever becomes of it is its asker's, and the engine goes on.
    private static void Answer<T>(TaskCompletionSource<T> asker, Func<T> ask)
    {
        try
        {
            asker.TrySetResult(ask());
        }
        catch (Exception e)
        {
            asker.TrySetException(e);
        }
    }

    private async Task SubmitAsync(bool final)
    {
        var wallNow = _clock.Wall.GetTimestamp();
        _viewDue |= _batch.Exists(e => e is SourceEvent); // queues go stale although nothing arrives
        PublishQueues(wallNow);
        // That nothing is known of a queue that is gone is kept with the fact, or a restart would wait for it.
        var checkpoints = _checkpoints.Take(wallNow, whole: final || _batch.Exists(e => e is QueueGone));
        var snapshot = SnapshotDue(final);
        if (_batch.Count == 0 && checkpoints.Length == 0 && snapshot is null)
        {
            _commits.AnswerNow(_answers, _offset);
            return;
        }

        var events = _batch.ToArray();
        var entries = Array.ConvertAll(events, e => new NewEntry(EventCodec.KindOf(e), e.At, e.DecidedAt, EventCodec.Encode(e)));
        var commit = await _journal.SubmitAsync(new JournalBatch(
            _organizationId, entries, checkpoints, snapshot, _offset, Records: Project(events)));
        _commits.Add(commit, events, _answers.ToArray());
        if (checkpoints.Length > 0) _checkpoints.Submitted(commit);
        _offset += entries.Length;
        _batch.Clear();
        _answers.Clear();
    }

    private List<RecordWrite> Project(EngineEvent[] events)
    {
        var records = new List<RecordWrite>();
        foreach (var e in events)
            foreach (var projection in _projections)
                projection.Project(e, records);
        return records;
    }

    private SnapshotToWrite? SnapshotDue(bool final)
    {
        _entriesSinceSnapshot += _batch.Count;
        if (_entriesSinceSnapshot == 0 || (!final && _entriesSinceSnapshot < _options.EntriesPerSnapshot)) return null;
        _entriesSinceSnapshot = 0;
        return new SnapshotToWrite(StateCodec.Format, StateCodec.Encode(_engine.Durable));
    }

    private void PublishQueues(long wallNow)
    {
        if (!_viewDue || _clock.Wall.GetElapsedTime(_lastView, wallNow) < _options.ViewInterval) return;
        _lastView = wallNow;
        _viewDue = false;
        _commits.AddQueues(_clock.Now, [.. _engine.Queues]);
    }

    // Until something arrives, a commit fails, or the clock reaches the next wake-up, checkpoint, view or end of warming.
    private async Task WaitAsync(ChannelReader<LoopInput> inbox, CancellationToken stop)
    {
        // The same wait goes on from turn to turn until it is answered: each new one would be kept by the inbox.
        if (_arrival is null or { IsCompleted: true }) _arrival = inbox.WaitToReadAsync(stop).AsTask();
        if (_arrival.IsCompleted || _checkpoints.More is { IsCompleted: true }) return;
        var delay = _clock.WallDelayUntil(_engine.NextWakeup.Plus(Grace));
        var housekeeping = _options.CheckpointInterval < _options.ViewInterval ? _options.CheckpointInterval : _options.ViewInterval;
        if (delay > housekeeping) delay = housekeeping;
        if (delay <= TimeSpan.Zero) return;

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var elapsed = Task.Delay(delay, _clock.Wall, cancel.Token);
        await Task.WhenAny(_arrival, elapsed, _commits.Failed, _checkpoints.More ?? _commits.Failed);
        await cancel.CancelAsync();
    }
}

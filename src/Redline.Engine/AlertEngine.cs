using Redline.Engine.Alerts;
using Redline.Engine.Escalations;
using Redline.Engine.Flows;
using Redline.Engine.Messages;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;
using Redline.Engine.Schedules;
using Redline.Engine.Silences;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>
/// The engine of one organization: what is decided, and nothing else. It has no clock, task, log, file or socket;
/// <c>now</c> comes with the input. The durable state changes only in <see cref="Evolve"/>, the volatile one only in
/// <see cref="Observe"/> and its kin; <see cref="Decide"/> and <see cref="DecideDue"/> read both and give events.
/// <see cref="EnginePass"/> puts the calls in the order of design section 3 rule 4. Not safe for use by several threads.
/// </summary>
public sealed class AlertEngine
{
    private readonly EngineLimits _limits;
    private readonly StreamBinder _binder;
    private readonly WatchTable _watches;
    private readonly QueueIntake _queues;
    private readonly SourceTable _sources;
    private readonly BlindnessTeller _teller;
    private readonly MinuteTable _minutes;
    private readonly FingerprintDecider _decider;
    private readonly TellingDecider _telling;
    private Instant _silencesChangedAt = Instant.Never;
    private readonly FlowCourse _flows;
    private Instant _definedAt;

    /// <summary>An engine over a durable state: a fresh one, or one that was replayed.</summary>
    public AlertEngine(DurableState durable, EngineLimits limits)
    {
        Durable = durable;
        _limits = limits;
        var times = new ScheduleCache();
        _binder = new StreamBinder(times);
        _watches = new WatchTable(durable, _binder);
        _teller = new BlindnessTeller(durable.Sources);
        _sources = new SourceTable(limits, _watches, _teller);
        _minutes = new MinuteTable(_watches);
        _queues = new QueueIntake(limits, _watches, _sources, _minutes);
        _telling = new TellingDecider(durable, new SilenceLookup(durable.Silences, times), _queues, limits.CoalesceMilliseconds);
        _decider = new FingerprintDecider(_telling);
        _flows = new FlowCourse(durable, limits, new EngineSight(_queues, durable));
    }

    /// <summary>What must survive a crash.</summary>
    public DurableState Durable { get; }

    /// <summary>
    /// When the clock next changes something although nothing is observed; <see cref="Instant.Never"/>: it does not.
    /// A function of both states; exact.
    /// </summary>
    public Instant NextWakeup
    {
        get
        {
            Settle();
            var hearing = Instant.Min(_sources.NextWakeup, _teller.NextWakeup);
            var telling = Instant.Min(Instant.Min(Durable.Held.Next, Durable.Flapping.Next), Instant.Min(Durable.Silences.NextEnd, _silencesChangedAt));
            var deciding = Instant.Min(Instant.Min(_watches.NextWakeup, _minutes.NextWakeup), Instant.Min(Durable.Messages.NextExpiry, Durable.Flows.NextWait));
            return Instant.Min(Instant.Min(hearing, telling), deciding);
        }
    }

    /// <summary>The last values of every queue and media type, for those who show them.</summary>
    public IEnumerable<QueueView> Queues => _queues.All.SelectMany(QueueView.Of);

    /// <summary>What is heard of sources, for tests that compute the next wake-up anew.</summary>
    internal (SourceTable Table, BlindnessTeller Teller) Hearing => (_sources, _teller);

    /// <summary>Whether minutes are counted: anything of a half hour was heard since the start. For tests.</summary>
    internal bool CountsMinutes => _minutes.NextWakeup != Instant.Never;

    /// <summary>Every scope there is, for tests that compute the next wake-up anew.</summary>
    internal IEnumerable<QueueScope> Scopes => _queues.Scopes;

    /// <summary>
    /// After a replay of the journal: takes back the last values with their original instants (exempt from the delay
    /// limit). Every queue they or the durable state speak of is warming until an observation carries its waiting
    /// metrics; until then nothing of it opens or resolves.
    /// </summary>
    /// <param name="checkpoints">What was kept of the last values.</param>
    public void Restore(IEnumerable<QueueCheckpoint> checkpoints)
    {
        foreach (var checkpoint in checkpoints) _queues.Restore(checkpoint);
        foreach (var fingerprint in Durable.Fingerprints.Keys)
            _queues.Warm(fingerprint, Durable.LastDecidedAt);
        _sources.Restore(Durable.Sources, Durable.LastDecidedAt);
    }

    /// <summary>
    /// The time a restart is given is over (design section 3 rule 3: 10 s of wall time): queues not confirmed by now are
    /// blind. Nothing of them opens or resolves until they are heard of.
    /// </summary>
    /// <param name="now">The instant of the pass.</param>
    public void EndWarming(Instant now)
    {
        Settle();
        _sources.EndWarming(_queues.All, now);
    }

    /// <summary>The last values that changed since this was last called, to be kept across a restart.</summary>
    public IReadOnlyList<QueueCheckpoint> TakeCheckpoints()
    {
        var taken = new List<QueueCheckpoint>(_queues.TakeGone());
        foreach (var scope in _queues.Scopes)
        {
            if (!scope.CheckpointDue) continue;
            scope.CheckpointDue = false;
            taken.Add(QueueCheckpoint.Of(scope));
        }

        return taken;
    }

    /// <summary>Takes an observation into the volatile state. Allocates nothing for a queue and media type already known.</summary>
    /// <param name="observation">What was observed; copied.</param>
    /// <param name="now">The instant of the pass.</param>
    public ObserveOutcome Observe(Observation observation, Instant now)
    {
        Settle();
        return _queues.Observe(observation, now);
    }

    /// <summary>
    /// A source says that it is there although nothing changed: a heartbeat, a reconcile, or an instant of a replay.
    /// Counts as hearing of every queue of the source.
    /// </summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="now">The instant of the pass.</param>
    /// <param name="until">
    /// Up to when it vouches for its queues without a further word: a recording knows when it goes on. <paramref name="now"/>
    /// or later.
    /// </param>
    public void ObserveHeartbeat(string sourceId, Instant now, Instant until)
    {
        Settle();
        _queues.Heartbeat(sourceId, now, until);
    }

    /// <summary>
    /// Adds the events of an input at an instant. Changes nothing; only what is reported of a source is taken like an
    /// observation, and told with what is due at the end of the pass.
    /// </summary>
    /// <exception cref="EngineLimitException">The input would pass a bound of <see cref="EngineLimits"/>.</exception>
    /// <exception cref="EngineConflictException">The input expects another version than there is.</exception>
    /// <exception cref="EngineRefusalException">The input does not fit what there is.</exception>
    public void Decide(EngineInput input, Instant now, List<EngineEvent> events)
    {
        Settle();
        var first = events.Count;
        DecideInput(input, now, events);
        EscalationDecider.Follow(Durable.Escalations, first, events);
        _flows.React(first, at: null, now, events);
    }

    private void DecideInput(EngineInput input, Instant now, List<EngineEvent> events)
    {
        switch (input)
        {
            case DefineStream or DeleteStream or DefineQueueSet or DeleteQueueSet or DefineParameter or DeleteParameter or DefineFlow or DeleteFlow:
                new DefinitionDecider(Durable, _binder, _telling, _queues.ScopeOf, _limits, now, events).Decide(input);
                break;
            case ApplyDefinitions apply:
                new DefinitionDecider(Durable, _binder, _telling, _queues.ScopeOf, _limits, now, events).Decide(apply.Changes);
                break;
            case AcknowledgeAlert acknowledge:
                new AcknowledgementDecider(Durable, now, events).Acknowledge(acknowledge);
                break;
            case WithdrawAcknowledgement withdraw:
                new AcknowledgementDecider(Durable, now, events).Withdraw(withdraw);
                break;
            case ReportSource report:
                _sources.Report(report, now);
                break;
            case ReportQueuesGone gone:
                QueueGoneDecider.Decide(gone, Durable, _queues, now, events);
                break;
            case SendMessage send:
                MessageDecider.Send(send, Durable.Messages, _limits, now, events);
                break;
            case SetSilence set:
                SilenceDecider.Set(set, Durable.Silences, _limits, now, events);
                break;
            case EndSilence end:
                SilenceDecider.End(end, Durable.Silences, now, events);
                break;
            case CreateEscalation create:
                new EscalationDecider(Durable, _limits, now, events).Create(create);
                break;
            case AcknowledgeEscalation acknowledge:
                new EscalationDecider(Durable, _limits, now, events).Acknowledge(acknowledge);
                break;
            case WithdrawEscalation withdraw:
                new EscalationDecider(Durable, _limits, now, events).Withdraw(withdraw);
                break;
            case CloseEscalation close:
                new EscalationDecider(Durable, _limits, now, events).Close(close);
                break;
            case StartExecution start:
                _flows.Start(start, now, events);
                break;
            case ConcludeEffect concluded:
                _flows.Conclude(concluded, now, events);
                break;
            default:
                throw new InvalidOperationException($"{input.GetType().Name} is not an input of the engine");
        }
    }

    /// <summary>What a stream would find if it were active now. Changes nothing.</summary>
    public StreamSurvey Survey(StreamDefinition stream, Instant now) => StreamSurveyor.Survey(stream, _queues, Durable.References, now);

    /// <summary>How a stream stands at a queue, and why. Neither need exist. Changes nothing.</summary>
    public StreamLook Look(string streamId, string queueId, Instant now) =>
        StreamLooker.Look(Durable, _queues.Find(queueId), streamId, queueId, now);

    /// <summary>What definitions would do if they were applied now. Changes nothing.</summary>
    /// <exception cref="EngineLimitException">A bound would be passed.</exception>
    /// <exception cref="EngineConflictException">Another version is there than a change expects.</exception>
    /// <exception cref="EngineDefinitionException">The definitions do not fit each other or what there is.</exception>
    public DefinitionPreview Preview(ApplyDefinitions apply, Instant now)
    {
        var events = new List<EngineEvent>();
        var decider = new DefinitionDecider(Durable, _binder, _telling, _queues.ScopeOf, _limits, now, events);
        decider.Decide(apply.Changes);
        var surveys = decider.Streams.ToDictionary(
            s => s.Id, s => StreamSurveyor.Survey(s, _queues, decider.References, now), StringComparer.Ordinal);
        return new(events, surveys, [.. decider.AllStreams], decider.Flows);
    }

    /// <summary>
    /// Adds the events of everything due at <paramref name="at"/>, which is <see cref="NextWakeup"/>: minutes
    /// that are complete are counted, what is stale by then is not seen any more, what is new of sources is told, each fingerprint that is seen is decided once,
    /// then messages expire, and flows go on. Where no fingerprint is due, people are told of what was held.
    /// </summary>
    /// <param name="at">When the facts become true.</param>
    /// <param name="decidedAt">The instant of the pass, not before <paramref name="at"/>.</param>
    /// <param name="events">Where events are added.</param>
    public void DecideDue(Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        Settle();
        var first = events.Count;
        _minutes.Elapse(at);
        _sources.Elapse(at);
        _teller.Tell(at, decidedAt, events);
        var nextAlertNumber = Durable.LastAlertNumber + 1;
        var decided = false;
        while (_watches.TakeDue(at) is { } watch)
        {
            decided = true;
            if (!watch.Scope.Confirmed)
            {
                _watches.Unschedule(watch); // not seen since this instant
                continue;
            }

            _decider.Decide(watch, at, decidedAt, ref nextAlertNumber, events);
            watch.ChangedFrom = Instant.Never;
            watch.DecidedAt = at;
            watch.AfterGap = false;
            _watches.Unschedule(watch);
        }

        // An alert that is over as it would be told is never told: what was decided comes first.
        if (!decided)
        {
            _telling.Tell(at, decidedAt, _silencesChangedAt <= at, events);
            if (_silencesChangedAt <= at) _silencesChangedAt = Instant.Never;
        }

        SilenceDecider.Expire(Durable.Silences, at, decidedAt, events);
        MessageDecider.Expire(Durable.Messages, at, decidedAt, events);
        _flows.React(first, at, decidedAt, events);
    }

    /// <summary>Takes one fact into the durable state. Replay and life go through here.</summary>
    public void Evolve(EngineEvent e)
    {
        var references = Durable.References;
        Durable.Evolve(e);
        switch (e)
        {
            case QueueSetDefined { Definition.Id: var id }:
                RebindUsers(new(true, id), references, e.DecidedAt);
                break;
            case ParameterDefined { Definition.Name: var name }:
                RebindUsers(new(false, name), references, e.DecidedAt);
                break;
            case StreamDefined defined:
                Rebind(Durable.Streams[defined.Definition.Id]);
                break;
            case StreamDeleted deleted:
                _watches.Delete(deleted.StreamId);
                _definedAt = deleted.DecidedAt;
                break;
            case QueueGone gone:
                Settle();
                _queues.Forget(gone.QueueId, gone.DecidedAt);
                break;
            case SilenceSet or SilenceEnded { EndedBySubject: not null }:
                _watches.TouchSuppressed(e.DecidedAt);
                _silencesChangedAt = e.DecidedAt;
                break;
            case FingerprintEvent about:
                _watches.Evolved(about.Fingerprint);
                break;
        }
    }

    private void Rebind(StreamState stream)
    {
        var agesRead = _watches.AgeReaders;
        _watches.Define(stream, _queues);
        _definedAt = stream.DefinedAt;
        if (agesRead == 0 && _watches.AgeReaders > 0) _queues.HearAgain();
    }

    // What a name means changed: only the queues for which it differs are bound anew, to the streams that name it.
    private void RebindUsers(ReferenceName name, DefinedReferences before, Instant at)
    {
        var users = Durable.Streams.Values.Where(s => StreamUses.Names(s.Definition, name)).ToArray();
        if (users.Length == 0) return;
        var agesRead = _watches.AgeReaders;
        _watches.Renamed(users);
        foreach (var scope in _queues.Scopes)
        {
            if (!Durable.References.DiffersFor(name, StreamBinder.IdentityOf(scope), before)) continue;
            foreach (var stream in users) _watches.Rebind(stream, scope, at);
        }

        _watches.Date(users);
        if (agesRead == 0 && _watches.AgeReaders > 0) _queues.HearAgain();
        _definedAt = at;
    }

    // Once after all that was defined together, and before anything looks at it.
    private void Settle()
    {
        if (_watches.Rebound.Count == 0) return;
        _sources.Limit(_watches.Rebound, _queues.All, _definedAt);
        _watches.Rebound.Clear();
    }
}

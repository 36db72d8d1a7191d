using Redline.Engine.Alerts;
using Redline.Engine.Messages;
using Redline.Engine.Streams;

namespace Redline.Engine.Flows;

/// <summary>
/// Decides what flows do about what was just decided of alerts, about effects that ended, and about time. Reads both
/// states, changes neither.
/// </summary>
internal sealed class FlowCourse(DurableState durable, EngineLimits limits, IFlowSight live)
{
    /// <summary>Nobody was told: too many messages have not expired.</summary>
    public const string MessageLimit = "message.limit";

    /// <summary>
    /// Adds what follows, for flows, from what was decided of alerts in this pass at one instant, and what is due for
    /// those that wait. An execution is moved once: an acknowledgement at the very instant a wait is over ends it.
    /// </summary>
    /// <param name="first">Where the events of this decision begin in the list.</param>
    /// <param name="at">When waits are due; null: none is looked at.</param>
    /// <param name="decidedAt">The instant of the pass.</param>
    /// <param name="events">Where events are added.</param>
    public void React(int first, Instant? at, Instant decidedAt, List<EngineEvent> events)
    {
        var last = events.Count;
        if (first == last && (at is null || durable.Flows.NextWait > at)) return; // almost always, and it allocates nothing
        var sight = new BatchSight(live, durable, events, first, last);
        var walk = new FlowWalk(sight, decidedAt, events);
        var moved = new HashSet<long>();
        var next = durable.Flows.LastExecution + 1;
        var cooling = new Dictionary<(string, string), Instant>();
        for (var i = first; i < last; i++)
        {
            switch (events[i])
            {
                case AlertTriggered { Held: not SuppressionReason.Shadow } t when durable.Streams.GetValueOrDefault(t.Fingerprint.StreamId)?.Definition is { Flow: { } flow } stream:
                    Trigger(walk, TriggerOf(t.Number, t.Fingerprint, t.Severity, t.OpenedAt, t.At, t.Evidence, stream), t.At, flow, decidedAt, ref next, cooling, events);
                    break;
                case AlertTold or AlertHeld { Reason: not (SuppressionReason.Shadow or SuppressionReason.Silenced) }
                    when OutOfShadow((FingerprintEvent)events[i], first, events) is ({ } alert, { Flow: { } flow } stream):
                    Trigger(walk, TriggerOf(alert.Number, alert.Fingerprint, alert.Severity, alert.OpenedAt, alert.TriggeredAt, alert.Evidence, stream), events[i].At, flow, decidedAt, ref next, cooling, events);
                    break;
                case AlertAcknowledged taken:
                    EndWaits(walk, taken.Number, FlowWords.Acknowledged, taken.At, moved);
                    break;
                case AlertResolved resolved:
                    EndWaits(walk, resolved.Number, FlowWords.Resolved, resolved.At, moved);
                    break;
            }
        }

        if (at is null) return;
        foreach (var execution in durable.Flows.DueAt(at.Value))
            if (moved.Add(execution.Number))
                walk.Continue(execution, durable.Flows.DefinitionOf(execution), FlowWords.Elapsed, execution.Current!.Until!.Value);
    }

    /// <exception cref="EngineRefusalException">There is no such flow or open alert, or the flow is cooling down for the queue.</exception>
    /// <exception cref="EngineLimitException">As many run as may.</exception>
    public void Start(StartExecution start, Instant now, List<EngineEvent> events)
    {
        if (!durable.Flows.Flows.TryGetValue(start.Flow, out var flow))
            throw new EngineRefusalException(EngineRefusalException.FlowNotFound, "There is no flow of that name.");
        var trigger = start.Trigger;
        if (trigger.AlertNumber is { } number)
        {
            if (durable.FindOpen(number)?.Alert is not { } alert)
                throw new EngineRefusalException(number <= durable.LastAlertNumber ? EngineRefusalException.AlertResolved : EngineRefusalException.AlertNotFound, "There is no open alert of that number.");
            trigger = TriggerOf(alert.Number, alert.Fingerprint, alert.Severity, alert.OpenedAt, alert.TriggeredAt, alert.Evidence, durable.Streams[alert.Fingerprint.StreamId].Definition) with { StartedBy = trigger.StartedBy };
        }

        if (durable.Flows.Running.Count >= limits.MaxExecutions) throw new EngineLimitException("execution.limit", $"{limits.MaxExecutions} executions run already.");
        if (trigger.QueueId is { } queue && durable.Flows.CooldownOf(start.Flow, queue) > now)
            throw new EngineRefusalException(EngineRefusalException.FlowCoolingDown, $"The flow began for this queue a short while ago; it may again at {durable.Flows.CooldownOf(start.Flow, queue)}.");
        var walk = new FlowWalk(new BatchSight(live, durable, events, events.Count, events.Count), now, events);
        walk.Begin(StartOf(flow, trigger, durable.Flows.LastExecution + 1, now, now, start.Data), flow.Definition);
    }

    /// <summary>Takes how an effect ended; one that is not under way any more changes nothing.</summary>
    public void Conclude(ConcludeEffect concluded, Instant now, List<EngineEvent> events)
    {
        if (durable.Flows.Running.GetValueOrDefault(concluded.Number) is not { Current: { Effect: not null } step } execution || step.Visit != concluded.Visit) return;
        var flow = durable.Flows.DefinitionOf(execution);
        if (!FlowWords.OutcomesOf(flow.Find(step.Node)!).Contains(concluded.Outcome, StringComparer.Ordinal))
            throw new InvalidOperationException($"{concluded.Outcome} is no outcome of the node {step.Node}");
        if (concluded.Message is { } message)
        {
            if (durable.Messages.Open.Count < limits.MaxOpenMessages) MessageDecider.Send(message, durable.Messages, limits, now, events);
            else concluded = concluded with { Outcome = FlowWords.Nobody, Code = MessageLimit };
        }

        var walk = new FlowWalk(new BatchSight(live, durable, events, events.Count, events.Count), now, events);
        var data = FlowWalk.Bounded(concluded.Data.Select(d => KeyValuePair.Create(d.Key, (FlowValue?)d.Value)), execution);
        walk.Continue(
            execution, flow, concluded.Outcome, now, concluded.Code, data.Count == 0 ? null : data,
            concluded.Attempts.Count == 0 ? null : [.. concluded.Attempts.Take(FlowLimits.Attempts)]);
    }

    private void Trigger(
        FlowWalk walk, FlowTrigger trigger, Instant at, string name, Instant decidedAt, ref long next,
        Dictionary<(string, string), Instant> cooling, List<EngineEvent> events)
    {
        var queue = trigger.QueueId!;
        if (!durable.Flows.Flows.TryGetValue(name, out var flow)) Skip(SkipReason.FlowUnknown);
        else if (Instant.Max(durable.Flows.CooldownOf(name, queue), cooling.GetValueOrDefault((name, queue), Instant.Beginning)) > at) Skip(SkipReason.CoolingDown);
        else if (durable.Flows.Running.Count + (next - durable.Flows.LastExecution - 1) >= limits.MaxExecutions) Skip(SkipReason.LimitReached);
        else
        {
            var started = StartOf(flow, trigger, next++, at, decidedAt, new Dictionary<string, FlowValue>());
            if (started.CooldownUntil is { } until) cooling[(name, queue)] = until;
            walk.Begin(started, flow.Definition);
        }

        void Skip(SkipReason reason) => events.Add(new ExecutionSkipped(at, decidedAt, name, trigger.AlertNumber!.Value, queue, reason));
    }

    // In shadow an alert starts nothing. Its stream is in shadow no more: it starts its flow now, by what the stream says from
    // here on, as it is told or would be. Null: it was not in shadow.
    private (Alert?, StreamDefinition?) OutOfShadow(FingerprintEvent e, int first, List<EngineEvent> events)
    {
        if (durable.Find(e.Fingerprint)?.Alert is not { Held: SuppressionReason.Shadow } alert) return default;
        var stream = durable.Streams.GetValueOrDefault(e.Fingerprint.StreamId)?.Definition;
        for (var i = first; i < events.Count; i++)
            if (events[i] is StreamDefined { Definition: var defined } && defined.Id == e.Fingerprint.StreamId)
                stream = defined;
        return (alert, stream);
    }

    private void EndWaits(FlowWalk walk, long alert, string outcome, Instant at, HashSet<long> moved)
    {
        foreach (var execution in durable.Flows.Of(alert))
        {
            if (execution.Current is not { Until: not null } step) continue;
            var flow = durable.Flows.DefinitionOf(execution);
            var waits = flow.Find(step.Node) is WaitNode wait && (outcome == FlowWords.Acknowledged ? wait.UntilAcknowledged : wait.UntilResolved);
            if (waits && moved.Add(execution.Number)) walk.Continue(execution, flow, outcome, Instant.Max(at, step.StartedAt));
        }
    }

    private static FlowTrigger TriggerOf(
        long number, Fingerprint about, Severity severity, Instant openedAt, Instant triggeredAt, AlertEvidence evidence, StreamDefinition stream) => new(
        number, about.QueueId, evidence.QueueName, about.MediaType, about.StreamId, stream.Name, severity, evidence.Threshold,
        openedAt, triggeredAt, evidence.Metrics, stream.Priority, null);

    private static ExecutionStarted StartOf(
        DefinedFlow flow, FlowTrigger trigger, long number, Instant at, Instant decidedAt, IReadOnlyDictionary<string, FlowValue> data)
    {
        var cooldown = flow.Definition.CooldownMilliseconds;
        return new(
            at, decidedAt, number, flow.Definition.Name, flow.Version, trigger, data,
            cooldown > 0 && trigger.QueueId is not null ? at.Plus(cooldown) : null);
    }
}

/// <summary>What is known, with what was decided just now and is not evolved yet.</summary>
internal sealed class BatchSight : IFlowSight
{
    private readonly IFlowSight _live;
    private readonly DurableState _durable;
    private readonly Dictionary<long, bool> _taken = [];
    private readonly HashSet<long> _resolved = [];
    private readonly HashSet<long> _triggered = [];

    public BatchSight(IFlowSight live, DurableState durable, List<EngineEvent> events, int first, int last)
    {
        (_live, _durable) = (live, durable);
        for (var i = first; i < last; i++)
        {
            if (events[i] is AlertTriggered triggered) _triggered.Add(triggered.Number);
            else if (events[i] is AlertResolved resolved) _resolved.Add(resolved.Number);
            else if (events[i] is AlertAcknowledged acknowledged) _taken[acknowledged.Number] = true;
            else if (events[i] is AcknowledgementWithdrawn withdrawn) _taken[withdrawn.Number] = false;
        }
    }

    public bool Knows(string queueId) => _live.Knows(queueId);

    public double? MetricOf(string queueId, string? mediaType, string metric, Instant at) => _live.MetricOf(queueId, mediaType, metric, at);

    public bool IsAcknowledged(long alertNumber) =>
        _taken.TryGetValue(alertNumber, out var taken) ? taken : _durable.FindOpen(alertNumber)?.Alert?.Acknowledgement is not null;

    public bool IsOpen(long alertNumber) => !_resolved.Contains(alertNumber) && (_triggered.Contains(alertNumber) || _durable.FindOpen(alertNumber) is not null);
}

using System.Collections.Immutable;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Escalations;
using Redline.Engine.Flows;
using Redline.Engine.Queues;
using Redline.Engine.Silences;
using Redline.Engine.Sources;

namespace Redline.Delivery.Organizations;

/// <summary>
/// What is committed of an organization, for those who answer questions about it: each property is a whole, immutable
/// state as of one commit. Any thread may read; the loop's pump writes.
/// </summary>
public sealed class CommittedView : ICommittedListener
{
    private volatile ImmutableSortedDictionary<string, StreamState> _streams = ImmutableSortedDictionary<string, StreamState>.Empty;
    private volatile ImmutableSortedDictionary<long, Alert> _openAlerts = ImmutableSortedDictionary<long, Alert>.Empty;
    private volatile DefinedReferences _references = DefinedReferences.Empty;
    private volatile ImmutableSortedDictionary<string, DefinedFlow> _flows = ImmutableSortedDictionary<string, DefinedFlow>.Empty;
    private volatile ImmutableSortedDictionary<long, Execution> _executions = ImmutableSortedDictionary<long, Execution>.Empty;
    private volatile IReadOnlyList<QueueView> _queues = [];
    private volatile IReadOnlyDictionary<long, Silence> _silences = ImmutableSortedDictionary<long, Silence>.Empty;
    private volatile ImmutableSortedDictionary<long, Escalation> _escalations = ImmutableSortedDictionary<long, Escalation>.Empty;
    private volatile IReadOnlyList<Blindness> _blind = [];

    /// <summary>The streams by id.</summary>
    public IReadOnlyDictionary<string, StreamState> Streams => _streams;

    /// <summary>The queue sets and parameters; another instance when any changed.</summary>
    public DefinedReferences References => _references;

    /// <summary>The open alerts by number.</summary>
    public IReadOnlyDictionary<long, Alert> OpenAlerts => _openAlerts;

    /// <summary>The silences that are not over, by number.</summary>
    public IReadOnlyDictionary<long, Silence> Silences => _silences;

    /// <summary>The escalations that are open, by number.</summary>
    public IReadOnlyDictionary<long, Escalation> Escalations => _escalations;

    /// <summary>The flows by name.</summary>
    public IReadOnlyDictionary<string, DefinedFlow> Flows => _flows;

    /// <summary>The executions that run, by number.</summary>
    public IReadOnlyDictionary<long, Execution> Executions => _executions;

    /// <summary>What was told of sources that do not see, by source and cause.</summary>
    public IReadOnlyList<Blindness> Blind => _blind;

    /// <summary>The last values of every queue and media type.</summary>
    public IReadOnlyList<QueueView> Queues => _queues;

    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        _streams = committed.Streams.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _references = committed.References;
        _openAlerts = committed.OpenAlerts.ToImmutableSortedDictionary(a => a.Number, a => a);
        _blind = [.. committed.Sources.Blind];
        _silences = committed.Silences.Open.ToImmutableSortedDictionary();
        _flows = committed.Flows.Flows.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _executions = committed.Flows.Running.ToImmutableSortedDictionary();
        _escalations = committed.Escalations.Open.ToImmutableSortedDictionary();
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        var open = _openAlerts.ToBuilder();
        var streams = _streams.ToBuilder();
        foreach (var (e, alert) in batch.Events)
        {
            switch (e)
            {
                case StreamDefined defined:
                    streams[defined.Definition.Id] = new(defined.Definition, defined.Version, defined.At);
                    break;
                case StreamDeleted deleted:
                    streams.Remove(deleted.StreamId);
                    break;
                case AlertResolved resolved:
                    open.Remove(resolved.Number);
                    break;
                default:
                    if (alert is not null) open[alert.Number] = alert;
                    break;
            }
        }

        if (batch.Events.Any(e => e.Event is SourceEvent)) _blind = [.. after.Sources.Blind];
        if (batch.Events.Any(e => e.Event is SilenceEvent)) _silences = after.Silences.Open.ToImmutableSortedDictionary();
        _references = after.References; // before the streams that name them
        TakeFlows(batch, after.Flows);
        TakeEscalations(batch, after.Escalations);
        _streams = streams.ToImmutable();
        _openAlerts = open.ToImmutable();
    }

    private void TakeEscalations(CommittedBatch batch, EscalationState after)
    {
        ImmutableSortedDictionary<long, Escalation>.Builder? escalations = null;
        foreach (var (e, _) in batch.Events)
        {
            if (e is not EscalationEvent { Number: var number }) continue;
            escalations ??= _escalations.ToBuilder();
            if (after.Open.TryGetValue(number, out var open)) escalations[number] = open;
            else escalations.Remove(number);
        }

        if (escalations is not null) _escalations = escalations.ToImmutable();
    }

    private void TakeFlows(CommittedBatch batch, FlowState after)
    {
        if (batch.Events.Any(e => e.Event is FlowDefined or FlowDeleted)) _flows = after.Flows.ToImmutableSortedDictionary(StringComparer.Ordinal);
        ImmutableSortedDictionary<long, Execution>.Builder? executions = null;
        foreach (var (e, _) in batch.Events)
        {
            if (e is not ExecutionEvent { Number: var number }) continue;
            executions ??= _executions.ToBuilder();
            if (after.Running.TryGetValue(number, out var running)) executions[number] = running;
            else executions.Remove(number);
        }

        if (executions is not null) _executions = executions.ToImmutable();
    }

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues) => _queues = queues;
}

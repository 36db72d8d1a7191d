using Redline.Delivery.Effects;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Audiences;
using Redline.Engine.Flows;
using Redline.Engine.Messages;
using Redline.Engine.Queues;
using Redline.Server.Effects;

namespace Redline.Server.Flows;

/// <summary>
/// Has what committed steps of flows ask for carried out, and tells the engine how it ended. What a restart finds
/// unfinished is submitted again under the same key: a receiver that keeps it does nothing twice, and people are told in
/// the very batch that ends the step. A launch of a workflow has no key, so only a CRITICAL one is made again.
/// </summary>
/// <param name="journalId">The first part of every key.</param>
/// <param name="organizationId">Whose flows.</param>
/// <param name="people">Who is told.</param>
/// <param name="view">What is committed.</param>
/// <param name="clock">The organization's time.</param>
/// <param name="wall">Wall time.</param>
/// <param name="options">How long messages are shown, and when a conclusion is tried again. They are valid.</param>
internal sealed class FlowDispatcher(
    string journalId, string organizationId, FlowPeople people, CommittedView view, IOrganizationClock clock, TimeProvider wall, FlowOptions options) : ICommittedListener
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unsure = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Execution Execution, FlowDefinition Flow)> _pending = new(StringComparer.Ordinal);
    private EngineLoop? _loop;
    private EffectRunner? _runner;

    /// <summary>From now on effects are carried out; those that are pending at once.</summary>
    public void Begin(EngineLoop loop, EffectRunner runner)
    {
        lock (_gate)
        {
            (_loop, _runner) = (loop, runner);
            foreach (var key in _pending.Keys.Order(StringComparer.Ordinal).ToArray()) Submit(key);
        }
    }

    /// <summary>No more effects are begun; called before the runner is disposed.</summary>
    public void End()
    {
        lock (_gate) _runner = null;
    }

    /// <summary>Takes how a request or workflow ended.</summary>
    public async ValueTask ConcludedAsync(EffectConclusion conclusion)
    {
        (Execution Execution, FlowDefinition Flow) pending;
        bool isUnsure;
        lock (_gate)
        {
            if (!_pending.TryGetValue(conclusion.Key, out pending)) return;
            isUnsure = _unsure.Contains(conclusion.Key);
        }

        var attempts = conclusion.Attempts.Select(a => new FlowAttempt(a.At, a.Status, (long)a.Duration.TotalMilliseconds, a.Error, a.Detail, a.Excerpt));
        if (isUnsure) attempts = attempts.TakeLast(FlowLimits.Attempts - 1).Prepend(UnsureEffects.AttemptOf(pending.Execution, isMadeAgain: true));
        await ConcludeAsync(conclusion.Key, new(
            pending.Execution.Number, pending.Execution.Current!.Visit, conclusion.Outcome == EffectOutcome.Ok ? FlowWords.Ok : FlowWords.Failed, conclusion.Code,
            conclusion.Data.ToDictionary(d => d.Key, d => new FlowValue(d.Value.Number, d.Value.Text), StringComparer.Ordinal), [.. attempts]));
    }

    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        lock (_gate)
        {
            _pending.Clear();
            foreach (var execution in committed.Flows.Running.Values)
            {
                // At a start; later it is what is known here already, and under way.
                if (_loop is null && UnsureEffects.IsSentOutside(execution, committed)) _unsure.Add(KeyOf(execution));
                Take(execution, committed);
            }
        }
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        foreach (var (e, _) in batch.Events)
            if (e is StepStarted { Effect: not null } started && after.Flows.Running.GetValueOrDefault(started.Number) is { Current: { } step } execution && step.Visit == started.Visit)
                lock (_gate)
                    Take(execution, after);
    }

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
    }

    private void Take(Execution execution, DurableState state)
    {
        if (execution.Current is not { Effect: not null }) return;
        var key = KeyOf(execution);
        _pending[key] = (execution, state.Flows.DefinitionOf(execution));
        Submit(key);
    }

    private string KeyOf(Execution execution) =>
        $"{journalId}/{Execution.FormatId(execution.Number)}/{execution.Current!.Node}/{execution.Current.Visit}";

    private void Submit(string key)
    {
        if (_runner is not { } runner) return;
        var (execution, flow) = _pending[key];
        var node = flow.Find(execution.Current!.Node);
        if (_unsure.Contains(key) && !UnsureEffects.IsMadeAgain(node!, execution)) _ = Task.Run(() => ConcludeAsync(key, UnsureEffects.ConclusionOf(execution)));
        else if (node is HttpRequestNode http) runner.Submit(IntentOf(key, execution, http));
        else if (node is ArchitectFlowNode) runner.Submit(IntentOf(key, execution));
        else _ = Task.Run(() => ConcludeAsync(key, ConclusionOf(execution, node!)));
    }

    private async Task ConcludeAsync(string key, ConcludeEffect conclusion)
    {
        while (true)
        {
            try
            {
                await _loop!.AskAsync(conclusion);
                lock (_gate)
                {
                    _pending.Remove(key);
                    _unsure.Remove(key);
                }

                return;
            }
            catch (JournalWriteException)
            {
                // The same conclusion again changes nothing; without it the step would stand until the next start.
                lock (_gate)
                    if (_runner is null)
                        return;
                await Task.Delay(options.CommitPause, wall);
            }
        }
    }

    private ConcludeEffect ConclusionOf(Execution execution, FlowNode node)
    {
        var step = execution.Current!;
        if (node is PresenceNode)
        {
            var person = step.Effect!.Person ?? "";
            var state = people.OnlineStateOf(person, clock.Now);
            var found = new Dictionary<string, FlowValue> { ["person.id"] = new(null, person), ["person.onlineState"] = new(null, state.ToUpperInvariant()) };
            return new(execution.Number, step.Visit, state, null, found, []);
        }

        var notify = (NotifyNode)node;
        var (told, isAnybody) = people.Of(notify, execution.Trigger.QueueId, DivisionOf, IsTold(execution));
        var message = told.Count == 0 ? null : MessageOf(execution, notify, told);
        return new(execution.Number, step.Visit, isAnybody ? FlowWords.Done : FlowWords.Nobody, null, new Dictionary<string, FlowValue>(), [], message);
    }

    // More people than an audience may name are told as the audience they are, those who know already among them.
    private SendMessage MessageOf(Execution execution, NotifyNode notify, IReadOnlyList<string> told)
    {
        var effect = execution.Current!.Effect!;
        var queue = execution.Trigger.QueueId;
        var audience = told.Count <= Audience.MaxNames
            ? new Audience(told, [], [], false)
            : notify.Audience ?? (queue is null ? Audience.All : new Audience([], [], [queue], false));
        var severity = execution.Trigger.Severity switch
        {
            Severity.Critical => MessageSeverity.Critical,
            Severity.Warning => MessageSeverity.Warning,
            _ => MessageSeverity.Information,
        };
        return new(audience, severity, effect.Title!, effect.Text!, queue, (long)options.MessageLife.TotalMilliseconds, "flow:" + execution.Flow);
    }

    // Who may see the queue was told by the router where the stream tells, or will be in a moment, and the alert is not held back.
    private bool IsTold(Execution execution) =>
        execution.Trigger.AlertNumber is { } number && view.OpenAlerts.GetValueOrDefault(number) is { Held: SuppressionReason.None or SuppressionReason.Coalesced or SuppressionReason.Flapping };

    private string? DivisionOf(string queueId) => view.Queues.FirstOrDefault(q => q.QueueId == queueId)?.DivisionId;

    private EffectIntent IntentOf(string key, Execution execution, HttpRequestNode node)
    {
        var effect = execution.Current!.Effect!;
        var request = new EffectRequest(effect.Method!, effect.Url!)
        {
            Headers = [.. (effect.Headers ?? []).Select(h => new EffectHeader(h.Name, h.Text, h.Secret))],
            Body = effect.Body,
            SigningSecret = node.Request.SigningSecret,
            Timeout = TimeSpan.FromMilliseconds(node.Request.TimeoutMilliseconds),
            OverallTimeout = TimeSpan.FromMilliseconds(node.Request.OverallTimeoutMilliseconds),
            Retry = new() { Attempts = node.Request.Attempts, Delay = TimeSpan.FromMilliseconds(node.Request.DelayMilliseconds), MaxDelay = TimeSpan.FromMilliseconds(Math.Max(30_000, node.Request.DelayMilliseconds)) },
            Answer = node.Request.Answer.ToDictionary(StringComparer.Ordinal),
        };
        return new(organizationId, key, execution.Trigger.Priority, OrderOf(execution), EffectKind.HttpRequest, request);
    }

    private EffectIntent IntentOf(string key, Execution execution) => new(
        organizationId, key, execution.Trigger.Priority, OrderOf(execution), EffectKind.ArchitectFlow,
        new("POST", execution.Current!.Effect!.Url!) { Body = execution.Current.Effect.Body });

    private static long OrderOf(Execution execution) => (execution.Number * (FlowLimits.Steps + 1)) + execution.Current!.Visit;
}

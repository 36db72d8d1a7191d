using System.Text.Json.Serialization;
using Redline.Engine.Alerts;
using Redline.Engine.Flows;

namespace Redline.Server.Flows;

/// <summary>An execution as the API shows it, with its whole trace.</summary>
internal sealed record ExecutionAnswer(
    string Id, string Flow, int Version, string State, string StartedAt, string? FinishedAt, string? Reason, string SelfUri,
    ExecutionTrigger Trigger, IReadOnlyDictionary<string, FlowValue> Data, IReadOnlyList<StepAnswer> Steps)
{
    /// <summary>An execution; the definition it follows gives the kinds of its nodes.</summary>
    public static ExecutionAnswer Of(Execution execution, FlowDefinition? definition)
    {
        var id = Execution.FormatId(execution.Number);
        return new(
            id, execution.Flow, execution.Version, execution.State.ToString().ToUpperInvariant(), execution.StartedAt.ToString(),
            execution.FinishedAt?.ToString(), execution.Reason, $"{FlowResults.Path}/executions/{id}", ExecutionTrigger.Of(execution.Trigger),
            execution.Data, [.. execution.Steps.Select(s => StepAnswer.Of(s, definition?.Find(s.Node)))]);
    }
}

/// <summary>What set an execution going.</summary>
internal sealed record ExecutionTrigger(
    string? AlertId, string? QueueId, string? QueueName, string? MediaType, string? StreamId, string? Severity, double? Threshold,
    string OpenedAt, string TriggeredAt, IReadOnlyDictionary<string, double> Metrics, string? StartedBy)
{
    public static ExecutionTrigger Of(FlowTrigger trigger) => new(
        trigger.AlertNumber is { } number ? Alert.FormatId(number) : null, trigger.QueueId, trigger.QueueName, trigger.MediaType, trigger.StreamId,
        trigger.Severity?.ToString().ToUpperInvariant(), trigger.Threshold, trigger.OpenedAt.ToString(), trigger.TriggeredAt.ToString(),
        trigger.Metrics, trigger.StartedBy);
}

/// <summary>A step of an execution.</summary>
internal sealed record StepAnswer(
    int Visit, string Node, string? Type, string State, string StartedAt, string? EndedAt, string? Until, string? Outcome, string? Next, string? Code,
    EffectAnswer? Effect, IReadOnlyDictionary<string, FlowValue?> Data, IReadOnlyList<AttemptAnswer> Attempts)
{
    public static StepAnswer Of(ExecutionStep step, FlowNode? node) => new(
        step.Visit, step.Node, node is null ? null : FlowWords.TypeOf(node), step.EndedAt is null ? "RUNNING" : "ENDED", step.StartedAt.ToString(),
        step.EndedAt?.ToString(), step.Until?.ToString(), step.Outcome, step.Next, step.Code, step.Effect is { } effect ? EffectAnswer.Of(effect) : null,
        step.Data ?? new Dictionary<string, FlowValue?>(), [.. (step.Attempts ?? []).Select(AttemptAnswer.Of)]);
}

/// <summary>What a step asked to be done outside; it names secrets and holds none.</summary>
internal sealed record EffectAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Method,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Headers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Body,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Person)
{
    public static EffectAnswer Of(FlowEffect effect) => new(
        effect.Method, effect.Url, effect.Headers?.ToDictionary(h => h.Name, h => h.Secret is { } secret ? $"{h.Text}secret:{secret}" : h.Text, StringComparer.OrdinalIgnoreCase),
        effect.Body, effect.Title, effect.Text, effect.Person);
}

/// <summary>An attempt at an effect.</summary>
internal sealed record AttemptAnswer(string At, int Status, long Milliseconds, string? Error, string? Detail, string? Excerpt)
{
    public static AttemptAnswer Of(FlowAttempt attempt) =>
        new(attempt.At.ToString(), attempt.Status, attempt.Milliseconds, attempt.Error, attempt.Detail, attempt.Excerpt);
}

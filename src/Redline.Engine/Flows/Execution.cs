using System.Globalization;
using System.Text.Json.Serialization;
using Redline.Engine.Alerts;

namespace Redline.Engine.Flows;

/// <summary>What set an execution going, and what was known then. Immutable.</summary>
/// <param name="AlertNumber">The alert; null: none, it was started from outside.</param>
/// <param name="QueueId">The queue it is about; null: none.</param>
/// <param name="QueueName">Its name.</param>
/// <param name="MediaType">The media type; null: the whole queue.</param>
/// <param name="StreamId">The alert's stream.</param>
/// <param name="StreamName">Its name.</param>
/// <param name="Severity">The alert's severity, or what who started it said.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="OpenedAt">The start of the breach; else when it was started.</param>
/// <param name="TriggeredAt">When the alert triggered; else when it was started.</param>
/// <param name="Metrics">Every metric that was known, by its wire name.</param>
/// <param name="Priority">1 (highest) to 5.</param>
/// <param name="StartedBy">The subject that started it from outside; null: the alert did.</param>
public sealed record FlowTrigger(
    long? AlertNumber, string? QueueId, string? QueueName, string? MediaType, string? StreamId, string? StreamName, Severity? Severity,
    double? Threshold, Instant OpenedAt, Instant TriggeredAt, IReadOnlyDictionary<string, double> Metrics, int Priority, string? StartedBy);

/// <summary>How an execution stands.</summary>
public enum ExecutionState
{
    /// <summary>It goes on: an effect is under way, or it waits.</summary>
    Running,

    /// <summary>It came to its end.</summary>
    Completed,

    /// <summary>It was ended at a bound.</summary>
    Failed,
}

/// <summary>
/// One run of a flow, its version pinned. Immutable; each event about it makes the next. Everything in it is bounded by
/// <see cref="FlowLimits"/> and holds no secret.
/// </summary>
/// <param name="Number">Counted per organization, from 1.</param>
/// <param name="Flow">The flow's name.</param>
/// <param name="Version">The version of the flow it follows to its end.</param>
/// <param name="Trigger">What set it going.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Steps">Its steps so far, the last perhaps not ended.</param>
/// <param name="Data">Its data by name, and what is known of the person last asked for.</param>
public sealed record Execution(
    long Number, string Flow, int Version, FlowTrigger Trigger, Instant StartedAt, IReadOnlyList<ExecutionStep> Steps,
    IReadOnlyDictionary<string, FlowValue> Data)
{
    /// <summary>How it stands.</summary>
    public ExecutionState State { get; init; }

    /// <summary>When it ended; null: it goes on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? FinishedAt { get; init; }

    /// <summary>Why it was ended at a bound, as a stable code; null: it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The step that is under way; null: none is.</summary>
    [JsonIgnore]
    public ExecutionStep? Current => Steps.Count > 0 && Steps[^1].EndedAt is null ? Steps[^1] : null;

    /// <summary>The id people and programs use: <c>X17</c>.</summary>
    public static string FormatId(long number) => string.Create(CultureInfo.InvariantCulture, $"X{number}");

    /// <summary>The execution after an event about it. Copies from the event and computes nothing.</summary>
    /// <exception cref="InvalidOperationException">The event does not fit.</exception>
    public static Execution After(Execution? before, ExecutionEvent e) => e switch
    {
        ExecutionStarted s => new(s.Number, s.Flow, s.Version, s.Trigger, s.At, [], s.Data),
        StepStarted s => Known(before, e) with { Steps = [.. before!.Steps, new(s.Visit, s.Node, s.At, s.Until, s.Effect)] },
        StepEnded s => Known(before, e).Ended(s),
        ExecutionFinished f => Known(before, e) with { State = f.State, FinishedAt = f.At, Reason = f.Reason },
        _ => throw new InvalidOperationException($"{e.GetType().Name} has no effect on an execution"),
    };

    private static Execution Known(Execution? execution, ExecutionEvent e) =>
        execution ?? throw new InvalidOperationException($"The event is about {FormatId(e.Number)}, which does not run");

    private Execution Ended(StepEnded e)
    {
        var step = Current ?? new ExecutionStep(e.Visit, e.Node, e.At, null, null);
        var ended = step with { EndedAt = e.At, Outcome = e.Outcome, Next = e.Next, Code = e.Code, Data = e.Data, Attempts = e.Attempts };
        var data = Data;
        if (e.Data is { Count: > 0 } set)
        {
            var merged = new SortedDictionary<string, FlowValue>(StringComparer.Ordinal);
            foreach (var (name, value) in Data) merged[name] = value;
            foreach (var (name, value) in set)
                if (value is { } known) merged[name] = known;
                else merged.Remove(name);
            data = merged;
        }

        return this with { Steps = [.. Current is null ? Steps : Steps.Take(Steps.Count - 1), ended], Data = data };
    }
}

/// <summary>A step of an execution. Immutable.</summary>
/// <param name="Visit">Which step of the execution it is, from 1.</param>
/// <param name="Node">The node.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Until">For a wait, when it ends at the latest; null: it is none.</param>
/// <param name="Effect">What it asked to be done outside; null: nothing.</param>
public sealed record ExecutionStep(
    int Visit, string Node, Instant StartedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FlowEffect? Effect = null)
{
    /// <summary>When it ended; null: it is under way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? EndedAt { get; init; }

    /// <summary>What it came to.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    /// <summary>Where it led.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }

    /// <summary>Why it failed, as a stable code; null: it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>The data it set; null in place of a value: removed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, FlowValue?>? Data { get; init; }

    /// <summary>Every attempt at its effect, at most <see cref="FlowLimits.Attempts"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FlowAttempt>? Attempts { get; init; }
}

/// <summary>An attempt at an effect. Immutable; bounded by who made it.</summary>
/// <param name="At">When, wall time.</param>
/// <param name="Status">The status of the answer; 0: there was none.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Error">Why it failed, as a stable code; null: it did not.</param>
/// <param name="Detail">What happened in words.</param>
/// <param name="Excerpt">The beginning of the answer.</param>
public sealed record FlowAttempt(
    Instant At, int Status, long Milliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Excerpt = null);

/// <summary>
/// What a step asks to be done outside, filled in; what does not change from one execution to the next is in the pinned
/// definition. Immutable; holds names of secrets, never a secret.
/// </summary>
public sealed record FlowEffect
{
    /// <summary>The method of a request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Method { get; init; }

    /// <summary>The address of a request; the id of a workflow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>Headers of a request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FlowHeader>? Headers { get; init; }

    /// <summary>The body of a request, or what a workflow is given, as JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>The title people are told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>The text people are told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>The person asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Person { get; init; }
}

/// <summary>A header of a request, filled in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value, or what stands before the secret.</param>
/// <param name="Secret">The name of the secret that ends the value; null: none.</param>
public sealed record FlowHeader(
    string Name, string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret = null);

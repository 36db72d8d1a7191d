using System.Text.Json.Serialization;

namespace Redline.Engine.Flows;

/// <summary>A flow was defined, or defined anew.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new flow, one more with each change, also after it was deleted.</param>
public sealed record FlowDefined(Instant At, Instant DecidedAt, FlowDefinition Definition, int Version) : EngineEvent(At, DecidedAt);

/// <summary>A flow was deleted; executions that run go on.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Name">Which.</param>
public sealed record FlowDeleted(Instant At, Instant DecidedAt, string Name) : EngineEvent(At, DecidedAt);

/// <summary>A fact about one execution.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">Which.</param>
public abstract record ExecutionEvent(Instant At, Instant DecidedAt, long Number) : EngineEvent(At, DecidedAt);

/// <summary>An execution began.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">One more than the last.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Version">The version it follows.</param>
/// <param name="Trigger">What set it going.</param>
/// <param name="Data">The data it was given.</param>
/// <param name="CooldownUntil">Until when no other begins for the queue; null: the flow has no cooldown.</param>
public sealed record ExecutionStarted(
    Instant At, Instant DecidedAt, long Number, string Flow, int Version, FlowTrigger Trigger, IReadOnlyDictionary<string, FlowValue> Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? CooldownUntil = null) : ExecutionEvent(At, DecidedAt, Number);

/// <summary>An execution came to a node that takes time: an effect is to be carried out, or it waits.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">The execution.</param>
/// <param name="Visit">Which step it is, from 1.</param>
/// <param name="Node">The node.</param>
/// <param name="Until">When a wait ends at the latest; null: it is none.</param>
/// <param name="Effect">What is to be done; null: it waits.</param>
public sealed record StepStarted(
    Instant At, Instant DecidedAt, long Number, int Visit, string Node,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Instant? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FlowEffect? Effect = null) : ExecutionEvent(At, DecidedAt, Number);

/// <summary>A step ended, and where it led. One that takes no time has no <see cref="StepStarted"/>.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">The execution.</param>
/// <param name="Visit">Which step it is.</param>
/// <param name="Node">The node.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Next">Where it led.</param>
/// <param name="Code">Why it failed; null: it did not.</param>
/// <param name="Data">The data it set; null in place of a value: removed.</param>
/// <param name="Attempts">Every attempt at its effect.</param>
public sealed record StepEnded(
    Instant At, Instant DecidedAt, long Number, int Visit, string Node, string Outcome, string Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, FlowValue?>? Data = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FlowAttempt>? Attempts = null)
    : ExecutionEvent(At, DecidedAt, Number);

/// <summary>An execution ended.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Number">Which.</param>
/// <param name="State">How it ended.</param>
/// <param name="Reason">Why at a bound, as a stable code; null: it came to its end.</param>
public sealed record ExecutionFinished(
    Instant At, Instant DecidedAt, long Number, ExecutionState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null) : ExecutionEvent(At, DecidedAt, Number);

/// <summary>Why an alert set no execution going.</summary>
public enum SkipReason
{
    /// <summary>One for the same queue began a short while ago.</summary>
    CoolingDown,

    /// <summary>No flow has the name that the stream gives.</summary>
    FlowUnknown,

    /// <summary>As many executions run as may.</summary>
    LimitReached,
}

/// <summary>An alert of a stream that names a flow set no execution going.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Flow">The flow's name.</param>
/// <param name="AlertNumber">The alert.</param>
/// <param name="QueueId">Its queue.</param>
/// <param name="Reason">Why.</param>
public sealed record ExecutionSkipped(Instant At, Instant DecidedAt, string Flow, long AlertNumber, string QueueId, SkipReason Reason)
    : EngineEvent(At, DecidedAt);

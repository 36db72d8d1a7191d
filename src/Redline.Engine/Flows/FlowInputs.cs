using Redline.Engine.Messages;

namespace Redline.Engine.Flows;

/// <summary>Define a flow, or define it anew. The same definition again changes nothing and gives no event.</summary>
/// <param name="Definition">What the operator wrote, valid.</param>
/// <param name="ExpectedVersion">The version it replaces (0: there must be none); null: whatever is there.</param>
/// <param name="OnlyIfNew">Do nothing where a flow of that name was deleted before.</param>
public sealed record DefineFlow(FlowDefinition Definition, int? ExpectedVersion = null, bool OnlyIfNew = false) : EngineInput;

/// <summary>Delete a flow; one that does not exist gives no event.</summary>
/// <param name="Name">Which.</param>
/// <param name="ExpectedVersion">The version that is deleted; null: whatever is there.</param>
public sealed record DeleteFlow(string Name, int? ExpectedVersion = null) : EngineInput;

/// <summary>Start an execution from outside.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Trigger">What is known; with the number of an open alert what it says of it is taken from the alert.</param>
/// <param name="Data">Data the flow names in its inputs.</param>
public sealed record StartExecution(string Flow, FlowTrigger Trigger, IReadOnlyDictionary<string, FlowValue> Data) : EngineInput;

/// <summary>An effect ended outside. For a step that is not under way any more it gives no event.</summary>
/// <param name="Number">The execution.</param>
/// <param name="Visit">The step.</param>
/// <param name="Outcome">What it came to: one of the outcomes of its node.</param>
/// <param name="Code">Why it failed; null: it did not.</param>
/// <param name="Data">What was read off the answer, or found out; bounded.</param>
/// <param name="Attempts">Every attempt, at most <see cref="FlowLimits.Attempts"/>.</param>
/// <param name="Message">What people are told by it, in the same batch, so that nobody is told twice; null: nothing.</param>
public sealed record ConcludeEffect(
    long Number, int Visit, string Outcome, string? Code, IReadOnlyDictionary<string, FlowValue> Data, IReadOnlyList<FlowAttempt> Attempts,
    SendMessage? Message = null) : EngineInput;

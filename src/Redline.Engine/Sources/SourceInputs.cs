namespace Redline.Engine.Sources;

/// <summary>
/// Whoever listens to a source knows that it cannot see, or that it can again. What a source reports replaces what it
/// reported before; the same again gives no event.
/// </summary>
/// <param name="SourceId">The source.</param>
/// <param name="Cause">Why it does not see; null: it is well, whatever was reported.</param>
/// <param name="QueueIds">Of which queues; null: of all of the source. Not read when there is no cause.</param>
public sealed record ReportSource(string SourceId, BlindCause? Cause, IReadOnlyList<string>? QueueIds = null) : EngineInput;

/// <summary>Queues are no more at their source: their alerts resolve, and they are forgotten. Unknown ones give no event.</summary>
/// <param name="SourceId">The source that says so; queues that another source is heard of last stay.</param>
/// <param name="QueueIds">Which.</param>
public sealed record ReportQueuesGone(string SourceId, IReadOnlyList<string> QueueIds) : EngineInput;

using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>What was decided for an input, once it is committed. Immutable.</summary>
/// <param name="Commit">Where the batch stands that it is part of.</param>
/// <param name="Events">The events of this input alone, in order; empty when it changed nothing.</param>
public sealed record LoopDecision(JournalCommit Commit, IReadOnlyList<EngineEvent> Events);

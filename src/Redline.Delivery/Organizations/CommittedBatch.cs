using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>Events that are committed; only now may anybody outside the loop see them. Immutable.</summary>
/// <param name="FirstOffset">The offset of the first event; the others follow without gaps.</param>
/// <param name="Events">In the order they were decided.</param>
public sealed record CommittedBatch(long FirstOffset, IReadOnlyList<EngineEvent> Events);

/// <summary>Hears what an organization commits and shows. Called in order, never by two threads at once.</summary>
public interface ICommittedListener
{
    /// <summary>
    /// The state was read from the journal, at start and again after a failed commit: everything heard before is void.
    /// </summary>
    /// <param name="committed">The committed state; only to be read, and only within calls to this listener.</param>
    void OnRestored(DurableState committed);

    /// <summary>A batch was committed. <paramref name="before"/> has not taken it yet: what an event ended can still be read.</summary>
    void OnCommitting(CommittedBatch batch, DurableState before);

    /// <summary>The committed state has taken the batch.</summary>
    void OnCommitted(CommittedBatch batch, DurableState after);

    /// <summary>The queues' last values, at most once per <see cref="EngineLoopOptions.ViewInterval"/>, when any changed.</summary>
    void OnQueues(Instant now, IReadOnlyList<Redline.Engine.Queues.QueueView> queues);
}

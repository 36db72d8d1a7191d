using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>A committed event.</summary>
/// <param name="Event">What was decided.</param>
/// <param name="Alert">The alert it is about, as it stands after it; for <see cref="AlertResolved"/> as it last stood; else null.</param>
public readonly record struct CommittedEvent(EngineEvent Event, Alert? Alert);

/// <summary>Events that are committed; only now may anybody outside the loop see them. Immutable.</summary>
/// <param name="FirstOffset">The offset of the first event; the others follow without gaps.</param>
/// <param name="Events">In the order they were decided.</param>
public sealed record CommittedBatch(long FirstOffset, IReadOnlyList<CommittedEvent> Events);

/// <summary>Hears what an organization commits and shows. Called in order, never by two threads at once.</summary>
public interface ICommittedListener
{
    /// <summary>
    /// The state was read from the journal, at start and again after a failed commit: everything heard before is void.
    /// </summary>
    /// <param name="committed">The committed state; only to be read, and only within calls to this listener.</param>
    void OnRestored(DurableState committed);

    /// <summary>A batch was committed.</summary>
    /// <param name="batch">What was committed.</param>
    /// <param name="after">The committed state after it; only to be read, and only within calls to this listener.</param>
    void OnCommitted(CommittedBatch batch, DurableState after);

    /// <summary>The queues' last values, at most once per <see cref="EngineLoopOptions.ViewInterval"/>, when any may have changed.</summary>
    void OnQueues(Instant now, IReadOnlyList<QueueView> queues);
}

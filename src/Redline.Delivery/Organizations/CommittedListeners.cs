using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Delivery.Organizations;

/// <summary>Several listeners as one, told in their order: what answers questions first, what tells people last.</summary>
/// <param name="listeners">Who is told.</param>
public sealed class CommittedListeners(params IReadOnlyList<ICommittedListener> listeners) : ICommittedListener
{
    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        foreach (var listener in listeners) listener.OnRestored(committed);
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after)
    {
        foreach (var listener in listeners) listener.OnCommitted(batch, after);
    }

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
        foreach (var listener in listeners) listener.OnQueues(now, queues);
    }
}

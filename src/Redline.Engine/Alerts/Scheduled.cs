namespace Redline.Engine.Alerts;

/// <summary>What stands in a <see cref="WakeupHeap"/>.</summary>
internal abstract class Scheduled
{
    /// <summary>When it must be decided next; kept by <see cref="WakeupHeap"/>.</summary>
    public Instant Due { get; set; } = Instant.Never;

    /// <summary>Breaks ties among those due at one instant.</summary>
    public long Order { get; set; }

    /// <summary>The place in the heap; -1: not in it.</summary>
    public int HeapIndex { get; set; } = -1;
}

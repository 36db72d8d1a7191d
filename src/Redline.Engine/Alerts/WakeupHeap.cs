namespace Redline.Engine.Alerts;

/// <summary>
/// What waits for the clock (fingerprints; queues that may go stale) by when it must be decided next: a binary heap that
/// knows each one's place, so that moving one costs the logarithm of those pending. What has no due instant is not in it.
/// </summary>
internal sealed class WakeupHeap
{
    private Scheduled[] _items = new Scheduled[64];

    public int Count { get; private set; }

    public Instant Next => Count == 0 ? Instant.Never : _items[0].Due;

    /// <summary>Gives a fingerprint its due instant; <see cref="Instant.Never"/> takes it out.</summary>
    public void Schedule(Scheduled watch, Instant due)
    {
        if (watch.HeapIndex >= 0)
        {
            if (due == watch.Due) return;
            watch.Due = due;
            if (due == Instant.Never) Remove(watch);
            else Settle(watch.HeapIndex, watch);
            return;
        }

        watch.Due = due;
        if (due == Instant.Never) return;
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count] = watch;
        Settle(Count++, watch);
    }

    /// <summary>Takes out the first one if it is due at or before an instant.</summary>
    public Scheduled? TakeDue(Instant upTo)
    {
        if (Count == 0 || _items[0].Due > upTo) return null;
        var first = _items[0];
        Remove(first);
        return first;
    }

    public void Remove(Scheduled watch)
    {
        var hole = watch.HeapIndex;
        if (hole < 0) return;
        watch.HeapIndex = -1;
        var last = _items[--Count];
        _items[Count] = null!;
        if (hole < Count) Settle(hole, last);
    }

    // Puts an item where it belongs, starting from a hole: up while it is before its parent, else down.
    private void Settle(int hole, Scheduled item)
    {
        while (hole > 0 && Before(item, _items[(hole - 1) / 2]))
        {
            Place(hole, _items[(hole - 1) / 2]);
            hole = (hole - 1) / 2;
        }

        for (var child = hole * 2 + 1; child < Count; child = hole * 2 + 1)
        {
            if (child + 1 < Count && Before(_items[child + 1], _items[child])) child++;
            if (!Before(_items[child], item)) break;
            Place(hole, _items[child]);
            hole = child;
        }

        Place(hole, item);
    }

    private void Place(int index, Scheduled item)
    {
        _items[index] = item;
        item.HeapIndex = index;
    }

    private static bool Before(Scheduled a, Scheduled b) =>
        a.Due != b.Due ? a.Due < b.Due : a.Order < b.Order;
}

namespace Redline.Server.Telemetry;

/// <summary>The last few of something. Any thread.</summary>
/// <param name="max">How many; the oldest go.</param>
internal sealed class RecentLog<T>(int max)
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _items = new();

    /// <summary>The newest first.</summary>
    public IReadOnlyList<T> NewestFirst
    {
        get
        {
            lock (_lock) return [.. _items.Reverse()];
        }
    }

    /// <summary>The last that had to go; null: none had to.</summary>
    public T? LastGone { get; private set; }

    public void Add(T item)
    {
        lock (_lock)
        {
            if (_items.Count >= max) LastGone = _items.Dequeue();
            _items.Enqueue(item);
        }
    }
}

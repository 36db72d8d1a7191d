namespace Redline.Simulator.Centre;

/// <summary>The calls of a queue that are in one state: waiting, ringing or being served.</summary>
internal sealed class CallLine
{
    private readonly SortedSet<CallPlace> _places = [];

    internal int Count => _places.Count;

    /// <summary>Since when the oldest is in this state; null: none is.</summary>
    internal long? OldestSince => _places.Count == 0 ? null : _places.Min.Since;

    internal IEnumerable<CallPlace> OldestFirst => _places;

    internal void Add(long since, CentreCall call) => _places.Add(new(since, call));

    internal bool Remove(long since, CentreCall call) => _places.Remove(new(since, call));
}

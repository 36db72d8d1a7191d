namespace Redline.Simulator.Replay;

/// <summary>Something happens to a queue at an instant; ordered by instant, then queue.</summary>
internal readonly record struct QueueChange(long InstantMilliseconds, int QueueIndex) : IComparable<QueueChange>
{
    public int CompareTo(QueueChange other)
    {
        var byInstant = InstantMilliseconds.CompareTo(other.InstantMilliseconds);
        return byInstant != 0 ? byInstant : QueueIndex.CompareTo(other.QueueIndex);
    }

    /// <summary>
    /// Every change of every queue once, in order: however much happens to a queue at an instant is one change.
    /// </summary>
    internal static QueueChange[] AllOf(IReadOnlyList<QueueTrack> tracks)
    {
        var changes = new List<QueueChange>();
        for (var index = 0; index < tracks.Count; index++)
        {
            Add(tracks[index].Waits.Starts, index);
            Add(tracks[index].Waits.Ends, index);
            Add(tracks[index].Interactions.Starts, index);
            Add(tracks[index].Interactions.Ends, index);
        }

        changes.Sort();
        var kept = 0;
        var distinct = new QueueChange[changes.Count];
        foreach (var change in changes)
        {
            if (kept == 0 || distinct[kept - 1] != change) distinct[kept++] = change;
        }

        return distinct[..kept];

        void Add(long[] instants, int index)
        {
            foreach (var instant in instants) changes.Add(new QueueChange(instant, index));
        }
    }
}

namespace Redline.Delivery.Routing;

/// <summary>
/// The last frames of one epoch, for desktops that come back or read slowly: one log for all of them, so that what
/// waits for a desktop is two numbers. One thread adds; any thread reads, without waiting.
/// </summary>
/// <param name="epoch">Random; a number of one epoch means nothing in another.</param>
/// <param name="capacity">How many frames are held; the oldest goes for the newest.</param>
public sealed class FrameLog(string epoch, int capacity)
{
    private readonly RoutedFrame?[] _frames = new RoutedFrame?[capacity];
    private long _last;

    /// <summary>Random, new whenever the numbering begins anew.</summary>
    public string Epoch => epoch;

    /// <summary>The offset of the last frame; 0: none yet.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Whether every frame after an offset is still held: whoever has seen that one can go on.</summary>
    public bool HoldsAfter(long offset)
    {
        var last = Last;
        return offset >= 0 && offset <= last && last - offset <= capacity;
    }

    /// <summary>Adds the frame after the last one.</summary>
    public void Add(RoutedFrame frame)
    {
        if (frame.Offset != _last + 1) throw new ArgumentOutOfRangeException(nameof(frame), frame.Offset, "Frames are added without gaps.");
        Volatile.Write(ref _frames[frame.Offset % capacity], frame);
        Volatile.Write(ref _last, frame.Offset);
    }

    /// <summary>A frame by its offset; null: it has gone, or has not come.</summary>
    public RoutedFrame? Find(long offset) =>
        Volatile.Read(ref _frames[offset % capacity]) is { } frame && frame.Offset == offset ? frame : null;

    /// <summary>
    /// Adds the frames for a person after one offset up to another, in order. False: some of them have gone, and nothing
    /// was added.
    /// </summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="upTo">Inclusive; not beyond <see cref="Last"/>.</param>
    /// <param name="personId">For whom.</param>
    /// <param name="few">If there are more, of each subject only the last is added.</param>
    /// <param name="into">Where they are added.</param>
    public bool TryRead(long after, long upTo, string personId, int few, List<RoutedFrame> into)
    {
        var first = into.Count;
        for (var offset = after + 1; offset <= upTo; offset++)
        {
            if (Find(offset) is not { } frame)
            {
                into.RemoveRange(first, into.Count - first);
                return false;
            }

            if (frame.Persons.Contains(personId)) into.Add(frame);
        }

        if (into.Count - first > few) KeepLastOfEach(into, first);
        return true;
    }

    private static void KeepLastOfEach(List<RoutedFrame> frames, int first)
    {
        var seen = new HashSet<FrameSubject>();
        var kept = frames.Count;
        for (var i = frames.Count - 1; i >= first; i--)
            if (seen.Add(frames[i].Subject))
                frames[--kept] = frames[i];
        frames.RemoveRange(first, kept - first);
    }
}

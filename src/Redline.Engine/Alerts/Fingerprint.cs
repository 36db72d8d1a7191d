namespace Redline.Engine.Alerts;

/// <summary>The identity by which repeats are the same alert: stream × queue × media type.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="QueueId">The queue.</param>
/// <param name="MediaType">The media type; null for a stream that reads only queue-wide metrics.</param>
public readonly record struct Fingerprint(string StreamId, string QueueId, string? MediaType) : IComparable<Fingerprint>
{
    /// <summary>Ordinal: by stream, then queue, then media type (null first).</summary>
    public int CompareTo(Fingerprint other)
    {
        var byStream = string.CompareOrdinal(StreamId, other.StreamId);
        if (byStream != 0) return byStream;
        var byQueue = string.CompareOrdinal(QueueId, other.QueueId);
        return byQueue != 0 ? byQueue : string.CompareOrdinal(MediaType, other.MediaType);
    }

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(Fingerprint left, Fingerprint right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(Fingerprint left, Fingerprint right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>.</summary>
    public static bool operator <=(Fingerprint left, Fingerprint right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>.</summary>
    public static bool operator >=(Fingerprint left, Fingerprint right) => left.CompareTo(right) >= 0;

    /// <summary><c>stream/queue/media</c>; a queue-wide one ends in <c>*</c>.</summary>
    public override string ToString() => $"{StreamId}/{QueueId}/{MediaType ?? "*"}";
}

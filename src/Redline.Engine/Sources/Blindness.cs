namespace Redline.Engine.Sources;

/// <summary>What was told of one source and one cause. Immutable.</summary>
/// <param name="SourceId">Which source.</param>
/// <param name="Cause">Why it does not see.</param>
/// <param name="Since">Since when there is nothing to go by.</param>
/// <param name="IsWhole">Whether all of its queues are blind.</param>
/// <param name="QueueCount">How many queues.</param>
/// <param name="QueueIds">Which, sorted, at most <see cref="MaxQueueIds"/>; none when all are.</param>
public sealed record Blindness(
    string SourceId, BlindCause Cause, Instant Since, bool IsWhole, int QueueCount, IReadOnlyList<string> QueueIds)
{
    /// <summary>How many queues are named; further ones are counted.</summary>
    public const int MaxQueueIds = 500;

    /// <summary>For how long queues that join or leave a blindness are gathered before they are told together.</summary>
    public const long ChangeMilliseconds = 5_000;

    /// <summary>Whether it names every queue it is about.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool NamesAll => !IsWhole && QueueIds.Count == QueueCount;

    internal bool Says(in BlindExtent extent) => IsWhole == extent.IsWhole
        && (IsWhole || (QueueCount == extent.QueueCount && QueueIds.SequenceEqual(extent.QueueIds, StringComparer.Ordinal)));
}

/// <summary>How far a source is blind for a cause.</summary>
/// <param name="IsWhole">Whether all of its queues are.</param>
/// <param name="QueueCount">How many queues.</param>
/// <param name="QueueIds">Which, sorted and bounded; none when all are.</param>
internal readonly record struct BlindExtent(bool IsWhole, int QueueCount, IReadOnlyList<string> QueueIds)
{
    public static BlindExtent Whole(int queues) => new(true, queues, []);

    public static BlindExtent Some(SortedSet<string> queues) => new(false, queues.Count, [.. queues.Take(Blindness.MaxQueueIds)]);
}

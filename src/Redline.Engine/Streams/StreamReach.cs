using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>
/// Whether a stream can ever look at a queue, judged by the queue's identity alone: what a source needs to know to
/// decide what it subscribes to. What is not known of the queue counts as if it fitted.
/// </summary>
public static class StreamReach
{
    /// <summary>
    /// The metrics a stream would read of a queue: bit n stands for the metric with ordinal n. Null: it can never be
    /// true for that queue, whatever the metrics are.
    /// </summary>
    /// <param name="stream">The stream; one that is disabled reaches nothing.</param>
    /// <param name="references">The queue sets and parameters there are.</param>
    /// <param name="queueId">The queue's id.</param>
    /// <param name="queueName">Its name; null: not known.</param>
    /// <param name="divisionId">Its division; null: not known.</param>
    public static uint? Reads(StreamDefinition stream, FilterReferences references, string queueId, string? queueName, string? divisionId)
    {
        if (stream.Status == StreamStatus.Disabled) return null;
        var mediaType = stream.SourceEntity == SourceEntity.Telephony ? MediaTypes.Voice : null;
        var identity = new QueueIdentity(queueId, queueName, divisionId, mediaType);
        uint? reads = null;
        foreach (var level in stream.Levels)
        {
            var filter = FilterBinder.Bind(level.Filter, identity, references);
            if (filter is BoundTruth { Truth: Truth.False }) continue;
            reads = (reads ?? 0) | filter.Reads;
            if (level.Clear is { } clear) reads |= FilterBinder.Bind(clear, identity, references).Reads;
        }

        return reads;
    }

    /// <summary>The queue ids a stream names, and those that queue sets it names list, in order.</summary>
    public static IReadOnlyCollection<string> NamedQueues(StreamDefinition stream, FilterReferences references)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var level in stream.Levels) FilterScope.CollectQueueIds(level.Filter, ids);
        foreach (var use in StreamUses.Of(stream))
            if (use.Name.IsQueueSet)
                ids.UnionWith(references.ListedIn(use.Name.Name));
        return ids;
    }
}

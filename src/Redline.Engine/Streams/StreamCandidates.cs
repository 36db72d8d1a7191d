using Redline.Engine.Filters;

namespace Redline.Engine.Streams;

/// <summary>
/// Which streams can look at a queue, and at which queues a stream can look, as far as ids alone tell. Says nothing that
/// the definitions do not say. Not safe for use by several threads.
/// </summary>
internal sealed class StreamCandidates
{
    private readonly Dictionary<string, (StreamState Stream, HashSet<string>? Queues)> _streams = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _ofAnyQueue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _byQueue = new(StringComparer.Ordinal);

    /// <summary>The queues a definition can look at; null: any.</summary>
    public static HashSet<string>? QueuesOf(StreamDefinition stream, FilterReferences references)
    {
        var queues = new HashSet<string>(StringComparer.Ordinal);
        foreach (var level in stream.Levels)
        {
            if (FilterCandidates.Of(level.Filter, references) is not { } ids) return null;
            queues.UnionWith(ids);
        }

        return queues;
    }

    /// <summary>Takes a stream, in place of what it was.</summary>
    public void Put(StreamState stream, FilterReferences references)
    {
        var id = stream.Definition.Id;
        Remove(id);
        var queues = QueuesOf(stream.Definition, references);
        _streams[id] = (stream, queues);
        if (queues is null) _ofAnyQueue.Add(id);
        foreach (var queue in queues ?? [])
        {
            if (!_byQueue.TryGetValue(queue, out var streams)) _byQueue[queue] = streams = new(StringComparer.Ordinal);
            streams.Add(id);
        }
    }

    /// <summary>A stream is no more.</summary>
    public void Remove(string streamId)
    {
        if (!_streams.Remove(streamId, out var was)) return;
        _ofAnyQueue.Remove(streamId);
        foreach (var queue in was.Queues ?? [])
            if (_byQueue.TryGetValue(queue, out var streams) && streams.Remove(streamId) && streams.Count == 0)
                _byQueue.Remove(queue);
    }

    /// <summary>The queues a stream can look at; null: any.</summary>
    public HashSet<string>? QueuesOf(string streamId) => _streams[streamId].Queues;

    /// <summary>The streams that can look at a queue, by id.</summary>
    public IEnumerable<StreamState> StreamsOf(string queueId)
    {
        var ids = _byQueue.TryGetValue(queueId, out var named) ? _ofAnyQueue.Concat(named).Order(StringComparer.Ordinal) : (IEnumerable<string>)_ofAnyQueue;
        return ids.Select(id => _streams[id].Stream);
    }
}

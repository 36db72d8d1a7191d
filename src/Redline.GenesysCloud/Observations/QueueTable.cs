namespace Redline.GenesysCloud.Observations;

/// <summary>The queues of one organization by id, found without making a string of the bytes in a message. One thread at a time.</summary>
public sealed class QueueTable
{
    private readonly Dictionary<byte[], QueueTrack> _byId = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], QueueTrack>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    /// <summary>A table without queues.</summary>
    public QueueTable() => _lookup = _byId.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Every queue.</summary>
    public IReadOnlyCollection<QueueTrack> All => _byId.Values;

    /// <summary>A queue by the UTF-8 bytes of its id, in either case; null: there is none.</summary>
    public QueueTrack? Find(ReadOnlySpan<byte> id) => _lookup.TryGetValue(id, out var queue) ? queue : null;

    /// <summary>A queue by its id; null: there is none.</summary>
    public QueueTrack? Find(string id) => Find(System.Text.Encoding.UTF8.GetBytes(id));

    /// <summary>Adds a queue that is not there yet.</summary>
    public QueueTrack Add(string id, string? name, string? divisionId)
    {
        var queue = new QueueTrack(id, name, divisionId);
        _byId.Add(queue.Utf8Id, queue);
        return queue;
    }

    /// <summary>Removes a queue.</summary>
    public void Remove(QueueTrack queue) => _byId.Remove(queue.Utf8Id);
}

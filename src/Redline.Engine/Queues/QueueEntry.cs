namespace Redline.Engine.Queues;

/// <summary>Volatile state of one queue: its identity, the scope of its queue-wide metrics and one scope per media type.</summary>
internal sealed class QueueEntry
{
    private readonly List<QueueScope> _media = [];
    private Instant _namedAt = Instant.Beginning;
    private Instant _dividedAt = Instant.Beginning;

    public QueueEntry(string id)
    {
        Id = id;
        Whole = new QueueScope(this, mediaType: null);
    }

    public string Id { get; }

    public string? Name { get; private set; }

    public string? DivisionId { get; private set; }

    public string SourceId { get; set; } = "";

    public Instant HeardAt { get; set; } = Instant.Beginning;

    public QueueScope Whole { get; }

    public IReadOnlyList<QueueScope> Media => _media;

    /// <summary>
    /// Takes the name and division a message of an instant gives the queue; like a metric, one that is older than what
    /// is known is ignored. True when something changed.
    /// </summary>
    public bool Identify(string? name, string? divisionId, Instant at)
    {
        var (nameWas, divisionWas) = (Name, DivisionId);
        if (name is not null && at >= _namedAt) (Name, _namedAt) = (name, at);
        if (divisionId is not null && at >= _dividedAt) (DivisionId, _dividedAt) = (divisionId, at);
        return Name != nameWas || DivisionId != divisionWas;
    }

    /// <summary>The scope of a media type, or of the whole queue for null; null when nothing was heard of that media type.</summary>
    public QueueScope? Find(string? mediaType)
    {
        if (mediaType is null) return Whole;
        foreach (var scope in _media)
            if (scope.MediaType == mediaType)
                return scope;
        return null;
    }

    public QueueScope Add(string mediaType)
    {
        var scope = new QueueScope(this, mediaType) { Confirmed = Whole.Confirmed };
        _media.Add(scope);
        for (var rest = Metrics.QueueWideMask; rest != 0; rest &= rest - 1)
            scope.Mirror((Metric)System.Numerics.BitOperations.TrailingZeroCount(rest), Whole);
        return scope;
    }
}

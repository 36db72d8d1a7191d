using Redline.Engine.Sources;

namespace Redline.Engine.Queues;

/// <summary>Volatile state of one queue: its identity, the scope of its queue-wide metrics and one scope per media type.</summary>
internal sealed class QueueEntry
{
    private readonly List<QueueScope> _media = [];
    private Instant _namedAt = Instant.Beginning;
    private Instant _dividedAt = Instant.Beginning;
    private Instant _targetAt = Instant.Beginning;

    private readonly long _ringingHold;

    public QueueEntry(string id, long ringingHold)
    {
        Id = id;
        _ringingHold = ringingHold;
        Whole = new QueueScope(this, mediaType: null, ringingHold);
    }

    public string Id { get; }

    public string? Name { get; private set; }

    public string? DivisionId { get; private set; }

    /// <summary>Within how many seconds the platform wants its calls answered; null: not known.</summary>
    public double? ServiceLevelTargetSeconds { get; private set; }

    /// <summary>The source it was last heard of by; null: none yet.</summary>
    public SourceEntry? Source { get; set; }

    public string SourceId => Source?.Id ?? "";

    public Instant HeardAt { get; set; } = Instant.Beginning;

    public QueueScope Whole { get; }

    /// <summary>Whether a stream reads it.</summary>
    public bool IsRead { get; set; }

    /// <summary>For how long it may be unheard of, in milliseconds: what the most impatient stream that reads it says.</summary>
    public long StaleAfter { get; set; } = long.MaxValue;

    /// <summary>Unheard of for too long, and not confirmed since.</summary>
    public bool IsSilent { get; set; }

    /// <summary>A restarted server has not heard of it and gives it time.</summary>
    public bool IsRestarting { get; set; }

    /// <summary>Its source did not see it, whatever was heard, and it has not been waited for since.</summary>
    public bool IsCovered { get; set; }

    /// <summary>Whether it is known that it is not seen; else, when it is not confirmed, it is warming.</summary>
    public bool IsBlind => IsSilent || Source?.Covers(Id) == true;

    /// <summary>The line in which it waits to be heard of, its neighbours there, and since when; kept by <see cref="HearingTable"/>.</summary>
    public HearingLine? Line { get; set; }

    public QueueEntry? Earlier { get; set; }

    public QueueEntry? Later { get; set; }

    public Instant InLineSince { get; set; } = Instant.Beginning;

    public IReadOnlyList<QueueScope> Media => _media;

    /// <summary>
    /// Takes the name, division and service-level target a message of an instant gives the queue; like a metric, one that is older than what
    /// is known is ignored. True when something changed.
    /// </summary>
    public bool Identify(string? name, string? divisionId, double? targetSeconds, Instant at)
    {
        var (nameWas, divisionWas, targetWas) = (Name, DivisionId, ServiceLevelTargetSeconds);
        if (name is not null && at >= _namedAt) (Name, _namedAt) = (name, at);
        if (divisionId is not null && at >= _dividedAt) (DivisionId, _dividedAt) = (divisionId, at);
        if (targetSeconds is not null && at >= _targetAt) (ServiceLevelTargetSeconds, _targetAt) = (targetSeconds, at);
        return Name != nameWas || DivisionId != divisionWas || !Nullable.Equals(ServiceLevelTargetSeconds, targetWas);
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
        var scope = new QueueScope(this, mediaType, _ringingHold) { Confirmed = Whole.Confirmed };
        _media.Add(scope);
        for (var rest = Metrics.QueueWideMask; rest != 0; rest &= rest - 1)
            scope.Mirror((Metric)System.Numerics.BitOperations.TrailingZeroCount(rest), Whole);
        return scope;
    }
}

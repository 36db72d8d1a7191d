using Redline.Engine.Queues;

namespace Redline.Engine.Sources;

/// <summary>Volatile state of one source: when it was heard of, and for which causes it does not see which of its queues.</summary>
internal sealed class SourceEntry
{
    /// <summary>How many causes there are.</summary>
    public const int Causes = (int)BlindCause.Connection + 1;

    public SourceEntry(string id)
    {
        Id = id;
        Array.Fill(ChangedFrom, Instant.Never);
    }

    public string Id { get; }

    /// <summary>When anything of it was last heard.</summary>
    public Instant HeardAt { get; set; } = Instant.Beginning;

    /// <summary>When it last said of itself that it is there.</summary>
    public Instant BeatAt { get; set; } = Instant.Beginning;

    /// <summary>Up to when it vouches for every one of its queues; a heartbeat vouches for the instant at which it is heard.</summary>
    public Instant VouchesUntil { get; set; } = Instant.Beginning;

    /// <summary>What it last sent was stamped too far from now.</summary>
    public bool IsClockOff { get; set; }

    /// <summary>What whoever listens to it reports; null: it is well.</summary>
    public BlindCause? Reported { get; set; }

    /// <summary>Of which queues that is reported; null: of all.</summary>
    public SortedSet<string>? ReportedQueues { get; set; }

    /// <summary>The queues that were last heard of by it.</summary>
    public HashSet<QueueEntry> Queues { get; } = [];

    /// <summary>Those of its queues that a stream reads and that are unheard of for too long.</summary>
    public SortedSet<string> Silent { get; } = new(StringComparer.Ordinal);

    /// <summary>When something was last heard of the first of <see cref="Silent"/>.</summary>
    public Instant SilentSince { get; set; }

    /// <summary>By cause: since when how far it is blind may differ from what was told; <see cref="Instant.Never"/>: it does not.</summary>
    public Instant[] ChangedFrom { get; } = new Instant[Causes];

    /// <summary>Its queues in the order in which they were heard of.</summary>
    public List<HearingLine> Lines { get; } = [];

    /// <summary>Whether a queue cannot be seen whatever is heard of it.</summary>
    public bool Covers(string queueId) =>
        IsClockOff || (Reported is not null && (ReportedQueues is null || ReportedQueues.Contains(queueId)));

    /// <summary>Whether it is blind for a cause at all.</summary>
    public bool IsBlind(BlindCause cause) =>
        Reported == cause || (cause == BlindCause.Clock && IsClockOff) || (cause == BlindCause.Silence && Silent.Count > 0);

    /// <summary>How far it is blind for a cause for which it is.</summary>
    public BlindExtent ExtentOf(BlindCause cause)
    {
        var isReported = Reported == cause;
        if ((cause == BlindCause.Clock && IsClockOff) || (isReported && ReportedQueues is null)) return BlindExtent.Whole(Queues.Count);
        if (isReported) return BlindExtent.Some(cause == BlindCause.Silence ? [.. ReportedQueues!, .. Silent] : ReportedQueues!);
        return Silent.Count == Queues.Count(q => q.IsRead) ? BlindExtent.Whole(Silent.Count) : BlindExtent.Some(Silent);
    }
}

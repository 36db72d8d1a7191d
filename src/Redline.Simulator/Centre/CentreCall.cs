namespace Redline.Simulator.Centre;

/// <summary>An interaction that waits, rings or is served.</summary>
internal sealed class CentreCall(int number, string conversationId, int priority)
{
    /// <summary>Its place among all: of two that began together the lower is the older.</summary>
    internal int Number { get; } = number;

    internal string ConversationId { get; } = conversationId;

    internal int Priority { get; } = priority;

    /// <summary>When it began to wait; kept while it rings, for it may come back.</summary>
    internal long WaitingSince { get; set; }

    /// <summary>Since when it rings somebody who will not answer, as a fault would have it; null: it does not.</summary>
    internal long? RingsInVainSince { get; set; }

    /// <summary>Who serves it, or whom it rings.</summary>
    internal CentreUser? Agent { get; set; }
}

/// <summary>A call in a state since an instant, the oldest first.</summary>
internal readonly record struct CallPlace(long Since, CentreCall Call) : IComparable<CallPlace>
{
    public int CompareTo(CallPlace other)
    {
        var bySince = Since.CompareTo(other.Since);
        return bySince != 0 ? bySince : Call.Number.CompareTo(other.Call.Number);
    }
}

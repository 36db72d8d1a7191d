namespace Redline.Engine.Queues;

/// <summary>
/// While an interaction rings at an agent its wait is no longer observed, and it may come back unanswered. For a while
/// from the first fall of the wait in a stretch of ringing, what the wait was before goes on beside what it is: what was
/// true by it stays true, and the fall makes nothing true. Volatile; not kept across a restart.
/// </summary>
/// <param name="limit">For how long at most, in milliseconds.</param>
internal sealed class RingingHold(long limit)
{
    private Instant _ringsSince = Instant.Never;
    private Instant _fellAt = Instant.Beginning;

    /// <summary>The stored form of the wait before it fell.</summary>
    public double Held { get; private set; } = double.NaN;

    /// <summary>When the hold ends at the latest; <see cref="Instant.Beginning"/>: there is none.</summary>
    public Instant Until => _ringsSince != Instant.Never && _fellAt >= _ringsSince ? _fellAt.Plus(limit) : Instant.Beginning;

    /// <summary>How many ring was observed. All that is of one instant is of one stretch, whichever is observed first.</summary>
    public void Ring(double count, Instant at)
    {
        if (!(count > 0)) _ringsSince = Instant.Never;
        else if (_ringsSince == Instant.Never) _ringsSince = at;
    }

    /// <summary>The wait is another one; only a fall matters, and of a stretch of ringing only the first.</summary>
    public void Wait(double before, double after, Instant at)
    {
        if (!double.IsFinite(before) || !(after > before) || Until != Instant.Beginning) return;
        (_fellAt, Held) = (at, before);
    }
}

using Redline.Engine;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// A count of interactions and the start of the oldest of them, kept over messages that carry only what changed: a
/// value that is not new enough or cannot be true is passed over.
/// </summary>
internal struct LongestTrack()
{
    private double _count = double.NaN;
    private Instant _countAt = Instant.Beginning;
    private Instant _sinceAt = Instant.Beginning;
    private Instant? _since;
    private Instant? _seenSince;

    /// <summary>How many; NaN: not known.</summary>
    public readonly double Count => _count;

    /// <summary>Whether anything can be said of the oldest one.</summary>
    public readonly bool IsKnown => _count == 0 || _since is not null || (_count > 0 && _seenSince is not null);

    /// <summary>
    /// Since when the oldest is there; null: there is none. Where the platform counts some and gives no start, the
    /// instant at which they were first seen: less than the truth, never more.
    /// </summary>
    public readonly Instant? Since => _count == 0 ? null : _since ?? _seenSince;

    /// <summary>Takes a count; one from before the last is passed over.</summary>
    public bool TakeCount(double count, Instant at)
    {
        if (double.IsNaN(count) || at < _countAt) return false;
        if (count == 0)
        {
            // Whatever start was sent until now belonged to those that are gone.
            _since = _seenSince = null;
            _sinceAt = Instant.Max(_sinceAt, at);
        }
        else if (!(_count > 0))
        {
            _seenSince = at;
        }

        (_count, _countAt) = (count, at);
        return true;
    }

    /// <summary>Takes a start as it was sent; while none is counted it is a stale one.</summary>
    public bool TakeSince(double sent, Instant at, Instant now, long ahead)
    {
        if (double.IsNaN(sent) || at < _sinceAt || _count == 0) return false;
        if (LongestWaiting.Read(sent, now, ahead, out var since) != LongestWaitingKind.Since) return false;
        (_since, _sinceAt) = (since, at);
        return true;
    }
}

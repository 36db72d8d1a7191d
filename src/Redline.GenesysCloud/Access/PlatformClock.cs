using Redline.Engine;

namespace Redline.GenesysCloud.Access;

/// <summary>
/// Estimates by how much the platform's clock is ahead of ours, from the <c>Date</c> of answers. A date is cut to the
/// second and the answer takes time, so each tells a range only; ranges are cut with each other until none is left, and
/// then the estimate begins anew: a clock was set. Any thread.
/// </summary>
internal sealed class PlatformClock
{
    private const int MaxSamples = 64;

    private readonly Lock _lock = new();
    private long _least = long.MinValue;
    private long _most = long.MaxValue;
    private int _samples;

    /// <summary>
    /// Milliseconds by which the platform is ahead; 0 while nothing contradicts that both show the same.
    /// </summary>
    public long Ahead
    {
        get
        {
            lock (_lock)
            {
                if (_samples == 0 || (_least <= 0 && _most >= 0)) return 0;
                return _least + (_most - _least) / 2;
            }
        }
    }

    /// <summary>An answer with a date came.</summary>
    /// <param name="sentAt">When it was asked for.</param>
    /// <param name="date">What the platform's clock showed, cut to the second.</param>
    /// <param name="receivedAt">When it was there.</param>
    public void Learn(Instant sentAt, Instant date, Instant receivedAt)
    {
        var (least, most) = (date.Since(receivedAt), date.Plus(1000).Since(sentAt));
        lock (_lock)
        {
            // Clocks drift: what was true an hour ago must not hold the estimate for ever.
            var isAnew = _samples == 0 || _samples >= MaxSamples || least > _most || most < _least;
            (_least, _most) = isAnew ? (least, most) : (Math.Max(_least, least), Math.Min(_most, most));
            _samples = isAnew ? 1 : _samples + 1;
        }
    }
}

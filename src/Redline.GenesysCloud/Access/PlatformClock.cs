using Redline.Engine;

namespace Redline.GenesysCloud.Access;

/// <summary>
/// Estimates by how much the platform's clock is ahead of ours, from the <c>Date</c> of answers. A date is cut to the
/// second and the answer takes time, so each tells a range only; ranges are cut with each other until none is left, and
/// then the estimate begins anew: a clock was set. Clocks drift too: the estimate is that of the last 32 to 64 answers.
/// Any thread.
/// </summary>
internal sealed class PlatformClock
{
    private const int Generation = 32;

    private readonly Lock _lock = new();
    private Range _range = Range.Any;
    private Range _next = Range.Any;
    private int _samples;

    /// <summary>
    /// Milliseconds by which the platform is ahead; 0 while nothing contradicts that both show the same.
    /// </summary>
    public long Ahead
    {
        get
        {
            lock (_lock) return _range.Least <= 0 && _range.Most >= 0 ? 0 : _range.Least + (_range.Most - _range.Least) / 2;
        }
    }

    /// <summary>An answer with a date came.</summary>
    /// <param name="sentAt">When it was asked for.</param>
    /// <param name="date">What the platform's clock showed, cut to the second.</param>
    /// <param name="receivedAt">When it was there.</param>
    public void Learn(Instant sentAt, Instant date, Instant receivedAt)
    {
        var sample = new Range(date.Since(receivedAt), date.Plus(1000).Since(sentAt));
        lock (_lock)
        {
            if (++_samples > Generation) (_range, _next, _samples) = (_next, Range.Any, 1);
            _range = _range.And(sample);
            _next = _next.And(sample);
        }
    }

    private readonly record struct Range(long Least, long Most)
    {
        public static readonly Range Any = new(long.MinValue, long.MaxValue);

        // Two that have nothing in common: the later one is right.
        public Range And(Range later) => later.Least > Most || later.Most < Least ? later : new(Math.Max(Least, later.Least), Math.Min(Most, later.Most));
    }
}

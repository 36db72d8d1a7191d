using Redline.Engine;

namespace Redline.GenesysCloud.Observations;

/// <summary>What <c>oLongestWaiting</c> turned out to say.</summary>
public enum LongestWaitingKind
{
    /// <summary>Nothing that can be used; keep what is known.</summary>
    Unusable,

    /// <summary>The instant since which the oldest interaction waits.</summary>
    Since,
}

/// <summary>
/// Reads <c>oLongestWaiting.calculatedMetricValue</c>. The platform sends the start of the oldest wait in epoch
/// milliseconds, but integrators have met 0, a small number that is a duration in milliseconds, and instants ahead of the
/// local clock; none of those may become a wait of decades or a negative one.
/// </summary>
public static class LongestWaiting
{
    /// <summary>
    /// Below this, in April 1970, a number cannot be an instant: it is a duration. Above it it is none, of 115 days; calls
    /// of 1999 that a simulation replays are instants below 1e12, where integrators draw the line.
    /// </summary>
    private const double SmallestInstant = 1e10;

    /// <summary>Further ahead than this is a wrong clock, not skew. 60 s, as for observations.</summary>
    private const long GreatestSkewMilliseconds = 60_000;

    /// <summary>Reads a value.</summary>
    /// <param name="value">The number as it was sent.</param>
    /// <param name="now">The local instant, for durations and skew.</param>
    /// <param name="ahead">Milliseconds by which the platform's clock is ahead of the local one.</param>
    /// <param name="since">Since when the oldest interaction waits, never ahead of <paramref name="now"/>.</param>
    public static LongestWaitingKind Read(double value, Instant now, long ahead, out Instant since)
    {
        since = default;
        if (!double.IsFinite(value) || value <= 0) return LongestWaitingKind.Unusable;
        if (value < SmallestInstant)
        {
            since = now.Plus(-(long)value);
            return LongestWaitingKind.Since;
        }

        var local = value - ahead;
        if (local > now.Milliseconds + (double)GreatestSkewMilliseconds) return LongestWaitingKind.Unusable;
        since = Instant.Min(new Instant((long)local), now);
        return LongestWaitingKind.Since;
    }
}

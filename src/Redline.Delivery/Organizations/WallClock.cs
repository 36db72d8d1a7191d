using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>Wall time as an organization's clock.</summary>
/// <param name="wall">Wall time and its timers.</param>
public sealed class WallClock(TimeProvider wall) : IOrganizationClock
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public TimeProvider Wall => wall;

    /// <inheritdoc/>
    public Instant Now => Instant.From(wall.GetUtcNow());

    /// <inheritdoc/>
    public double Speed => 1;

    /// <inheritdoc/>
    public TimeSpan WallDelayUntil(Instant instant)
    {
        if (instant == Instant.Never) return Longest;
        var delay = (instant.ToDateTimeOffset() - wall.GetUtcNow()).TotalMilliseconds;
        if (delay <= 0) return TimeSpan.Zero;

        // Timers cut to whole milliseconds: one that fires early would only be set again.
        return delay < Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(Math.Ceiling(delay)) : Longest;
    }
}

using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Simulator.Replay;

namespace Redline.Server.Sources;

/// <summary>The clock of a simulation as an organization's clock.</summary>
internal sealed class SimulatedOrganizationClock(SimulatedClock clock) : IOrganizationClock
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public TimeProvider Wall => clock.Wall;

    /// <inheritdoc/>
    public Instant Now => new(clock.NowMilliseconds);

    /// <inheritdoc/>
    public double Speed => clock.Speed;

    /// <inheritdoc/>
    public TimeSpan WallDelayUntil(Instant instant)
    {
        if (instant == Instant.Never) return Longest;
        var delay = clock.WallDelayUntil(instant.Milliseconds);
        return delay < Longest ? delay : Longest;
    }
}

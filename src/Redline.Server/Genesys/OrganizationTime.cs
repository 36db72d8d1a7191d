using Redline.Delivery.Organizations;

namespace Redline.Server.Genesys;

/// <summary>
/// An organization's clock as a <see cref="TimeProvider"/>: what waits an hour of it waits a minute of wall time where it
/// runs sixty times as fast. Any thread.
/// </summary>
internal sealed class OrganizationTime : TimeProvider
{
    private readonly IOrganizationClock _clock;

    private OrganizationTime(IOrganizationClock clock) => _clock = clock;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000;

    /// <summary>The time of a clock: of one that runs as fast as wall time, wall time itself.</summary>
    public static TimeProvider Of(IOrganizationClock clock) => clock is WallClock ? clock.Wall : new OrganizationTime(clock);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _clock.Now.ToDateTimeOffset();

    /// <inheritdoc/>
    public override long GetTimestamp() => _clock.Now.Milliseconds;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(_clock, _clock.Wall.CreateTimer(callback, state, OfWall(_clock, dueTime), OfWall(_clock, period)));

    // Whole milliseconds and one more: a timer that fires early would find that it is not time yet.
    private static TimeSpan OfWall(IOrganizationClock clock, TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / clock.Speed));

    private sealed class Timer(IOrganizationClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(OfWall(clock, dueTime), OfWall(clock, period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

namespace Redline.Simulator.Replay;

/// <summary>
/// A clock that runs at a multiple of wall time: simulated now = simulated anchor + speed × (wall now - wall anchor).
/// The three numbers are all of its state, so one made again from them goes on where simulated time has got to. Set
/// back the wall clock and this one goes back too. Instants are whole milliseconds since the Unix epoch, UTC; any
/// thread.
/// </summary>
public sealed class SimulatedClock
{
    /// <summary>The highest speed.</summary>
    public const double MaximumSpeed = 10_000;

    private readonly long _anchorWallTicks;
    private readonly decimal _speed;

    /// <summary>A clock that shows the simulated anchor when wall time is the wall anchor.</summary>
    /// <param name="wall">Wall time and its timers.</param>
    /// <param name="anchorWallMilliseconds">The instant of wall time; years 1 to 9999.</param>
    /// <param name="anchorSimulatedMilliseconds">The simulated instant that belongs to it; years 1 to 9999.</param>
    /// <param name="speed">Simulated seconds per second of wall time; from 0.001 to <see cref="MaximumSpeed"/>.</param>
    /// <exception cref="ArgumentException">Something is out of range; all problems are named.</exception>
    public SimulatedClock(
        TimeProvider wall, long anchorWallMilliseconds, long anchorSimulatedMilliseconds, double speed)
    {
        ArgumentNullException.ThrowIfNull(wall);
        var problems = new List<string>();
        CheckInstant(nameof(anchorWallMilliseconds), anchorWallMilliseconds, problems);
        CheckInstant(nameof(anchorSimulatedMilliseconds), anchorSimulatedMilliseconds, problems);
        if (!(speed is >= 0.001 and <= MaximumSpeed))
            problems.Add(FormattableString.Invariant($"speed is {speed}; choose 0.001 to {MaximumSpeed}."));
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems));

        Wall = wall;
        AnchorWallMilliseconds = anchorWallMilliseconds;
        AnchorSimulatedMilliseconds = anchorSimulatedMilliseconds;
        Speed = speed;
        _anchorWallTicks = DateTimeOffset.FromUnixTimeMilliseconds(anchorWallMilliseconds).UtcTicks;
        _speed = (decimal)speed;
    }

    /// <summary>Wall time and its timers.</summary>
    public TimeProvider Wall { get; }

    /// <summary>The wall instant of the anchor.</summary>
    public long AnchorWallMilliseconds { get; }

    /// <summary>The simulated instant of the anchor.</summary>
    public long AnchorSimulatedMilliseconds { get; }

    /// <summary>Simulated seconds per second of wall time.</summary>
    public double Speed { get; }

    /// <summary>The simulated instant it is now, cut to the millisecond.</summary>
    public long NowMilliseconds => AnchorSimulatedMilliseconds
        + (long)decimal.Floor(WallTicksSinceAnchor * _speed / TimeSpan.TicksPerMillisecond);

    private long WallTicksSinceAnchor => Wall.GetUtcNow().UtcTicks - _anchorWallTicks;

    /// <summary>A clock that shows a simulated instant now.</summary>
    /// <param name="wall">Wall time and its timers.</param>
    /// <param name="anchorSimulatedMilliseconds">The simulated instant it is now; years 1 to 9999.</param>
    /// <param name="speed">Simulated seconds per second of wall time; from 0.001 to <see cref="MaximumSpeed"/>.</param>
    /// <exception cref="ArgumentException">Something is out of range; all problems are named.</exception>
    public static SimulatedClock StartingAt(TimeProvider wall, long anchorSimulatedMilliseconds, double speed)
    {
        ArgumentNullException.ThrowIfNull(wall);
        return new SimulatedClock(wall, wall.GetUtcNow().ToUnixTimeMilliseconds(), anchorSimulatedMilliseconds, speed);
    }

    /// <summary>
    /// How long to wait, in wall time, until the clock shows a simulated instant: whole milliseconds, rounded up
    /// because timers cut and one that fires early must be set again. Zero when it has been reached; at most
    /// <see cref="TimeSpan.MaxValue"/>.
    /// </summary>
    public TimeSpan WallDelayUntil(long simulatedMilliseconds)
    {
        var simulated = (decimal)simulatedMilliseconds - AnchorSimulatedMilliseconds;
        var ticks = (simulated * TimeSpan.TicksPerMillisecond / _speed) - WallTicksSinceAnchor;
        if (ticks <= 0) return TimeSpan.Zero;
        var milliseconds = decimal.Ceiling(ticks / TimeSpan.TicksPerMillisecond);
        return milliseconds >= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond
            ? TimeSpan.MaxValue
            : new TimeSpan((long)milliseconds * TimeSpan.TicksPerMillisecond);
    }

    private static void CheckInstant(string name, long milliseconds, List<string> problems)
    {
        if (milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            problems.Add($"{name} is {milliseconds}; choose an instant from year 1 to 9999.");
    }
}

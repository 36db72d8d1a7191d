using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>
/// The one clock of an organization: wall time, or the time of a simulation. Engine, sources and waits run on it;
/// sockets, tokens and retries run on wall time. Any thread.
/// </summary>
public interface IOrganizationClock
{
    /// <summary>Wall time and its timers.</summary>
    TimeProvider Wall { get; }

    /// <summary>The organization's instant now.</summary>
    Instant Now { get; }

    /// <summary>Seconds of the organization's time per second of wall time; 1 unless it is a simulation.</summary>
    double Speed { get; }

    /// <summary>How long to wait, in wall time, until this clock shows an instant; zero when it does already; at most a day.</summary>
    TimeSpan WallDelayUntil(Instant instant);
}

namespace Redline.Engine.Queues;

/// <summary>What became of an observation.</summary>
public enum ObserveOutcome
{
    /// <summary>Refused, nothing changed: a bound of <see cref="EngineLimits"/> is reached.</summary>
    LimitReached,

    /// <summary>Refused, nothing changed: its instant is further from now than the allowed delay; its source's clock is wrong.</summary>
    ClockRefused,

    /// <summary>Taken, but every metric it carries was already known at an equal or later instant.</summary>
    Stale,

    /// <summary>Taken; no value differs from what was known.</summary>
    Unchanged,

    /// <summary>Taken; at least one value changed.</summary>
    Changed,
}

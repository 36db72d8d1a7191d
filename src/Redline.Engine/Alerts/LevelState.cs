namespace Redline.Engine.Alerts;

/// <summary>Where one level of a fingerprint stands. Names are persisted, never ordinals.</summary>
public enum LevelPhase
{
    /// <summary>Not breached; its filter is not true.</summary>
    Quiet,

    /// <summary>Its filter is true and has not yet held for the sustain.</summary>
    Sustaining,

    /// <summary>Breached.</summary>
    Breached,

    /// <summary>Breached; its clear expression is true and has not yet held for the clear hold.</summary>
    Clearing,
}

/// <summary>The durable state of one level of a fingerprint.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When it came to stand there; the epoch while quiet.</param>
/// <param name="OpenedAt">When the filter became true; the epoch while quiet.</param>
public readonly record struct LevelState(LevelPhase Phase, Instant Since, Instant OpenedAt)
{
    /// <summary>Whether the breach counts as open.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => Phase is LevelPhase.Breached or LevelPhase.Clearing;
}

namespace Redline.Engine.Alerts;

/// <summary>
/// Why people are not told. The first kind keeps an alert from triggering as long as it lasts; of the second the alert is
/// open and people are not told of it. Names are persisted, never ordinals.
/// </summary>
public enum SuppressionReason
{
    /// <summary>Not suppressed.</summary>
    None,

    /// <summary>Does not trigger: the fingerprint's last alert triggered less than the stream's cooldown ago and was at least as severe.</summary>
    CoolingDown,

    /// <summary>Does not trigger: it is outside the stream's schedule.</summary>
    OutsideSchedule,

    /// <summary>Does not trigger, or is open and not told: an operator set a silence.</summary>
    Silenced,

    /// <summary>Is open and not told: it triggered a moment ago, and what is told at once goes together.</summary>
    Coalesced,

    /// <summary>Is open and not told: the fingerprint flaps, and people are told how it stands at the next update.</summary>
    Flapping,

    /// <summary>Is open and not told: the stream is in shadow.</summary>
    Shadow,

    /// <summary>Is open and not told: the stream tells nobody.</summary>
    NotificationNone,

    /// <summary>Is open and not told: only the steps of the stream's flow tell people.</summary>
    NotificationFlow,
}

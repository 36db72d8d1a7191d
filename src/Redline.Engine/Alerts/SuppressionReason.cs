namespace Redline.Engine.Alerts;

/// <summary>Why people are not told of a breach that holds. Names are persisted, never ordinals.</summary>
public enum SuppressionReason
{
    /// <summary>Not suppressed.</summary>
    None,

    /// <summary>The fingerprint's last alert triggered less than the stream's cooldown ago and was at least as severe.</summary>
    CoolingDown,
}

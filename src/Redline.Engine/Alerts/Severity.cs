namespace Redline.Engine.Alerts;

/// <summary>How bad a breach is. Names are persisted, never ordinals.</summary>
public enum Severity
{
    /// <summary>Somebody should know.</summary>
    Warning,

    /// <summary>Somebody must act.</summary>
    Critical,
}

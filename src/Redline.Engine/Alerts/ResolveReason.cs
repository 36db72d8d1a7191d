namespace Redline.Engine.Alerts;

/// <summary>Why an alert resolved. Nobody resolves an alert by hand. Names are persisted, never ordinals.</summary>
public enum ResolveReason
{
    /// <summary>The clear expression held for the clear hold.</summary>
    ConditionCleared,

    /// <summary>The stream was changed and what it now says does not hold.</summary>
    DefinitionChanged,

    /// <summary>The stream was disabled.</summary>
    StreamDisabled,

    /// <summary>The stream was deleted.</summary>
    StreamDeleted,

    /// <summary>The queue is no more.</summary>
    QueueGone,

    /// <summary>The stream's schedule ended; the breach may go on.</summary>
    OutsideSchedule,
}

namespace Redline.Engine;

/// <summary>An input does not fit what there is; nothing changed and the pass goes on.</summary>
/// <param name="code">Stable, for programs: one of the constants here.</param>
/// <param name="message">Why, and what to do.</param>
/// <param name="ownerId">The person who has the alert, where somebody has and that is why; else null.</param>
public class EngineRefusalException(string code, string message, string? ownerId = null) : Exception(message)
{
    /// <summary>No alert has that number.</summary>
    public const string AlertNotFound = "alert.not.found";

    /// <summary>The alert is over.</summary>
    public const string AlertResolved = "alert.resolved";

    /// <summary>Another person has the alert.</summary>
    public const string AlreadyAcknowledged = "alert.already.acknowledged";

    /// <summary>Nobody has the alert.</summary>
    public const string NotAcknowledged = "alert.not.acknowledged";

    /// <summary>What is to be withdrawn is another person's.</summary>
    public const string OfAnother = "acknowledgement.of.another";

    /// <summary>No silence has that number, or it is over.</summary>
    public const string SilenceNotFound = "silence.not.found";

    /// <summary>The silence would be over before it began.</summary>
    public const string SilenceOver = "silence.over";

    /// <summary>The silence would last too long.</summary>
    public const string SilenceLong = "silence.long";

    /// <summary>Streams start the flow that is to be deleted.</summary>
    public const string FlowInUse = "flow.in.use";

    /// <summary>There is no such flow.</summary>
    public const string FlowNotFound = "flow.not.found";

    /// <summary>The flow began for the queue a short while ago.</summary>
    public const string FlowCoolingDown = "flow.cooling.down";

    /// <summary>There is no escalation of that number.</summary>
    public const string EscalationNotFound = "escalation.not.found";

    /// <summary>The escalation is closed.</summary>
    public const string EscalationIsClosed = "escalation.closed";

    /// <summary>Another person has the escalation.</summary>
    public const string EscalationAcknowledged = "escalation.already.acknowledged";

    /// <summary>Nobody has the escalation.</summary>
    public const string EscalationNotAcknowledged = "escalation.not.acknowledged";

    /// <summary>Stable, for programs.</summary>
    public string Code => code;

    /// <summary>The person who has the alert; null: nobody, or that is not why.</summary>
    public string? OwnerId => ownerId;
}

namespace Redline.GenesysCloud;

/// <summary>What somebody wants to know of a queue.</summary>
public enum QueueInterest
{
    /// <summary>Nothing: it is not subscribed to.</summary>
    None,

    /// <summary>Waits and counts: the topic <c>.activity</c>.</summary>
    Activity,

    /// <summary>Agents and figures of the half hour too: both topics.</summary>
    Everything,
}

/// <summary>
/// What of the organization matters to anybody. A connector asks again whenever <see cref="Version"/> is another one. Any
/// thread.
/// </summary>
public interface IGenesysInterest
{
    /// <summary>Another number whenever any answer may be another one; cheap, asked every second.</summary>
    long Version { get; }

    /// <summary>What a queue matters.</summary>
    /// <param name="queueId">Its id.</param>
    /// <param name="queueName">Its name; null: not known.</param>
    /// <param name="divisionId">Its division; null: not known.</param>
    QueueInterest Of(string queueId, string? queueName, string? divisionId);

    /// <summary>The platform's users whose presence and queues matter.</summary>
    IReadOnlyCollection<string> UserIds { get; }
}

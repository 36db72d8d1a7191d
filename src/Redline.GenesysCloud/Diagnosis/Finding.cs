namespace Redline.GenesysCloud.Diagnosis;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and something should be looked at.</summary>
    Warning,

    /// <summary>Something that is needed does not work.</summary>
    Error,
}

/// <summary>What an examination found. Immutable; holds no secret.</summary>
/// <param name="Check">What was looked at: a stable word, for programs.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do; null: nothing.</param>
public sealed record Finding(string Check, FindingSeverity Severity, string Message, string? Remedy = null);

/// <summary>What is wanted of the organization, so that it can be held against what there is. Immutable.</summary>
/// <param name="NamedQueues">Ids of queues that streams name, each with the stream's name.</param>
/// <param name="InterestIn">What a queue matters.</param>
public sealed record ExaminationWishes(IReadOnlyCollection<(string QueueId, string StreamName)> NamedQueues, Func<ListedQueue, QueueInterest> InterestIn);

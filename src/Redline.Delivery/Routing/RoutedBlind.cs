using Redline.Engine;
using Redline.Engine.Sources;

namespace Redline.Delivery.Routing;

/// <summary>A queue that is not seen, as people are shown it.</summary>
/// <param name="QueueId">The queue.</param>
/// <param name="QueueName">Its name.</param>
public readonly record struct BlindQueue(string QueueId, string QueueName);

/// <summary>
/// That a source does not see, as some people are shown it: those who may see the same of its queues share one. Immutable.
/// </summary>
/// <param name="Blindness">What was told of the source and the cause.</param>
/// <param name="Queues">The queues concerned that these people may see, by name.</param>
/// <param name="Persons">Whom it is for.</param>
/// <param name="EndedAt">When it was over for them; null: it lasts.</param>
public sealed record RoutedBlind(Blindness Blindness, IReadOnlyList<BlindQueue> Queues, PersonSet Persons, Instant? EndedAt = null)
{
    /// <summary>The source and the cause in one.</summary>
    public string Id => IdOf(Blindness.SourceId, Blindness.Cause);

    /// <summary>What its frames are about.</summary>
    public FrameSubject Subject => new(false, 0, Id);

    /// <summary>The id of a source and a cause.</summary>
    public static string IdOf(string sourceId, BlindCause cause) => $"{cause.ToString().ToUpperInvariant()}/{sourceId}";
}

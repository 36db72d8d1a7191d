using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Channels;

/// <summary>What one channel is to carry. Immutable.</summary>
/// <param name="Queues">Queues, each with all of its topics.</param>
/// <param name="UserIds">Users.</param>
/// <param name="Topics">The topics of both.</param>
internal sealed record LinkPlan(IReadOnlyList<QueueTrack> Queues, IReadOnlyList<string> UserIds, IReadOnlyList<string> Topics)
{
    public static readonly LinkPlan Empty = new([], [], []);

    /// <summary>Whether another plan asks for the same topics.</summary>
    public bool SaysTheSame(LinkPlan other) => Topics.SequenceEqual(other.Topics, StringComparer.Ordinal);
}

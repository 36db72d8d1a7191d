using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.GenesysCloud;

namespace Redline.Server.Genesys;

/// <summary>What streams want to know of a queue of Genesys Cloud.</summary>
internal static class StreamInterest
{
    private const uint OfTheActivityTopic = 1u << (int)Metric.WaitTimeSeconds | 1u << (int)Metric.WaitingCount | 1u << (int)Metric.RingingCount
        | 1u << (int)Metric.InteractingCount | 1u << (int)Metric.LongestInteractionSeconds | 1u << (int)Metric.ObservationAgeSeconds;

    /// <summary>The most that any of the streams reads of a queue that it could be true for.</summary>
    public static QueueInterest Of(IEnumerable<StreamDefinition> streams, FilterReferences references, string queueId, string? queueName, string? divisionId)
    {
        var interest = QueueInterest.None;
        foreach (var stream in streams)
        {
            if (StreamReach.Reads(stream, references, queueId, queueName, divisionId) is not { } reads) continue;
            if ((reads & ~OfTheActivityTopic) != 0) return QueueInterest.Everything;
            interest = QueueInterest.Activity;
        }

        return interest;
    }
}

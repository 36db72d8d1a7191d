using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>What a stream would find among the queues known now, whatever its status. Immutable.</summary>
/// <param name="KnownQueues">How many queues are known at all.</param>
/// <param name="MatchedQueues">How many of them it looks at: its filter can be true for them.</param>
/// <param name="BreachingQueues">In how many of those a filter is true now; warming and blind queues count as not.</param>
/// <param name="UnknownQueueIds">The ids it names that no known queue has, sorted.</param>
/// <param name="MetricsSeen">The mask of the metrics that have a value in any matched queue.</param>
/// <param name="KnowsNames">Whether any known queue has a name.</param>
/// <param name="KnowsDivisions">Whether any known queue has a division.</param>
public sealed record StreamSurvey(
    int KnownQueues, int MatchedQueues, int BreachingQueues, IReadOnlyList<string> UnknownQueueIds,
    uint MetricsSeen, bool KnowsNames, bool KnowsDivisions)
{
    /// <summary>Whether a metric has a value in any matched queue.</summary>
    public bool HasSeen(Metric metric) => (MetricsSeen & metric.Bit()) != 0;

    /// <summary>Whether a text of the identity is known of any queue.</summary>
    public bool Knows(TextField field) => field switch
    {
        TextField.QueueName => KnowsNames,
        TextField.DivisionId => KnowsDivisions,
        _ => true,
    };
}

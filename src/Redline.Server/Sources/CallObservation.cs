using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Simulator.Replay;

namespace Redline.Server.Sources;

/// <summary>Translates what recorded or generated calls show into observations: the edge between simulator and engine.</summary>
internal static class CallObservation
{
    /// <summary>The source that calls are heard from.</summary>
    public const string SourceId = "calls";

    /// <summary>Fills a reused observation; allocates nothing.</summary>
    public static void Fill(Observation into, in QueueObservation from, Instant observedAt)
    {
        into.Clear();
        into.SourceId = SourceId;
        into.QueueId = from.QueueId;
        into.QueueName = from.QueueName;
        into.MediaType = from.MediaType;
        into.ObservedAt = observedAt;
        into.Set(Metric.WaitingCount, from.WaitingCount);
        into.SetSince(Metric.WaitTimeSeconds, InstantOf(from.OldestWaitingSinceMilliseconds));
        into.Set(Metric.InteractingCount, from.InteractingCount);
        into.SetSince(Metric.LongestInteractionSeconds, InstantOf(from.OldestInteractionSinceMilliseconds));
    }

    private static Instant? InstantOf(long? milliseconds) => milliseconds is { } m ? new Instant(m) : null;
}

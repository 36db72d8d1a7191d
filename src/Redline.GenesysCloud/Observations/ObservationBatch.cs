using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Collects the observations of one message: one for each queue and media type, all of a queue with one instant. Reused.
/// </summary>
/// <param name="sourceId">The source they are of.</param>
/// <param name="rent">Where empty observations come from.</param>
public sealed class ObservationBatch(string sourceId, Func<Observation> rent)
{
    private readonly List<Observation> _observations = [];
    private QueueTrack? _queue;
    private Instant _at;

    /// <summary>What was collected.</summary>
    public IReadOnlyList<Observation> Observations => _observations;

    /// <summary>Begins the next batch; the observations of the last one belong to whoever took them.</summary>
    public void Begin()
    {
        _observations.Clear();
        _queue = null;
    }

    /// <summary>The observations, to be kept; the batch is empty afterwards.</summary>
    public Observation[] Take()
    {
        var taken = _observations.ToArray();
        Begin();
        return taken;
    }

    /// <summary>The observation of a media type of a queue; null: of the whole queue.</summary>
    internal Observation Of(QueueTrack queue, string? mediaType, Instant now)
    {
        if (_queue != queue)
        {
            (_queue, _at) = (queue, queue.NextStamp(now));
        }
        else
        {
            for (var i = _observations.Count - 1; i >= 0 && ReferenceEquals(_observations[i].QueueId, queue.Id); i--)
                if (_observations[i].MediaType == mediaType)
                    return _observations[i];
        }

        var observation = rent();
        observation.Clear();
        observation.SourceId = sourceId;
        observation.QueueId = queue.Id;
        observation.QueueName = queue.Name;
        observation.DivisionId = queue.DivisionId;
        observation.ServiceLevelTargetSeconds = queue.ServiceLevelTargetSeconds;
        observation.MediaType = mediaType;
        observation.ObservedAt = _at;
        _observations.Add(observation);
        return observation;
    }
}

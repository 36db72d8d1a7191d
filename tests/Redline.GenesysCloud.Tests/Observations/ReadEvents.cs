using System.Text;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Tests.Observations;

/// <summary>A reader with one queue, <c>q1</c>, and messages of it.</summary>
internal sealed class ReadEvents
{
    public static readonly Instant Now = new(1_795_341_600_000);

    private readonly QueueTable _queues = new();
    private readonly QueueEventReader _reader;
    private readonly SnapshotReader _snapshots;
    private readonly ObservationBatch _batch = new("genesys", () => new Observation());

    public ReadEvents()
    {
        _queues.Add("q1", "Billing", "d1");
        _queues.Add("q2", null, null);
        _reader = new QueueEventReader(_queues);
        _snapshots = new SnapshotReader(_reader);
    }

    public EventKind LastKind { get; private set; }

    public QueueTrack Q1 => _queues.Find("q1")!;

    /// <summary>An event of <c>.activity</c> with the metrics of media type voice.</summary>
    public IReadOnlyList<Observation> Activity(string metrics, Instant? now = null, long ahead = 0) =>
        Message($$$$"""{"topicName":"v2.analytics.queues.q1.activity","version":"2","eventBody":{"results":[{"mediaType":"voice","data":[{{{{metrics}}}}]}]}}""", now, ahead);

    /// <summary>An event of <c>.observations</c>, with a group, an interval and metrics.</summary>
    public IReadOnlyList<Observation> Observations(string group, string interval, string metrics, Instant? now = null) =>
        Message($$$$"""{"topicName":"v2.analytics.queues.q1.observations","version":"2","eventBody":{"group":{{{{group}}}},"data":[{"interval":"{{{{interval}}}}","metrics":[{{{{metrics}}}}]}]}}""", now);

    public IReadOnlyList<Observation> Message(string json, Instant? now = null, long ahead = 0)
    {
        _batch.Begin();
        LastKind = _reader.Read(Encoding.UTF8.GetBytes(json), now ?? Now, ahead, _batch);
        return _batch.Take();
    }

    /// <summary>The answer to an observation query for q1 alone.</summary>
    public IReadOnlyList<Observation>? Snapshot(string json, Instant askedAt, Instant? now = null)
    {
        _batch.Begin();
        return _snapshots.Read(Encoding.UTF8.GetBytes(json), [Q1], askedAt, now ?? askedAt, 0, _batch) ? _batch.Take() : null;
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Codecs;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Laws;

public sealed class PermutationLawTests
{
    private static readonly Gen<(Observe[] InOrder, Observe[] Shuffled)> Arrivals =
        from count in Gen.Choose(1, 12)
        from lates in Gen.Shuffle(Enumerable.Range(0, 60).Select(i => (long)i * 1000).ToArray())
        from observations in Gen.CollectToArray(Enumerable.Range(0, count), i =>
            from queue in Gen.Elements("q1", "q2")
            from media in Gen.Elements("voice", "chat", null)
            from name in Gen.Elements(null, "VIP", "Billing")
            from waiting in Gen.Elements<int?>(null, 0, 0, 1, 2)
            from age in Gen.Elements<long?>(null, 0, 1_000, 90_000)
            from none in Gen.Elements(false, false, true)
            from agents in Gen.Elements<int?>(null, 0, 3)
            select new Observe(queue, media, name, lates[i], waiting, age, none, agents))
        from shuffled in Gen.Shuffle(observations)
        select (observations.OrderByDescending(o => o.Late).ToArray(), shuffled);

    [Fact]
    public void Observe_InWhateverOrderTheyArrive_EndsInTheSameValues() => Law.Holds(Arrivals, arrivals =>
    {
        var (inOrder, shuffled) = (Arrived(arrivals.InOrder), Arrived(arrivals.Shuffled));
        Assert.Equal(Views(inOrder), Views(shuffled));
        Assert.Equal(Checkpoints(inOrder), Checkpoints(shuffled));
    }, count: 1_000);

    [Fact]
    public void Restore_FromCheckpointsTakenAfterEachArrival_EndsInTheSameValues() => Law.Holds(Arrivals, arrivals =>
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        var kept = new Dictionary<(string, string?), QueueCheckpoint>();
        foreach (var observe in arrivals.Shuffled)
        {
            engine.Observe(observe.At(Story.Beginning), Story.Beginning);
            foreach (var checkpoint in engine.TakeCheckpoints()) kept[(checkpoint.QueueId, checkpoint.MediaType)] = checkpoint;
        }

        var restored = new AlertEngine(new DurableState(), EngineLimits.Default);
        restored.Restore(kept.Values);
        Assert.Equal(
            Known(engine).Select(v => v with { Sight = QueueSight.Warming }),
            Known(restored));
    }, count: 1_000);

    private static AlertEngine Arrived(Observe[] observations)
    {
        var engine = new AlertEngine(new DurableState(), EngineLimits.Default);
        foreach (var observe in observations) engine.Observe(observe.At(Story.Beginning), Story.Beginning);
        return engine;
    }

    private static IEnumerable<QueueView> Views(AlertEngine engine) => engine.Queues.OrderBy(v => (v.QueueId, v.MediaType));

    // A media type of which nothing is known but its name leaves no checkpoint.
    private static IEnumerable<QueueView> Known(AlertEngine engine) =>
        Views(engine).Where(v => v.WaitingCount is not null || v.NoneWaits || v.OldestWaitingSince is not null);

    private static IEnumerable<string> Checkpoints(AlertEngine engine) => engine.TakeCheckpoints()
        .Where(c => c.Metrics.Count > 0)
        .Select(c => Encoding.UTF8.GetString(StateCodec.Encode(c))).Order(StringComparer.Ordinal);
}

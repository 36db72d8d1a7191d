using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Codecs;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>A run that is cut dead after every single batch ends as if nothing had happened.</summary>
public sealed class EngineLoopCrashTests
{
    private static readonly Type[] Rare =
    [
        typeof(SustainStarted), typeof(SustainBroken), typeof(ClearStarted), typeof(ClearBroken),
        typeof(AlertSuppressed), typeof(SuppressionEnded), typeof(AlertTriggered), typeof(AlertLevelChanged),
        typeof(AlertResolved),
    ];

    [Theory]
    [InlineData(54, 0)]
    [InlineData(133, 0)]
    [InlineData(133, 3)]
    public async Task Run_WhenCutAfterAnyBatch_EndsLikeOneThatWasNot(int seed, int stepsDown)
    {
        IEnumerable<string> expected;
        int batches;
        await using (var whole = await CrashRun.StartAsync(seed))
        {
            expected = await whole.FinishAsync();
            batches = whole.Batches;
            var events = await whole.Rig.EventsAsync();
            AssertNothingDoubled(events);
            Assert.Superset(Rare.ToHashSet(), events.Select(e => e.GetType()).ToHashSet());
            Assert.NotEmpty(expected);
        }

        var kept = 0;
        var cancellation = TestContext.Current.CancellationToken;
        var cuts = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, batches), cuts, async (k, _) =>
        {
            try
            {
                Interlocked.Add(ref kept, await CutAsync(seed, k, stepsDown, expected));
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}, cut after batch {k} of {batches}: {failure}");
            }
        });
        Assert.NotEqual(0, kept);
    }

    private static async Task<int> CutAsync(int seed, int k, int stepsDown, IEnumerable<string> expected)
    {
        await using var run = await CrashRun.StartAsync(seed);
        await run.CutAfterAsync(k);
        var recovered = await run.RestartAsync(stepsDown);

        Assert.Equal(run.EntriesBeforeTheCut, (await run.Rig.EventsAsync()).Count);
        Assert.Equal(await run.Rig.CommittedStateAsync(), StateCodec.Encode(recovered));
        var openBefore = recovered.OpenAlerts.ToArray();

        await run.ResendAsync();
        var kept = AssertKept(run, openBefore);
        Assert.Equal(expected, await run.FinishAsync());
        AssertNothingDoubled(await run.Rig.EventsAsync());
        Assert.Equal(await run.Rig.CommittedStateAsync(), run.Rig.Listener.State);
        return kept;
    }

    // Whose condition holds when the source is heard again is still the same alert. Returns how many there were.
    private static int AssertKept(CrashRun run, Alert[] openBefore)
    {
        var kept = 0;
        var open = StateCodec.Decode(run.Rig.Listener.State).OpenAlerts.ToDictionary(a => a.Fingerprint, a => a.Number);
        foreach (var alert in openBefore)
        {
            var queue = run.Values.SingleOrDefault(v => v.QueueId == alert.Fingerprint.QueueId);
            if (queue is null || !CrashScript.Holds(alert.Fingerprint.StreamId, queue, run.Rig.Now)) continue;
            Assert.Equal(alert.Number, open.GetValueOrDefault(alert.Fingerprint));
            kept++;
        }

        return kept;
    }

    // At most one open per fingerprint, numbers without a gap, each resolved at most once and only when open; time of
    // one fingerprint never goes back.
    private static void AssertNothingDoubled(List<EngineEvent> events)
    {
        var open = new Dictionary<Fingerprint, long>();
        var lastAt = new Dictionary<Fingerprint, Instant>();
        var last = 0L;
        foreach (var e in events.OfType<FingerprintEvent>())
        {
            Assert.True(e.At >= lastAt.GetValueOrDefault(e.Fingerprint, Instant.Beginning) && e.At <= e.DecidedAt);
            lastAt[e.Fingerprint] = e.At;
            if (e is AlertTriggered triggered)
            {
                Assert.Equal(++last, triggered.Number);
                Assert.True(open.TryAdd(e.Fingerprint, triggered.Number), $"{e.Fingerprint} is open twice");
            }
            else if (e is AlertResolved resolved)
            {
                Assert.True(open.Remove(e.Fingerprint, out var number), $"{e.Fingerprint} was not open");
                Assert.Equal(number, resolved.Number);
            }
        }
    }
}

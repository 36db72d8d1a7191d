using FsCheck;
using FsCheck.Fluent;
using Redline.Simulator.Calls;
using Redline.Simulator.Replay;

namespace Redline.Simulator.Tests.Replay;

public sealed class CallReplayPropertyTests
{
    [Fact]
    public void MoveNext_WhenAnyCalls_EqualsBruteForceAtEveryInstant() => Prop.ForAll(SomeCalls.Any, calls =>
    {
        var expected = new List<(long Instant, QueueObservation Observation)>();
        foreach (var instant in InstantsOf(calls, queue: null))
        {
            foreach (var queue in QueuesOf(calls).Where(queue => InstantsOf(calls, queue).Contains(instant)))
                expected.Add((instant, BruteForce(calls, queue, instant)));
        }

        Assert.Equal(expected, Tell(CallTimeline.From(calls).Replay()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SnapshotAt_WhenAnyCalls_EqualsBruteForceAndReplayedState() => Prop.ForAll(SomeCalls.Any, calls =>
    {
        var timeline = CallTimeline.From(calls);
        var replayed = timeline.SnapshotAt(-1).ToDictionary(queue => queue.QueueId);
        var told = Tell(timeline.Replay()).ToLookup(entry => entry.Instant, entry => entry.Observation);
        for (var instant = 0L; instant < 60; instant++)
        {
            foreach (var observation in told[instant]) replayed[observation.QueueId] = observation;
            var snapshot = timeline.SnapshotAt(instant);

            Assert.Equal(QueuesOf(calls).Select(queue => BruteForce(calls, queue, instant)), snapshot);
            Assert.Equal(QueuesOf(calls).Select(queue => replayed[queue]), snapshot);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void ReplayAfter_WhenAnyInstant_TellsExactlyWhatFollows() =>
        Prop.ForAll(SomeCalls.Any, Gen.Choose(-1, 60).ToArbitrary(), (calls, after) =>
        {
            var timeline = CallTimeline.From(calls);

            Assert.Equal(
                Tell(timeline.Replay()).Where(entry => entry.Instant > after), Tell(timeline.ReplayAfter(after)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FirstWaitOf_WhenAnyCalls_EqualsBruteForce() =>
        Prop.ForAll(SomeCalls.Any, Gen.Choose(0, 13).ToArbitrary(), (calls, wait) =>
        {
            long? expected = null;
            for (var instant = 0L; instant < 60 && expected is null; instant++)
            {
                var hasWaited = calls.Any(
                    call => call.QueuedMilliseconds + wait <= instant && call.LeftQueueMilliseconds > instant);
                if (hasWaited) expected = instant;
            }

            Assert.Equal(expected, CallTimeline.From(calls).FirstWaitOf(TimeSpan.FromMilliseconds(wait)));
        }).QuickCheckThrowOnFailure();

    private static List<(long Instant, QueueObservation Observation)> Tell(CallReplay replay)
    {
        var told = new List<(long, QueueObservation)>();
        while (replay.MoveNext())
        {
            foreach (var observation in replay.Observations.Span) told.Add((replay.InstantMilliseconds, observation));
        }

        return told;
    }

    private static IEnumerable<string> QueuesOf(CallRecord[] calls) =>
        calls.Select(call => call.Queue).Distinct().Order(StringComparer.Ordinal);

    private static SortedSet<long> InstantsOf(CallRecord[] calls, string? queue) =>
        [.. calls.Where(call => queue is null || call.Queue == queue).SelectMany(Periods)
            .Where(period => period.From < period.To).SelectMany(period => new[] { period.From, period.To })];

    private static IEnumerable<(long From, long To)> Periods(CallRecord call)
    {
        if (call.QueuedMilliseconds is { } queued) yield return (queued, call.LeftQueueMilliseconds!.Value);
        if (call.ServiceStartMilliseconds is { } start) yield return (start, call.ServiceEndMilliseconds!.Value);
    }

    private static QueueObservation BruteForce(CallRecord[] calls, string queue, long instant)
    {
        var waits = calls.Where(call => call.Queue == queue
            && call.QueuedMilliseconds <= instant && call.LeftQueueMilliseconds > instant).ToArray();
        var served = calls.Where(call => call.Queue == queue
            && call.ServiceStartMilliseconds <= instant && call.ServiceEndMilliseconds > instant).ToArray();
        return new QueueObservation(
            queue, queue, "voice", waits.Length, waits.Min(call => call.QueuedMilliseconds),
            served.Length, served.Min(call => call.ServiceStartMilliseconds));
    }
}

using Redline.Simulator.Calls;
using Redline.Simulator.Replay;
using static Redline.Simulator.Tests.Replay.SomeCalls;

namespace Redline.Simulator.Tests.Replay;

public sealed class CallReplayTests
{
    [Fact]
    public void MoveNext_WhenCallWaits_TellsBeginAndEnd()
    {
        Assert.Equal(
            ["10 a waits 1 since 10 serves 0 since -", "30 a waits 0 since - serves 0 since -"],
            Tell(Waiting("a", 10, 30)));
    }

    [Fact]
    public void MoveNext_WhenOldestLeavesFirst_TellsTheNextOldest()
    {
        Assert.Equal(
            ["10 a waits 1 since 10 serves 0 since -", "20 a waits 2 since 10 serves 0 since -",
                "30 a waits 1 since 20 serves 0 since -", "40 a waits 0 since - serves 0 since -"],
            Tell(Waiting("a", 20, 40), Waiting("a", 10, 30)));
    }

    [Fact]
    public void MoveNext_WhenSeveralThingsHappenAtOneInstant_TellsOneObservationPerQueue()
    {
        Assert.Equal(
            ["10 a waits 1 since 10 serves 0 since -", "10 b waits 0 since - serves 1 since 10",
                "20 a waits 1 since 20 serves 1 since 20", "25 a waits 0 since - serves 0 since -",
                "25 b waits 0 since - serves 0 since -"],
            Tell(Waiting("a", 10, 20), Waiting("a", 20, 25), Served("a", 20, 25), Served("b", 10, 25)));
    }

    [Fact]
    public void MoveNext_WhenCallLeavesAsItIsQueued_TellsNothing() =>
        Assert.Empty(Tell(Waiting("a", 10, 10), Served("a", 5, 5)));

    [Fact]
    public void MoveNext_WhenQueuesDifferInCase_OrdersThemOrdinally() => Assert.Equal(
        ["1 B waits 1 since 1 serves 0 since -", "1 a waits 1 since 1 serves 0 since -"],
        Tell(Waiting("a", 1, 9), Waiting("B", 1, 9)).Take(2));

    [Fact]
    public void MoveNext_WhenAtTheEnd_KeepsTheInstantAndTellsNothing()
    {
        var replay = CallTimeline.From([Waiting("a", 10, 30)]).Replay();
        while (replay.MoveNext())
        {
        }

        Assert.False(replay.MoveNext());
        Assert.Equal((30L, 0), (replay.InstantMilliseconds, replay.Observations.Length));
    }

    [Fact]
    public void MoveNext_WhenReplayed_AllocatesNothing()
    {
        var calls = Enumerable.Range(0, 2_000).Select(n => Waiting(n % 2 == 0 ? "a" : "b", n, n + 100 + (n % 7)));
        var replay = CallTimeline.From(calls).Replay();
        replay.MoveNext();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var observations = 0;
        while (replay.MoveNext()) observations += replay.Observations.Length;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(observations, 2_000, 4_000);
    }

    [Fact]
    public void ReplayAfter_WhenSomethingHappensAtTheInstant_StartsAfterIt()
    {
        var replay = CallTimeline.From([Waiting("a", 10, 30), Waiting("b", 10, 20)]).ReplayAfter(10);

        Assert.Equal((10L, 0), (replay.InstantMilliseconds, replay.Observations.Length));
        Assert.True(replay.MoveNext());
        Assert.Equal((20L, "b"), (replay.InstantMilliseconds, replay.Observations.Span[0].QueueName));
    }

    private static List<string> Tell(params CallRecord[] calls)
    {
        var told = new List<string>();
        var replay = CallTimeline.From(calls).Replay();
        while (replay.MoveNext())
        {
            foreach (var queue in replay.Observations.Span)
            {
                Assert.Equal((queue.QueueName, "voice"), (queue.QueueId, queue.MediaType));
                told.Add($"{replay.InstantMilliseconds} {queue.QueueName} "
                    + $"waits {queue.WaitingCount} since {Show(queue.OldestWaitingSinceMilliseconds)} "
                    + $"serves {queue.InteractingCount} since {Show(queue.OldestInteractionSinceMilliseconds)}");
            }
        }

        return told;

        static string Show(long? instant) => instant is { } known ? $"{known}" : "-";
    }
}

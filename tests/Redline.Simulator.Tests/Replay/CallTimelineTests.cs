using Redline.Simulator.Calls;
using Redline.Simulator.Replay;
using static Redline.Simulator.Tests.Replay.SomeCalls;

namespace Redline.Simulator.Tests.Replay;

public sealed class CallTimelineTests
{
    private const long Day = 24 * 60 * 60 * 1_000;

    [Fact]
    public void From_WhenNoCalls_IsEmpty()
    {
        var timeline = CallTimeline.From([]);

        Assert.Empty(timeline.Queues);
        Assert.Null(timeline.FirstInstantMilliseconds);
        Assert.Null(timeline.LastInstantMilliseconds);
        Assert.Empty(timeline.SnapshotAt(0));
        Assert.False(timeline.Replay().MoveNext());
    }

    [Fact]
    public void From_WhenCalls_KnowsQueuesAndBounds()
    {
        var timeline = CallTimeline.From([Waiting("b", 7, 9), Waiting("c", 1, 1), Served("a", 3, 20)]);

        Assert.Equal(["a", "b", "c"], timeline.Queues);
        Assert.Equal((3L, 20L), (timeline.FirstInstantMilliseconds, timeline.LastInstantMilliseconds));
    }

    public static TheoryData<CallRecord> Broken() =>
    [
        Waiting("", 1, 2),
        Waiting("a", 2, 1),
        Served("a", 2, 1),
        Waiting("a", 1, 2) with { LeftQueueMilliseconds = null },
        Waiting("a", 1, 2) with { QueuedMilliseconds = null },
        Served("a", 1, 2) with { ServiceEndMilliseconds = null },
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void From_WhenACallIsBroken_Refuses(CallRecord call) =>
        Assert.Throws<ArgumentException>(() => CallTimeline.From([call]));

    [Fact]
    public void OnDay_WhenCallsOfSeveralDays_KeepsThoseThatArrivedOnIt()
    {
        var timeline = CallTimeline.From(
        [
            Waiting("a", Day - 1, Day + 5),
            Waiting("b", Day, Day + 5),
            Waiting("c", (2 * Day) - 1, (2 * Day) + 9),
            Waiting("d", 2 * Day, (2 * Day) + 5),
        ]).OnDay(new DateOnly(1970, 1, 2));

        Assert.Equal(["b", "c"], timeline.Queues);
        Assert.Equal((2 * Day) + 9, timeline.LastInstantMilliseconds);
    }

    [Fact]
    public void OnDay_WhenNobodyCalled_IsEmpty() =>
        Assert.Empty(CallTimeline.From([Waiting("a", 1, 2)]).OnDay(new DateOnly(1999, 3, 1)).Calls);

    [Fact]
    public void FirstWaitOf_WhenACallLeavesAsItGetsThere_DoesNotCountIt()
    {
        var timeline = CallTimeline.From([Waiting("a", 0, 100), Waiting("b", 50, 151)]);

        Assert.Equal(150, timeline.FirstWaitOf(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(99, timeline.FirstWaitOf(TimeSpan.FromMilliseconds(99)));
        Assert.Null(timeline.FirstWaitOf(TimeSpan.FromMilliseconds(101)));
    }

    [Fact]
    public void FirstWaitOf_WhenFinerThanAMillisecond_RoundsUp() =>
        Assert.Equal(2, CallTimeline.From([Waiting("a", 0, 9)]).FirstWaitOf(TimeSpan.FromTicks(10_001)));

    [Fact]
    public void FirstWaitOf_WhenNegative_Refuses() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CallTimeline.From([]).FirstWaitOf(TimeSpan.FromTicks(-1)));

    [Fact]
    public void SnapshotAt_WhenQueueIsQuiet_TellsItWithNothing()
    {
        var snapshot = CallTimeline.From([Waiting("a", 10, 20), Served("b", 5, 30)]).SnapshotAt(10);

        Assert.Equal(
            [
                new QueueObservation("a", "a", "voice", 1, 10, 0, null),
                new QueueObservation("b", "b", "voice", 0, null, 1, 5),
            ],
            snapshot);
    }
}

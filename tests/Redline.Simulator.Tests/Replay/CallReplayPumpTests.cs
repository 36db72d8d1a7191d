using Redline.Simulator.Replay;
using static Redline.Simulator.Tests.Replay.SomeCalls;

namespace Redline.Simulator.Tests.Replay;

public sealed class CallReplayPumpTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task RunAsync_WhenStarted_TellsASnapshotOfEveryQueue()
    {
        var timeline = CallTimeline.From([Waiting("a", -100, 5_000), Waiting("b", 0, 9_000)]);
        await using var run = new PumpRun(timeline, speed: 1);

        var (instant, observations) = await run.NextAsync();

        Assert.Equal(0, instant);
        Assert.Equal([("a", 1, -100L), ("b", 1, 0L)], observations.Select(
            queue => (queue.QueueId, queue.WaitingCount, queue.OldestWaitingSinceMilliseconds!.Value)));
    }

    [Fact]
    public async Task RunAsync_WhenTimeReachesAChange_TellsItWithItsInstant()
    {
        await using var run = new PumpRun(CallTimeline.From([Waiting("a", 60_000, 90_000)]), speed: 60);
        Assert.Equal(0, (await run.NextAsync()).Instant);

        await run.AdvanceAsync(TimeSpan.FromMilliseconds(999));
        Assert.True(run.HasNothingToTell);
        await run.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        var (instant, observations) = await run.NextAsync();
        Assert.Equal((60_000L, 1), (instant, Assert.Single(observations).WaitingCount));
        await run.AdvanceAsync(TimeSpan.FromMilliseconds(500));
        Assert.Equal(90_000, (await run.NextAsync()).Instant);
    }

    [Fact]
    public async Task RunAsync_WhenAChangeIsAtTheStartingInstant_TellsItInTheSnapshotOnly()
    {
        await using var run = new PumpRun(CallTimeline.From([Waiting("a", 0, 1_000)]), speed: 1);

        Assert.Equal(1, Assert.Single((await run.NextAsync()).Observations).WaitingCount);
        await run.AdvanceAsync(Second);

        Assert.Equal(1_000, (await run.NextAsync()).Instant);
    }

    [Fact]
    public async Task RunAsync_WhenItWakesLate_TellsEveryDueInstantInOrder()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timeline = CallTimeline.From([Waiting("a", 1_000, 4_000), Waiting("b", 2_000, 3_000)]);
        await using var run = new PumpRun(timeline, speed: 1, async () =>
        {
            started.TrySetResult();
            await release.Task;
        });

        await started.Task;
        run.Time.Advance(TimeSpan.FromSeconds(60));
        release.SetResult();

        Assert.Equal([0, 1_000, 2_000, 3_000, 4_000], await InstantsAsync(run, 5));
    }

    [Fact]
    public async Task RunAsync_WhenNothingHappens_SendsAHeartbeatEveryFiveSecondsOfWallTime()
    {
        await using var run = new PumpRun(CallTimeline.From([]), speed: 100);
        await run.NextAsync();

        for (var beat = 1; beat <= 3; beat++)
        {
            await run.AdvanceAsync(TimeSpan.FromSeconds(4.999));
            Assert.True(run.HasNothingToTell);
            await run.AdvanceAsync(TimeSpan.FromSeconds(0.001));
            var (instant, observations) = await run.NextAsync();
            Assert.Equal((beat * 500_000L, 0), (instant, observations.Length));
        }
    }

    [Fact]
    public async Task RunAsync_WhenAChangeWasTold_CountsTheHeartbeatFromIt()
    {
        await using var run = new PumpRun(CallTimeline.From([Waiting("a", 3_000, 100_000)]), speed: 1);
        await run.NextAsync();
        await run.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(3_000, (await run.NextAsync()).Instant);

        await run.AdvanceAsync(TimeSpan.FromSeconds(4));
        Assert.True(run.HasNothingToTell);
        await run.AdvanceAsync(Second);

        var (instant, observations) = await run.NextAsync();
        Assert.Equal((8_000L, 0), (instant, observations.Length));
    }

    [Fact]
    public async Task RunAsync_WhenTheLastCallIsOver_GoesOnWithHeartbeats()
    {
        await using var run = new PumpRun(CallTimeline.From([Waiting("a", 0, 1_000)]), speed: 1);
        await run.AdvanceAsync(Second);
        await run.AdvanceAsync(TimeSpan.FromSeconds(5));
        await run.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal([0, 1_000, 6_000, 11_000], await InstantsAsync(run, 4));
        Assert.False(run.Run.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_WhenTheWallClockIsSetBack_NeverTellsAnEarlierInstant()
    {
        await using var run = new PumpRun(CallTimeline.From([Waiting("a", 1_000, 2_000)]), speed: 1);
        await run.AdvanceAsync(Second);
        run.Time.SetWallClock(run.Time.GetUtcNow() - TimeSpan.FromHours(1));
        await run.AdvanceAsync(TimeSpan.FromSeconds(5));
        await run.AdvanceAsync(TimeSpan.FromSeconds(5));

        var instants = await InstantsAsync(run, 4);

        Assert.Equal(instants.Order(), instants);
        Assert.Equal([0, 1_000], instants.Take(2));
    }

    [Fact]
    public async Task RunAsync_WhenCancelled_Ends()
    {
        await using var run = new PumpRun(CallTimeline.From([]), speed: 1);
        await run.NextAsync();

        await run.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Run);
    }

    [Fact]
    public async Task RunAsync_WhenEmitFails_EndsWithThatFailure()
    {
        await using var run = new PumpRun(
            CallTimeline.From([]), speed: 1, () => throw new InvalidOperationException("full"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Run);
        Assert.Equal("full", failure.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_601_000)]
    public void Constructor_WhenHeartbeatIsOutOfRange_Refuses(int milliseconds)
    {
        var clock = SimulatedClock.StartingAt(TimeProvider.System, 0, 1);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => new CallReplayPump(CallTimeline.From([]), clock, TimeSpan.FromMilliseconds(milliseconds)));
    }

    private static async Task<List<long>> InstantsAsync(PumpRun run, int count)
    {
        var instants = new List<long>();
        while (instants.Count < count) instants.Add((await run.NextAsync()).Instant);
        return instants;
    }
}

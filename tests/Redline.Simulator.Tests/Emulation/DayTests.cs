using Redline.Simulator.Calls;
using Redline.Simulator.Centre;
using Redline.Simulator.Generation;
using Redline.Simulator.Observations;
using Redline.Simulator.Replay;
using Redline.TestKit;

namespace Redline.Simulator.Tests.Emulation;

/// <summary>A generated day through the platform, held against the timeline of the same calls.</summary>
public sealed class DayTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Day_AtEachQuarterOfAnHour_LooksAsTheTimelineDoes()
    {
        var options = new CallGeneratorOptions();
        var calls = new CallGenerator(options).Generate(Day);
        var timeline = CallTimeline.From(calls);
        var (time, platform) = Start(CentrePlan.OfTeams(options, calls, Day, 1));

        for (var quarter = 0; quarter < 96; quarter++)
        {
            time.Advance(TimeSpan.FromMinutes(15));
            platform.Advance();
            var expected = timeline.SnapshotAt(time.GetUtcNow().ToUnixTimeMilliseconds())
                .Select(q => (q.QueueName, q.WaitingCount, q.OldestWaitingSinceMilliseconds, q.InteractingCount, q.OldestInteractionSinceMilliseconds));
            var actual = platform.Centre.Queues.Select(q => (Queue: q, Metrics: CallMetrics.Of(q)))
                .Select(q => (q.Queue.Name, q.Metrics.Waiting, q.Metrics.LongestWaiting, q.Metrics.Interacting, q.Metrics.LongestInteracting));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Day_WithRinging_CountsWhoRingsApartAndEndsEmpty()
    {
        var options = new CallGeneratorOptions { RingTime = TimeSpan.FromSeconds(3), UnansweredShare = 0.1 };
        var calls = new CallGenerator(options).Generate(Day);
        var timeline = CallTimeline.From(calls);
        var (time, platform) = Start(CentrePlan.OfTeams(options, calls, Day, 1));
        var rang = 0;

        for (var minute = 0; minute < 30 * 60; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            platform.Advance();
            var metrics = platform.Centre.Queues.Select(CallMetrics.Of).ToList();
            rang += metrics.Sum(m => m.Ringing);
            Assert.Equal(
                timeline.SnapshotAt(time.GetUtcNow().ToUnixTimeMilliseconds()).Select(q => q.WaitingCount), metrics.Select(m => m.Waiting + m.Ringing));
        }

        Assert.True(rang > 100, $"{rang}");
        Assert.All(platform.Centre.Queues, q => Assert.Equal(default, CallMetrics.Of(q)));
        Assert.All(platform.Centre.Users, u => Assert.Equal(0, u.Serving));
    }

    [Fact]
    public void Generate_WithRinging_LetsAnAgentDoOneThingAtATimeAndEachCallEndOnce()
    {
        var calls = new CallGenerator(new CallGeneratorOptions { RingTime = TimeSpan.FromSeconds(3), UnansweredShare = 0.1 }).Generate(Day);
        var busy = calls.SelectMany(c => c.Ringings.Select(r => (r.Agent, From: r.StartMilliseconds, To: r.EndMilliseconds)))
            .Concat(calls.Where(c => c.Agent is not null).Select(c => (Agent: c.Agent!, From: c.ServiceStartMilliseconds!.Value, To: c.ServiceEndMilliseconds!.Value)));
        foreach (var agent in busy.GroupBy(b => b.Agent))
        {
            var inOrder = agent.OrderBy(b => b.From).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), p => Assert.True(p.First.To <= p.Second.From, $"{agent.Key}"));
        }

        Assert.All(calls, c =>
        {
            Assert.Equal(c.Outcome == CallOutcome.Answered, c.Ringings.Count(r => r.IsAnswered) == 1);
            Assert.All(c.Ringings, r => Assert.InRange(r.EndMilliseconds, c.QueuedMilliseconds!.Value, c.LeftQueueMilliseconds!.Value));
        });
        var share = (double)calls.Sum(c => c.Ringings.Count(r => !r.IsAnswered)) / calls.Sum(c => c.Ringings.Count);
        Assert.InRange(share, 0.07, 0.14);
    }

    [Fact]
    public async Task Pump_LetsTimeGoOnByItself()
    {
        var rig = new PlatformRig();
        var socket = rig.Open($"v2.analytics.queues.{rig.Billing}.activity");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = Task.Run(() => new PlatformPump(rig.Platform, rig.Clock).RunAsync(stop.Token), stop.Token);
        for (var second = 0; second < 10; second++)
        {
            await rig.Time.WaitForTimersAsync(1, stop.Token);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await rig.Time.WaitForTimersAsync(1, stop.Token);
        Assert.Single(socket.TakeEvents());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void Load_ChangesEveryQueueOnceASecond()
    {
        var time = new FakeTimeProvider();
        var clock = SimulatedClock.StartingAt(time, PlatformRig.At(0), 1);
        var platform = new EmulatedPlatform(new() { Organization = PlatformRig.Organization, LoadQueues = 50 }, clock);
        var changes = platform.Centre.Queues.ToDictionary(q => q.Id, _ => 0);
        platform.Centre.QueueChanged = q => changes[q.Id]++;
        time.Advance(TimeSpan.FromSeconds(10));
        platform.Advance();

        Assert.All(changes.Values, count => Assert.InRange(count, 10, 11));
    }

    private static (FakeTimeProvider Time, EmulatedPlatform Platform) Start(CentrePlan plan)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.Zero));
        var clock = SimulatedClock.StartingAt(time, time.GetUtcNow().ToUnixTimeMilliseconds(), 1);
        return (time, new(new() { Organization = new(), Plan = plan }, clock));
    }
}

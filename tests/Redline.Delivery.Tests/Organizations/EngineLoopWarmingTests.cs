using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Sources;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>After a restart: warming, then live or blind, as those who look at the queues see it.</summary>
public sealed class EngineLoopWarmingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Queues_WhenNeverRestarted_AreLiveAtOnce()
    {
        await using var rig = await LoopRig.StartAsync();
        var since = rig.Now.Plus(-5_000);
        await rig.ObserveAsync(rig.Waiting("billing", since, count: 3), rig.Waiting("sales", null));
        await rig.SettleAsync();
        await rig.AdvanceAsync(Second);
        var (now, queues) = await rig.Listener.QueuesAsync();
        Assert.Equal(rig.Now, now);
        Assert.Equal(
            [
                new QueueView("billing", "billing", null, "voice", QueueSight.Live, 3, false, since),
                new QueueView("sales", "sales", null, "voice", QueueSight.Live, 0, true, null),
            ],
            queues);
    }

    [Fact]
    public async Task Queues_WhenNotHeardOfAgainInTime_BecomeBlindAndLiveOnceHeard()
    {
        await using var rig = await RestartedAsync();
        Assert.Equal(QueueSight.Warming, await NextSightAsync(rig, Second));
        Assert.Equal(QueueSight.Blind, await NextSightAsync(rig, 9 * Second));

        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-1_000)));
        await rig.SettleAsync();
        Assert.Equal(QueueSight.Live, await NextSightAsync(rig, Second));
    }

    [Fact]
    public async Task Queues_WhenHeardOfInTime_NeverBecomeBlind()
    {
        await using var rig = await RestartedAsync();
        Assert.Equal(QueueSight.Warming, await NextSightAsync(rig, Second));
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-1_000)));
        await rig.SettleAsync();
        Assert.Equal(QueueSight.Live, await NextSightAsync(rig, Second));
        Assert.Equal(QueueSight.Live, await NextSightAsync(rig, 8 * Second));
    }

    [Fact]
    public async Task Queues_WhenOnlyAgentsAreHeardOf_StayWarming()
    {
        await using var rig = await RestartedAsync();
        await rig.ObserveAsync(rig.Agents("billing", 3));
        await rig.SettleAsync();
        Assert.Equal(QueueSight.Warming, await NextSightAsync(rig, Second));
    }

    [Fact]
    public async Task Clock_WhenAQueueIsBlind_OpensNothingUntilItIsHeardOf()
    {
        await using var rig = await RestartedAsync();
        await rig.AdvanceAsync(TimeSpan.FromSeconds(400));
        await rig.SettleAsync();
        var blinded = Assert.IsType<SourceBlinded>(Assert.Single(rig.Listener.Events));
        Assert.Equal(("test", BlindCause.Silence), (blinded.SourceId, blinded.Cause));

        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-400_000)));
        await rig.SettleAsync();
        Assert.IsType<AlertTriggered>(rig.Listener.Events[^1]);
    }

    [Fact]
    public async Task Queues_WhenUnheardOfForTooLong_AreBlindByTheClockAlone()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300) with { StaleAfterMilliseconds = 5_000 });
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-1_000)));
        await rig.SettleAsync();
        Assert.Equal(QueueSight.Live, await NextSightAsync(rig, Second));
        Assert.Equal(QueueSight.Blind, await NextSightAsync(rig, 5 * Second));
        Assert.IsType<SourceBlinded>(rig.Listener.Events[^1]);

        await rig.ObserveAsync(rig.Waiting("billing", null));
        await rig.SettleAsync();
        Assert.IsType<SourceRecovered>(rig.Listener.Events[^1]);
        Assert.Equal(QueueSight.Live, await NextSightAsync(rig, Second));
    }

    [Fact]
    public async Task Queues_WhenGone_AreNotWaitedForAfterARestart()
    {
        await using var rig = await RestartedAsync();
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-1_000)));
        await rig.Loop.AskAsync(new ReportQueuesGone("test", ["billing"]), TestContext.Current.CancellationToken);
        await rig.ReopenAsync();
        await rig.StartAsync();
        await rig.AdvanceAsync(11 * Second);
        await rig.SettleAsync();
        Assert.DoesNotContain(await rig.EventsAsync(), e => e is SourceBlinded);
    }

    [Fact]
    public async Task Queues_WhenManyObservationsArrive_AreToldOncePerInterval()
    {
        await using var rig = await LoopRig.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await rig.ObserveAsync(rig.Waiting("billing", null, count: i));
            await rig.SettleAsync();
            await rig.AdvanceAsync(Second / 10);
        }

        await rig.SettleAsync();
        await rig.ObserveAsync(rig.Waiting("sales", null));
        await rig.SettleAsync();
        var billing = (await rig.Listener.QueuesAsync()).Queues.Single(q => q.QueueId == "billing");
        Assert.Equal(9, billing.WaitingCount);
        await rig.AdvanceAsync(Second);
        Assert.Equal(2, (await rig.Listener.QueuesAsync()).Queues.Count);
    }

    // A queue with a caller waiting was seen, its last values were kept, and the server started anew.
    private static async Task<LoopRig> RestartedAsync()
    {
        var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-1_000)));
        await rig.SettleAsync();
        await rig.ReopenAsync();
        await rig.StartAsync();
        return rig;
    }

    private static async Task<QueueSight> NextSightAsync(LoopRig rig, TimeSpan after)
    {
        for (var passed = TimeSpan.Zero; passed < after; passed += Second)
        {
            await rig.AdvanceAsync(Second);
            await rig.SettleAsync();
        }

        return Assert.Single((await rig.Listener.QueuesAsync()).Queues).Sight;
    }
}

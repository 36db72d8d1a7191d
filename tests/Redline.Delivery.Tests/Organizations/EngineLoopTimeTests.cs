using Redline.Delivery.Organizations;
using Redline.Engine;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>The instants of what is decided: on arrival, by the clock itself, and when the clock is set.</summary>
public sealed class EngineLoopTimeTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);
    private static readonly EngineLoopOptions Shared = new() { SourceGrace = Grace };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observe_WhenTheCallerLeavesAtTheVeryInstantOfTheCrossing_NoAlert()
    {
        await using var rig = await LoopRig.StartAsync(Shared);
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        var since = rig.Now.Plus(-299_900);
        await rig.ObserveAsync(rig.Waiting("billing", since), rig.Waiting("sales", since));
        await rig.SettleAsync();

        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(100));
        var crossing = rig.Now;
        var gone = rig.Waiting("billing", null);
        await rig.AdvanceAsync(Grace / 2); // on its way, by a source that shares the clock
        await rig.Loop.ObserveAsync([gone], crossing, Cancellation);
        await rig.SettleAsync();

        var triggered = Assert.Single(rig.Listener.Events.OfType<AlertTriggered>());
        Assert.Equal(("sales", crossing, crossing), (triggered.Fingerprint.QueueId, triggered.At, triggered.DecidedAt));
    }

    [Fact]
    public async Task Clock_WhenSourcesAreGivenGrace_DecidesThatMuchLaterAtTheSameInstant()
    {
        await using var rig = await LoopRig.StartAsync(Shared);
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        var crossing = rig.Now.Plus(500);
        await rig.ObserveAsync(rig.Waiting("billing", crossing.Plus(-300_000)));
        await rig.SettleAsync();
        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(500) + Grace - TimeSpan.FromMilliseconds(1));
        await rig.SettleAsync();
        Assert.Single(rig.Listener.Heard);
        await rig.Listener.CommittedAsync();

        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        var triggered = Assert.IsType<AlertTriggered>((await rig.Listener.CommittedAsync()).Events[^1].Event);
        Assert.Equal((crossing, crossing), (triggered.At, triggered.DecidedAt));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Observe_WhenTwoCallsArriveAtOneInstant_AreDecidedTogether(long apart, bool alerts)
    {
        await using var rig = await LoopRig.StartAsync(Shared);
        await rig.DefineAsync(SomeStream.WaitingPerAgent("load", 3));
        await rig.ObserveAsync(rig.Agents("billing", 1), rig.Waiting("billing", null));
        await rig.SettleAsync();
        await rig.ReopenAsync();

        // Both are in the inbox when the loop comes to look.
        await rig.Loop.ObserveAsync([rig.Agents("billing", 1)], rig.Now.Plus(9), Cancellation);
        rig.Wall.Advance(TimeSpan.FromMilliseconds(10));
        var first = rig.Now;
        await rig.Loop.ObserveAsync([rig.Waiting("billing", first, count: 9)], first, Cancellation);
        rig.Wall.Advance(TimeSpan.FromMilliseconds(apart));
        await rig.Loop.ObserveAsync([rig.Agents("billing", 9)], rig.Now, Cancellation);
        await rig.StartAsync();
        await rig.SettleAsync();

        var triggered = rig.Listener.Events.OfType<AlertTriggered>();
        Assert.Equal(alerts ? [first] : [], triggered.Select(e => e.At));
    }

    [Fact]
    public async Task Observe_WhenItArrivedBeforeTheLastDecision_CountsAsOfThatInstant()
    {
        await using var rig = await LoopRig.StartAsync(Shared);
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        await rig.Loop.ObserveAsync([rig.Waiting("billing", rig.Now.Plus(-400_000))], rig.Now, Cancellation);
        await rig.Loop.ObserveAsync([rig.Waiting("sales", rig.Now.Plus(-400_000))], rig.Now.Plus(-1_000), Cancellation);
        await rig.SettleAsync();
        Assert.Equal([rig.Now, rig.Now], rig.Listener.Events.OfType<AlertTriggered>().Select(e => e.DecidedAt));
    }

    [Fact]
    public async Task Clock_WhenSetBack_NothingIsDecidedBeforeWhatWasDecided()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-400_000)));
        await rig.SettleAsync();
        var before = rig.Now;

        rig.Wall.SetWallClock(rig.Wall.GetUtcNow().AddSeconds(-30));
        await rig.ObserveAsync(rig.Waiting("sales", rig.Now.Plus(-400_000)));
        await rig.ObserveAsync(rig.Waiting("claims", before.Plus(1_000 - 300_000)));
        await rig.DefineAsync(SomeStream.Wait("other", 86_400));
        Assert.Equal([before, before], rig.Listener.Events.OfType<AlertTriggered>().Select(e => e.DecidedAt));

        // What is due later comes when the clock has caught up with it.
        await rig.AdvanceAsync(TimeSpan.FromSeconds(30));
        await rig.SettleAsync();
        Assert.Equal(2, rig.Listener.Events.OfType<AlertTriggered>().Count());
        await rig.AdvanceAsync(TimeSpan.FromSeconds(1));
        await rig.SettleAsync();
        Assert.Equal(before.Plus(1_000), rig.Listener.Events.OfType<AlertTriggered>().Last().At);
    }

    [Fact]
    public async Task Clock_WhenSetForward_DecidesWhatBecameDueAtItsOwnInstant()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        var crossing = rig.Now.Plus(60_000);
        await rig.ObserveAsync(rig.Waiting("billing", crossing.Plus(-300_000)));
        await rig.SettleAsync();
        rig.Wall.SetWallClock(rig.Wall.GetUtcNow().AddMinutes(2));
        await rig.SettleAsync();
        var triggered = Assert.Single(rig.Listener.Events.OfType<AlertTriggered>());
        Assert.Equal((crossing, crossing.Plus(60_000)), (triggered.At, triggered.DecidedAt));
    }
}

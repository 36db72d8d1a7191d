using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>What becomes of what is sent: decided together, committed, then told and answered, in order.</summary>
public sealed class EngineLoopTests
{
    private static readonly StreamDefinition Wait = SomeStream.Wait("wait", 300);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observe_WhenItCrosses_IsHeardOnlyAfterTheCommit()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(Wait);
        var released = rig.Journal.Hold();
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now.Plus(-400_000)));
        while ((await rig.Journal.SubmittedAsync()).AfterOffset == 0) continue;
        Assert.IsType<StreamDefined>(Assert.Single(rig.Listener.Events));
        Assert.Equal(1, rig.Journal.CommittedOffset);

        released.SetResult();
        Assert.IsType<StreamDefined>(Assert.Single((await rig.Listener.CommittedAsync()).Events).Event);
        var batch = await rig.Listener.CommittedAsync();
        Assert.Equal([typeof(BreachOpened), typeof(AlertTriggered)], batch.Events.Select(e => e.Event.GetType()));
        Assert.Equal((2, 1), (batch.FirstOffset, batch.Events[1].Alert!.Number));
        Assert.Equal(rig.Listener.State, await rig.CommittedStateAsync());
    }

    [Fact]
    public async Task Clock_WhenAWaitReachesTheLine_DecidesAtThatInstantWithoutAnObservation()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(Wait);
        var since = rig.Now.Plus(-299_400);
        await rig.ObserveAsync(rig.Waiting("billing", since));
        await rig.SettleAsync();
        Assert.Single(rig.Listener.Heard);
        await rig.Listener.CommittedAsync();

        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(600));
        var triggered = Assert.IsType<AlertTriggered>((await rig.Listener.CommittedAsync()).Events[^1].Event);
        Assert.Equal((since.Plus(300_000), since.Plus(300_000)), (triggered.At, triggered.DecidedAt));
    }

    [Fact]
    public async Task Ask_WhenItDecides_AnswersAfterTheCommitWithItsOffsets()
    {
        await using var rig = await LoopRig.StartAsync();
        var released = rig.Journal.Hold();
        var first = rig.Loop.AskAsync(new DefineStream(Wait), Cancellation);
        await rig.Journal.SubmittedAsync();
        var second = rig.Loop.AskAsync(new DefineStream(SomeStream.Wait("other", 60)), Cancellation);
        await rig.Journal.SubmittedAsync();
        Assert.False(first.IsCompleted);
        Assert.False(second.IsCompleted);

        released.SetResult();
        Assert.Equal((new JournalCommit(1, 1), new JournalCommit(2, 2)), (await first, await second));
        Assert.Equal(2, rig.Listener.Events.Count);
    }

    [Fact]
    public async Task Ask_WhenItDecidesNothing_AnswersAfterWhatWasDecidedBefore()
    {
        await using var rig = await LoopRig.StartAsync();
        var released = rig.Journal.Hold();
        var defined = rig.Loop.AskAsync(new DefineStream(Wait), Cancellation);
        await rig.Journal.SubmittedAsync();
        var again = rig.Loop.AskAsync(new DefineStream(Wait), Cancellation);
        var heardWhenAnswered = again.ContinueWith(
            _ => rig.Listener.Events.Count, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.False(again.IsCompleted);

        released.SetResult();
        Assert.Equal(new JournalCommit(2, 1), await again);
        Assert.Equal(1, await heardWhenAnswered);
        Assert.Equal(new JournalCommit(1, 1), await defined);
    }

    [Fact]
    public async Task Ask_WhenABoundIsReached_ThrowsToTheAskerAndGoesOn()
    {
        await using var rig = await LoopRig.StartAsync(limits: new EngineLimits { MaxStreams = 1 });
        await rig.DefineAsync(Wait);
        var other = SomeStream.Wait("other", 60);
        var refused = await Assert.ThrowsAsync<EngineLimitException>(() => rig.DefineAsync(other));
        Assert.Equal("stream.limit", refused.Code);

        await rig.DefineAsync(Wait with { Name = "Renamed" });
        Assert.Equal([1, 2], rig.Listener.Events.Cast<StreamDefined>().Select(e => e.Version));
    }

    [Fact]
    public async Task Ask_WhenTheEngineThrows_TellsTheAskerAndGoesOn()
    {
        await using var rig = await LoopRig.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.Loop.AskAsync(new NoInput(), Cancellation));
        await rig.Log.NextAsync(102);
        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(100));
        await rig.DefineAsync(Wait);
        Assert.Null(rig.Loop.Fault);
    }

    [Fact]
    public async Task Observe_WhenOneCallCarriesSeveral_DecidesThemTogether()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.WaitingPerAgent("load", 3));
        await rig.ObserveAsync(rig.Agents("billing", 1));
        await rig.SettleAsync();

        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now, count: 9), rig.Agents("billing", 4));
        await rig.SettleAsync();
        Assert.IsType<StreamDefined>(Assert.Single(rig.Listener.Events));

        await rig.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await rig.ObserveAsync(rig.Agents("billing", 3));
        await rig.SettleAsync();
        Assert.IsType<AlertTriggered>(rig.Listener.Events[^1]);
    }

    [Fact]
    public async Task Observe_WhenArithmeticOverflows_AlertsAndGoesOn()
    {
        await using var rig = await LoopRig.StartAsync();
        ValueNode[] factors = [new MetricValue(Metric.WaitingCount), new ConstantValue(1e308)];
        var product = new ArithmeticValue(ArithmeticOperator.Multiply, factors);
        var filter = new CompareNode(product, ComparisonOperator.GreaterThan, new ConstantValue(1));
        await rig.DefineAsync(Wait with { Levels = [new(Severity.Critical, filter, null, 0)] });
        await rig.ObserveAsync(rig.Waiting("billing", rig.Now, count: 20));
        await rig.SettleAsync();
        var triggered = Assert.IsType<AlertTriggered>(rig.Listener.Events[^1]);
        Assert.All(triggered.Evidence.Comparisons, told => Assert.True(double.IsFinite(told.Value)));
        Assert.Equal(20, triggered.Evidence.Metrics["waitingCount"]);
    }

    private sealed record NoInput : EngineInput;
}

using System.Threading.Channels;
using Redline.Delivery.Organizations;
using Redline.Engine;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>The inbox at its bound and at its end.</summary>
public sealed class EngineLoopInboxTests
{
    private static readonly EngineLoopOptions Small = new() { InboxCapacity = 16 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observe_WhenTheInboxIsFull_WaitsAndGoesOnOnceTheLoopTakes()
    {
        await using var rig = await LoopRig.OpenAsync(Small);
        await FillAsync(rig);
        var late = rig.Loop.ObserveAsync([rig.Waiting("late", rig.Now)], cancellationToken: Cancellation).AsTask();
        var asked = rig.Loop.AskAsync(new DefineStream(SomeStream.Wait("wait", 0)), Cancellation);
        Assert.False(late.IsCompleted);

        await rig.StartAsync();
        await late;
        await asked;
        await rig.SettleAsync();
        var alerted = rig.Listener.Events.OfType<AlertTriggered>().Select(e => e.Fingerprint.QueueId);
        Assert.Equal(17, alerted.Distinct().Count());
    }

    [Fact]
    public async Task Observe_WhenCancelledWhileTheInboxIsFull_SendsNothing()
    {
        await using var rig = await LoopRig.OpenAsync(Small);
        await FillAsync(rig);
        using var cancel = new CancellationTokenSource();
        var late = rig.Loop.ObserveAsync([rig.Waiting("late", rig.Now)], cancellationToken: cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);

        await rig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 0));
        Assert.Equal(16, rig.Listener.Events.OfType<AlertTriggered>().Count());
    }

    [Fact]
    public async Task Dispose_WhenInputsWait_TakesThemAll()
    {
        await using var rig = await LoopRig.OpenAsync(Small);
        await FillAsync(rig, 14);
        var asked = rig.Loop.AskAsync(new DefineStream(SomeStream.Wait("wait", 0)), Cancellation);
        await rig.ObserveAsync(rig.Waiting("last", rig.Now));
        var started = rig.Loop.StartAsync();
        await rig.Loop.DisposeAsync();

        await started;
        Assert.Equal(1, (await asked).FirstOffset);
        Assert.Equal(15, rig.Listener.Events.OfType<AlertTriggered>().Count());
        Assert.Equal(await rig.CommittedStateAsync(), rig.Listener.State);
    }

    [Fact]
    public async Task Dispose_WhenASenderWaitsForRoom_EndsItsWait()
    {
        await using var rig = await LoopRig.OpenAsync(Small);
        await FillAsync(rig);
        var late = rig.Loop.ObserveAsync([rig.Waiting("late", rig.Now)], cancellationToken: Cancellation).AsTask();
        await rig.Loop.DisposeAsync();
        await Assert.ThrowsAsync<ChannelClosedException>(() => late);
    }

    [Fact]
    public async Task Dispose_WhenNeverStarted_RefusesWhoAsked()
    {
        await using var rig = await LoopRig.OpenAsync();
        var asked = rig.SettleAsync();
        await rig.Loop.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => asked);
    }

    [Fact]
    public async Task Dispose_WhenCalledAgain_DoesNothing()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.DefineAsync(SomeStream.Wait("wait", 300));
        await rig.Loop.DisposeAsync();
        var batches = rig.Journal.Batches.Count;
        await rig.Loop.DisposeAsync();
        Assert.Equal(batches, rig.Journal.Batches.Count);
    }

    [Fact]
    public async Task Send_WhenDisposed_Fails()
    {
        await using var rig = await LoopRig.StartAsync();
        await rig.Loop.DisposeAsync();
        await Assert.ThrowsAsync<ChannelClosedException>(() => rig.ObserveAsync(rig.Waiting("billing", rig.Now)));
        await Assert.ThrowsAsync<ChannelClosedException>(() => rig.SettleAsync());
        await Assert.ThrowsAsync<ChannelClosedException>(
            async () => await rig.Loop.HeartbeatAsync("test", cancellationToken: Cancellation));
    }

    private static async Task FillAsync(LoopRig rig, int inputs = 16)
    {
        for (var i = 0; i < inputs; i++) await rig.ObserveAsync(rig.Waiting($"q{i}", rig.Now));
    }
}

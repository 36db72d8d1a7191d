using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

public sealed class JournalInboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_WhenTheBoundOfBytesIsReached_WaitsUntilBytesAreReleased()
    {
        var inbox = new JournalInbox(maxBatches: 100, maxBytes: 1000);
        await inbox.SubmitAsync(Heavy(700), Cancellation);
        var second = inbox.SubmitAsync(Heavy(700), Cancellation).AsTask();
        Assert.False(second.IsCompleted);
        TakeAndRelease(inbox);
        await second;
        Assert.Equal(0, inbox.WaitingCount);
    }

    [Fact]
    public async Task Submit_WhenABatchIsHeavierThanTheBound_AdmitsItAlone()
    {
        var inbox = new JournalInbox(maxBatches: 100, maxBytes: 1000);
        await inbox.SubmitAsync(Heavy(5000), Cancellation);
        var next = inbox.SubmitAsync(Heavy(1), Cancellation).AsTask();
        Assert.False(next.IsCompleted);
        TakeAndRelease(inbox);
        await next;
    }

    [Fact]
    public async Task Submit_WhenCancelledWhileWaiting_LeavesAndLetsTheNextIn()
    {
        var inbox = new JournalInbox(maxBatches: 100, maxBytes: 1000);
        await inbox.SubmitAsync(Heavy(700), Cancellation);
        using var source = new CancellationTokenSource();
        var heavy = inbox.SubmitAsync(Heavy(700), source.Token).AsTask();
        var light = inbox.SubmitAsync(Heavy(1), Cancellation).AsTask();
        Assert.False(light.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => heavy);
        await light;

        var group = new List<PendingBatch>();
        Assert.True(inbox.Take(ref group));
        Assert.Equal(2, group.Count);
    }

    [Fact]
    public async Task Submit_WhenCancelledAfterAdmission_StaysAdmitted()
    {
        var inbox = new JournalInbox(maxBatches: 1, maxBytes: 1000);
        await inbox.SubmitAsync(Heavy(1), Cancellation);
        using var source = new CancellationTokenSource();
        var second = inbox.SubmitAsync(Heavy(1), source.Token).AsTask();
        TakeAndRelease(inbox);
        await source.CancelAsync();
        Assert.False((await second).IsCompleted);
        var group = new List<PendingBatch>();
        Assert.True(inbox.Take(ref group));
    }

    [Fact]
    public void Take_WhenClosedAndEmpty_Ends()
    {
        var inbox = new JournalInbox(maxBatches: 1, maxBytes: 1);
        Assert.Empty(inbox.Close());
        var group = new List<PendingBatch>();
        Assert.False(inbox.Take(ref group));
    }

    private static void TakeAndRelease(JournalInbox inbox)
    {
        var group = new List<PendingBatch>();
        Assert.True(inbox.Take(ref group));
        inbox.Release(group);
    }

    private static PendingBatch Heavy(int bytes) =>
        new(SomeBatch.Checkpoint("alpha", "q", null, new string('x', bytes)));
}

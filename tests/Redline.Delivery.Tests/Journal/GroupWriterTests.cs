using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

public sealed class GroupWriterTests : IAsyncDisposable
{
    private readonly GatedStore _store = new();
    private readonly JournalInbox _inbox = new(maxBatches: 4, maxBytes: 1 << 20);
    private readonly GroupWriter _writer;

    public GroupWriterTests() => _writer = new GroupWriter(_store, _inbox);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _store.Allow(100);
        await _writer.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task Commit_WhenBatchesArriveDuringACommit_TakesThemTogetherNext()
    {
        var first = await SubmitAsync("alpha", "a");
        await _store.ArrivedAsync();
        var second = await SubmitAsync("alpha", "b");
        var third = await SubmitAsync("bravo", "c");
        _store.Allow(2);
        await Task.WhenAll(first, second, third);
        Assert.Equal([["a"], ["b", "c"]], _store.Groups);
        Assert.Equal(2, _writer.Commits);
    }

    [Fact]
    public async Task Commit_WhenItFails_FailsTheGroupAndWhatWaitsBehindItOfTheSameOrganizations()
    {
        var failed = await SubmitAsync("alpha", "a");
        await _store.ArrivedAsync();
        var behind = await SubmitAsync("alpha", "b");
        var other = await SubmitAsync("bravo", "c");
        _store.Fail(new JournalWriteException(JournalErrorCode.Full, "full"));
        Assert.Equal(JournalErrorCode.Full, await CodeAsync(failed));
        Assert.Equal(JournalErrorCode.Behind, await CodeAsync(behind));

        _store.Allow(2);
        Assert.Equal(new JournalCommit(1, 1), await other);
        Assert.Equal(new JournalCommit(2, 2), await await SubmitAsync("alpha", "d"));
        Assert.Equal([["a"], ["c"], ["d"]], _store.Groups);
    }

    [Fact]
    public async Task Commit_WhenItFails_FailsBatchesOfTheOrganizationNotYetAdmitted()
    {
        var failed = await SubmitAsync("alpha", "1");
        await _store.ArrivedAsync();
        List<Task<JournalCommit>> admitted = [];
        for (var i = 2; i <= 4; i++) admitted.Add(await SubmitAsync("alpha", $"{i}"));
        var waiting = SubmitAsync("alpha", "5").AsTask();
        var other = SubmitAsync("bravo", "6").AsTask();
        Assert.Equal(2, _inbox.WaitingCount);

        _store.Fail(new JournalWriteException(JournalErrorCode.InputOutput, "io"));
        Assert.Equal(JournalErrorCode.InputOutput, await CodeAsync(failed));
        foreach (var batch in admitted) Assert.Equal(JournalErrorCode.Behind, await CodeAsync(batch));
        Assert.Equal(JournalErrorCode.Behind, await CodeAsync(await waiting));
        _store.Allow();
        Assert.Equal(1, (await await other).LastOffset);
    }

    [Fact]
    public async Task Commit_WhenTheStoreThrowsSomethingElse_FailsTheGroupAndGoesOn()
    {
        var failed = await SubmitAsync("alpha", "a");
        await _store.ArrivedAsync();
        _store.Fail(new InvalidOperationException("a bug"));
        Assert.Equal(JournalErrorCode.Failed, await CodeAsync(failed));
        _store.Allow();
        Assert.Equal(1, (await await SubmitAsync("alpha", "b")).LastOffset);
    }

    [Fact]
    public async Task Submit_WhenTheBoundOfBatchesIsReached_WaitsAndGoesOnInOrder()
    {
        List<Task<JournalCommit>> commits = [await SubmitAsync("alpha", "1")];
        await _store.ArrivedAsync();
        for (var i = 2; i <= 4; i++) commits.Add(await SubmitAsync("alpha", $"{i}"));
        var fifth = SubmitAsync("alpha", "5").AsTask();
        var sixth = SubmitAsync("alpha", "6").AsTask();
        Assert.False(fifth.IsCompleted);

        _store.Allow();
        commits.Add(await fifth);
        _store.Allow(3);
        commits.Add(await sixth);
        var offsets = await Task.WhenAll(commits);
        Assert.Equal([1, 2, 3, 4, 5, 6], offsets.Select(commit => commit.LastOffset));
    }

    [Fact]
    public async Task Dispose_WhenBatchesWait_CommitsTheAdmittedAndFailsTheOthers()
    {
        List<Task<JournalCommit>> admitted = [await SubmitAsync("alpha", "1")];
        await _store.ArrivedAsync();
        for (var i = 2; i <= 4; i++) admitted.Add(await SubmitAsync("alpha", $"{i}"));
        var waiting = SubmitAsync("alpha", "5").AsTask();

        var disposal = _writer.DisposeAsync().AsTask();
        Assert.Equal(JournalErrorCode.Closed, await CodeAsync(await waiting));
        Assert.False(disposal.IsCompleted);
        _store.Allow(2);
        Assert.Equal(4, (await Task.WhenAll(admitted))[^1].LastOffset);
        await disposal;
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await SubmitAsync("alpha", "late"));
    }

    private async ValueTask<Task<JournalCommit>> SubmitAsync(string organization, string kind) =>
        await _inbox.SubmitAsync(new PendingBatch(SomeBatch.Of(organization, kind)), Cancellation);

    private static async Task<string> CodeAsync(Task<JournalCommit> commit) =>
        (await Assert.ThrowsAsync<JournalWriteException>(() => commit)).Code;
}

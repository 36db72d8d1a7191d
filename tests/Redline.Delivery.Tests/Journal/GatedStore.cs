using Redline.Delivery.Journal;

namespace Redline.Delivery.Tests.Journal;

/// <summary>
/// A store in memory whose commits wait for the test: it says when a group has arrived, and goes on, or fails, when
/// told. Batches get offsets by counting all entries together.
/// </summary>
internal sealed class GatedStore : IGroupStore, IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _verdicts = new(0);
    private Exception? _failure;
    private long _last;

    /// <summary>The first kind of each batch of each group, in order, also of failed groups.</summary>
    public List<string[]> Groups { get; } = [];

    /// <summary>Completes when the writer has taken the next group.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets this many commits succeed.</summary>
    public void Allow(int commits = 1) => _verdicts.Release(commits);

    /// <summary>Lets the commit that waits fail.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        _verdicts.Release();
    }

    public void Dispose()
    {
        _arrived.Dispose();
        _verdicts.Dispose();
    }

    public void Commit(List<PendingBatch> group)
    {
        Groups.Add([.. group.Select(batch => batch.Batch.Entries[0].Kind)]);
        _arrived.Release();
        _verdicts.Wait();
        if (Interlocked.Exchange(ref _failure, null) is { } failure) throw failure;
        foreach (var batch in group)
        {
            var first = _last + 1;
            _last += batch.Batch.Entries.Count;
            batch.Outcome = new JournalCommit(first, _last);
        }
    }
}

namespace Redline.Delivery.Journal;

/// <summary>
/// The one writer of a database. While a commit is under way batches gather in the inbox; together they are the next
/// commit. A thread of its own, because a commit blocks for a disk flush and a pool thread would be missing elsewhere.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private const string BehindMessage =
        "A batch this one was decided on top of was not committed. Read the journal again before appending.";

    private readonly IGroupStore _store;
    private readonly JournalInbox _inbox;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _commits;

    public GroupWriter(IGroupStore store, JournalInbox inbox)
    {
        (_store, _inbox) = (store, inbox);
        new Thread(Run) { IsBackground = true, Name = "journal writer" }.Start();
    }

    /// <summary>Successful commits so far; fewer than batches when group commit works.</summary>
    internal long Commits => Volatile.Read(ref _commits);

    /// <summary>
    /// Commits what was admitted, fails what was not, and completes when the thread has ended. May be called twice.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var batch in _inbox.Close())
        {
            batch.Fail(JournalErrorCode.Closed, "The journal was closed before the batch was admitted.");
        }

        await _ended.Task;
    }

    private void Run()
    {
        List<PendingBatch> group = [];
        while (_inbox.Take(ref group))
        {
            CommitGroup(group);
            _inbox.Release(group);
            group.Clear();
        }

        _ended.SetResult();
    }

    private void CommitGroup(List<PendingBatch> group)
    {
        try
        {
            _store.Commit(group);
            Volatile.Write(ref _commits, _commits + 1);
        }
        catch (JournalWriteException failure)
        {
            FailGroup(group, failure.Code, failure.Message, failure.InnerException);
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong, callers must hear of it and the writer must live: else all hang.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            FailGroup(group, JournalErrorCode.Failed, "The journal could not commit.", failure);
            return;
        }

        foreach (var batch in group) batch.Conclude();
    }

    private void FailGroup(List<PendingBatch> group, string code, string message, Exception? cause)
    {
        // Withdrawn before the first failure is told: what an owner submits after it has heard must not be swept up.
        var behind = _inbox.Withdraw([.. group.Select(batch => batch.Batch.OrganizationId)]);
        foreach (var batch in group) batch.Fail(code, message, cause);
        foreach (var batch in behind) batch.Fail(JournalErrorCode.Behind, BehindMessage);
    }
}

namespace Redline.Delivery.Journal;

/// <summary>Appending for callers that wait for each commit.</summary>
public static class JournalAppend
{
    /// <summary>
    /// Appends a batch and completes after its durable commit. Waits for admission as
    /// <see cref="IJournal.SubmitAsync"/> does, and for the commit after it.
    /// </summary>
    /// <param name="journal">The journal to append to.</param>
    /// <param name="batch">What to write. Its memory must not change until this completes.</param>
    /// <param name="cancellationToken">Ends the wait for admission only; never the wait for the commit.</param>
    /// <exception cref="ArgumentException">The batch is empty or one of its values is not allowed.</exception>
    /// <exception cref="JournalWriteException">Nothing of the batch was committed.</exception>
    /// <exception cref="ObjectDisposedException">Disposal of the journal has begun.</exception>
    public static async ValueTask<JournalCommit> AppendAsync(
        this IJournal journal, JournalBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var commit = await journal.SubmitAsync(batch, cancellationToken);
        return await commit;
    }
}

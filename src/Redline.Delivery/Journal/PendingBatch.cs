namespace Redline.Delivery.Journal;

/// <summary>A checked batch on its way to the writer, and the promise made to its caller.</summary>
internal sealed class PendingBatch
{
    /// <summary>What an entry, checkpoint or snapshot weighs besides its body.</summary>
    private const int FixedBytes = 64;

    // Continuations run elsewhere: on the writer's thread an owner's next decision would delay everybody's commit.
    private readonly TaskCompletionSource<JournalCommit> _committed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource<Task<JournalCommit>>? _admitted;

    /// <exception cref="ArgumentException">The batch is empty or one of its values is not allowed.</exception>
    public PendingBatch(JournalBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        JournalText.Check(batch.OrganizationId, nameof(batch.OrganizationId));
        if (batch.Entries.Count == 0 && batch.Checkpoints.Count == 0 && batch.Snapshot is null && batch.Records is not { Count: > 0 })
        {
            throw new ArgumentException("The batch has nothing to write.", nameof(batch));
        }

        Batch = batch;
        Bytes = Weigh(batch);
    }

    public JournalBatch Batch { get; }

    /// <summary>What the batch counts towards the bound of outstanding bytes.</summary>
    public long Bytes { get; }

    /// <summary>Completes after the durable commit, or fails.</summary>
    public Task<JournalCommit> Committed => _committed.Task;

    /// <summary>Set by the store within the transaction; the caller sees it after the commit.</summary>
    public JournalCommit Outcome { get; set; }

    /// <summary>Set by the store instead of an outcome when this batch alone is refused.</summary>
    public JournalWriteException? Refusal { get; set; }

    /// <summary>
    /// Completes when the batch need no longer wait for admission; made on first use, under the inbox's lock.
    /// </summary>
    public TaskCompletionSource<Task<JournalCommit>> Admitted =>
        _admitted ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends a wait for admission, if there is one: what comes next comes through the commit's task.</summary>
    public void Admit() => _admitted?.TrySetResult(Committed);

    /// <summary>Tells the caller what the store said.</summary>
    public void Conclude()
    {
        if (Refusal is null) _committed.TrySetResult(Outcome);
        else _committed.TrySetException(Refusal);
    }

    /// <summary>Tells the caller that nothing was committed.</summary>
    public void Fail(string code, string message, Exception? cause = null)
    {
        Refusal = new JournalWriteException(code, message, cause);
        Admit();
        Conclude();
    }

    private static long Weigh(JournalBatch batch)
    {
        long bytes = FixedBytes;
        foreach (var entry in batch.Entries)
        {
            JournalText.Check(entry.Kind, nameof(entry.Kind));
            bytes += FixedBytes + entry.Body.Length;
        }

        foreach (var checkpoint in batch.Checkpoints)
        {
            JournalText.Check(checkpoint.QueueId, nameof(checkpoint.QueueId));
            if (checkpoint.MediaType is not null) JournalText.Check(checkpoint.MediaType, nameof(checkpoint.MediaType));
            bytes += FixedBytes + checkpoint.Body.Length;
        }

        foreach (var record in batch.Records ?? [])
        {
            JournalText.Check(record.Collection, nameof(record.Collection));
            JournalText.Check(record.Key, nameof(record.Key));
            bytes += FixedBytes + record.Body.Length;
        }

        return batch.Snapshot is null ? bytes : bytes + FixedBytes + batch.Snapshot.Body.Length;
    }
}

namespace Redline.Delivery.Journal;

/// <summary>
/// What a database must do for <see cref="GroupWriter"/>: commit a group of batches in one durable transaction.
/// Thread rule: only the writer's thread calls it.
/// </summary>
internal interface IGroupStore
{
    /// <summary>
    /// Writes all batches in order and commits, then every batch has an <see cref="PendingBatch.Outcome"/> or, when it
    /// alone was refused, a <see cref="PendingBatch.Refusal"/>. When this throws, nothing was committed.
    /// </summary>
    /// <exception cref="JournalWriteException">Nothing was committed.</exception>
    void Commit(List<PendingBatch> group);
}

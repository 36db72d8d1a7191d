namespace Redline.Delivery.Journal;

/// <summary>
/// The append-only record of the engine events of many organizations. It knows nothing of what an entry means: a kind
/// is a word, a body is bytes. Offsets start at 1 and have no gaps within one organization.
/// Thread rule: every member may be called from any thread at any time, except that nothing may be called, and no
/// read be running, once disposal has begun.
/// </summary>
/// <remarks>
/// <para>Each organization has one owner, which decides a batch on top of the batches it handed over before. A batch is
/// all or nothing. When a commit fails, every batch in it fails with <see cref="JournalWriteException"/>, and so does
/// every batch of the same organizations already waiting behind it, because they were decided on top of it. The owner
/// then discards its state and reads the journal again; the journal itself stays usable.</para>
/// <para>A batch handed over after that, but before the owner has seen the failure, is caught by
/// <see cref="JournalBatch.AfterOffset"/>: an owner that does not wait for each commit must set it.</para>
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Names this journal: random, made when its store was created, the same at every later open. A reader that keeps
    /// offsets elsewhere keeps this beside them and starts anew when it differs.
    /// </summary>
    string JournalId { get; }

    /// <summary>
    /// Hands over a batch and completes when it is admitted: at once as long as the bounds of outstanding batches and
    /// bytes allow, else when earlier batches are done (first come, first served over all organizations).
    /// The inner task completes after the durable commit, or fails with <see cref="JournalWriteException"/>.
    /// Batches are committed in the order of the calls, admitted at once or not.
    /// </summary>
    /// <param name="batch">What to write. Its memory must not change until the inner task has completed.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for admission only; then nothing was written. An admitted batch cannot be withdrawn: a caller told
    /// "cancelled" about entries that are committed a moment later would decide on a state that is not the journal's.
    /// </param>
    /// <exception cref="ArgumentException">The batch is empty or one of its values is not allowed.</exception>
    /// <exception cref="ObjectDisposedException">Disposal has begun.</exception>
    ValueTask<Task<JournalCommit>> SubmitAsync(JournalBatch batch, CancellationToken cancellationToken = default);

    /// <summary>
    /// The committed entries with an offset greater than <paramref name="afterOffset"/> (0: all), in order. Ends at
    /// the last entry that was committed when the end was reached; does not wait for more. Holds nothing open while the
    /// consumer works, and checks every entry against its hash on the way.
    /// </summary>
    /// <exception cref="JournalCorruptException">An entry is missing or is not what was written.</exception>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    IAsyncEnumerable<JournalEntry> ReadAsync(
        string organizationId, long afterOffset, CancellationToken cancellationToken = default);

    /// <summary>The offset of the last committed entry; 0 when the organization has none.</summary>
    ValueTask<long> ReadLastOffsetAsync(string organizationId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The newest snapshot with an offset less than <paramref name="beforeOffset"/> whose bytes are what was written,
    /// and the offsets of newer ones refused because they are not. An owner that cannot read the format it gets asks
    /// again with that snapshot's offset as the bound.
    /// </summary>
    ValueTask<SnapshotReading> ReadSnapshotAsync(
        string organizationId, long beforeOffset = long.MaxValue, CancellationToken cancellationToken = default);

    /// <summary>A record as of some commit not before the last one its caller has seen; null: there is none.</summary>
    ValueTask<StoredRecord?> FindRecordAsync(
        string organizationId, string collection, string key, CancellationToken cancellationToken = default);

    /// <summary>Records of a collection by <see cref="StoredRecord.Sort"/>, then key, as of one commit.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="collection">Which kind.</param>
    /// <param name="descending">The highest sort first.</param>
    /// <param name="skip">How many to pass over; not negative.</param>
    /// <param name="limit">How many at the most; 1 to 100,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<StoredRecord>> ListRecordsAsync(
        string organizationId, string collection, bool descending, int skip, int limit, CancellationToken cancellationToken = default);

    /// <summary>How many records a collection has.</summary>
    ValueTask<long> CountRecordsAsync(string organizationId, string collection, CancellationToken cancellationToken = default);

    /// <summary>All observation checkpoints of the organization as of one commit, in no particular order.</summary>
    ValueTask<IReadOnlyList<ObservationCheckpoint>> ReadCheckpointsAsync(
        string organizationId, CancellationToken cancellationToken = default);
}

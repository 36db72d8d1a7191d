using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Redline.Delivery.Journal;

/// <summary>
/// The journal in one SQLite database on a local disk: write-ahead log, flushed at every commit. One process has it
/// open. Thread rule: see <see cref="IJournal"/>.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private readonly SqliteJournalLock _lock;
    private readonly SqliteConnections _connections;
    private readonly SqliteGroupStore _store;
    private readonly JournalInbox _inbox;
    private readonly GroupWriter _writer;
    private readonly SqliteJournalReader _reader;
    private readonly SqliteRecordReader _records;

    private SqliteJournal(
        SqliteJournalOptions options, SqliteJournalLock taken, SqliteConnections connections, Opened opened)
    {
        (_lock, _connections, _store) = (taken, connections, opened.Store);
        (JournalId, VerifiedEntries) = (opened.JournalId, opened.Entries);
        _reader = new SqliteJournalReader(connections);
        _records = new SqliteRecordReader(connections);
        _inbox = new JournalInbox(options.MaxOutstandingBatches, options.MaxOutstandingBytes);
        _writer = new GroupWriter(_store, _inbox);
    }

    /// <inheritdoc/>
    public string JournalId { get; }

    /// <summary>How many entries were there, and verified, when the journal was opened.</summary>
    public long VerifiedEntries { get; }

    /// <summary>Successful commits so far.</summary>
    internal long Commits => _writer.Commits;

    /// <summary>
    /// Opens the journal, creating it where there is none and bringing an older one forward, and verifies all of it:
    /// about two seconds for each million entries.
    /// </summary>
    /// <exception cref="ArgumentException">The options are wrong; the message has every error.</exception>
    /// <exception cref="JournalUnavailableException">It is in use, too new, or cannot be opened.</exception>
    /// <exception cref="JournalCorruptException">It is not what was written.</exception>
    public static async ValueTask<SqliteJournal> OpenAsync(
        SqliteJournalOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));

        var taken = SqliteJournalLock.Take(options.Path);
        try
        {
            var connections = new SqliteConnections(options.Path, options.BusyTimeout);
            var opened = await Task.Run(() => Open(connections, cancellationToken), cancellationToken);
            return new SqliteJournal(options, taken, connections, opened);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Deletes a journal's files, damaged or not; one that does not exist is no mistake.</summary>
    /// <param name="path">The database file; its directory must exist.</param>
    /// <exception cref="JournalUnavailableException">A process has it open; nothing was deleted.</exception>
    public static void Delete(string path)
    {
        // Systems that let an open file be deleted would leave its writer with a journal nobody can ever read.
        using var taken = SqliteJournalLock.Take(path);
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(path + suffix);
    }

    /// <inheritdoc/>
    public ValueTask<Task<JournalCommit>> SubmitAsync(
        JournalBatch batch, CancellationToken cancellationToken = default) =>
        _inbox.SubmitAsync(new PendingBatch(batch), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        string organizationId,
        long afterOffset,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        ArgumentOutOfRangeException.ThrowIfNegative(afterOffset);
        using var cursor = await ReadAsync(() => _reader.CursorAfter(organizationId, afterOffset), cancellationToken);
        if (cursor is null) yield break;
        while (await ReadAsync(() => _reader.ReadPage(cursor), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadLastOffsetAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        return ReadAsync(() => _reader.ReadLastOffset(organizationId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<SnapshotReading> ReadSnapshotAsync(
        string organizationId, long beforeOffset = long.MaxValue, CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        return ReadAsync(() => _reader.ReadSnapshot(organizationId, beforeOffset), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ObservationCheckpoint>> ReadCheckpointsAsync(
        string organizationId, CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        return ReadAsync<IReadOnlyList<ObservationCheckpoint>>(
            () => _reader.ReadCheckpoints(organizationId), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> FindRecordAsync(
        string organizationId, string collection, string key, CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        return ReadAsync(() => _records.Find(organizationId, collection, key), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRecord>> ListRecordsAsync(
        string organizationId, string collection, bool descending, int skip, int limit, CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100_000);
        return ReadAsync<IReadOnlyList<StoredRecord>>(
            () => _records.List(organizationId, collection, descending, skip, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> CountRecordsAsync(
        string organizationId, string collection, CancellationToken cancellationToken = default)
    {
        JournalText.Check(organizationId, nameof(organizationId));
        return ReadAsync(() => _records.Count(organizationId, collection), cancellationToken);
    }

    /// <summary>
    /// Writes a copy of the journal as it stands, while it goes on being written, into one file that can be opened in
    /// its place. The file appears under its name only when it is whole.
    /// </summary>
    /// <param name="path">Where to; must not exist. The same with <c>.partial</c> is overwritten.</param>
    /// <param name="cancellationToken">Heeded before the copy begins.</param>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    /// <exception cref="JournalUnavailableException">The journal could not be read or the copy not written.</exception>
    /// <exception cref="JournalCorruptException">The journal's file is damaged.</exception>
    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await ReadAsync(
            () => SqliteBackup.Write(_connections, path), cancellationToken, JournalErrorCode.BackupFailed);
    }

    /// <summary>
    /// Commits what was admitted, fails what was waiting for admission with <see cref="JournalErrorCode.Closed"/>, and
    /// closes the database. May be called twice.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        // Readers first: the last connection to close moves the log into the database, and a reader's cannot.
        _connections.CloseReaders();
        _store.Dispose();
        _lock.Dispose();
    }

    private static Opened Open(SqliteConnections connections, CancellationToken cancellationToken)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = connections.OpenWriter();
            var journalId = SqliteJournalSchema.Prepare(connection);
            var entries = SqliteVerification.Run(connection, cancellationToken);
            return new Opened(new SqliteGroupStore(connection), journalId, entries);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            if (failure is SqliteException sqlite) throw SqliteFailure.ToFailure(sqlite, JournalErrorCode.OpenFailed);
            throw;
        }
    }

    // SQLite's calls block for the disk; on the caller's thread they would hold up an owner's loop.
    private static async ValueTask<T> ReadAsync<T>(
        Func<T> read, CancellationToken cancellationToken, string code = JournalErrorCode.ReadFailed)
    {
        try
        {
            return await Task.Run(read, cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw SqliteFailure.ToFailure(failure, code);
        }
    }

    private sealed record Opened(SqliteGroupStore Store, string JournalId, long Entries);
}

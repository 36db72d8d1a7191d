using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Redline.Delivery.Journal;

/// <summary>
/// Writes groups of batches into a SQLite database. Everything is prepared once and bound by number; texts are encoded
/// once for the hash and the row. Thread rule: the writer's thread; disposed after that has ended.
/// </summary>
internal sealed class SqliteGroupStore : IGroupStore, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _readHead;
    private readonly SqliteStatement _writeHead;
    private readonly SqliteStatement _writeEntry;
    private readonly SqliteStatement _writeCheckpoint;
    private readonly SqliteStatement _removeCheckpoint;
    private readonly SqliteStatement _writeSnapshot;
    private readonly SqliteStatement _removeOldSnapshots;
    private readonly SqliteStatement _writeRecord;
    private readonly SqliteStatement _removeRecord;
    private readonly JournalHasher _hasher = new();
    private readonly byte[] _kind = new byte[JournalText.MaxBytes];
    private readonly byte[] _hash = new byte[JournalHasher.Size];
    private readonly Dictionary<string, Head> _heads = new(StringComparer.Ordinal);
    private readonly HashSet<Head> _moved = [];

    /// <param name="connection">A writer's connection to a prepared database; owned from now on.</param>
    /// <exception cref="SqliteException">The tables are not there.</exception>
    public SqliteGroupStore(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _readHead = Prepare("SELECT last_offset, last_hash FROM journal_head WHERE organization_id = ?1");
        _writeHead = Prepare("INSERT INTO journal_head VALUES (?1, ?2, ?3) ON CONFLICT (organization_id) "
            + "DO UPDATE SET last_offset = excluded.last_offset, last_hash = excluded.last_hash");
        _writeEntry = Prepare($"INSERT INTO journal_entry ({ChainCursor.Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _writeCheckpoint = Prepare("INSERT INTO journal_checkpoint VALUES (?1, ?2, ?3, ?4) "
            + "ON CONFLICT (organization_id, queue_id, media_type) DO UPDATE SET body = excluded.body");
        _removeCheckpoint = Prepare("DELETE FROM journal_checkpoint "
            + "WHERE organization_id = ?1 AND queue_id = ?2 AND media_type = ?3");
        _writeSnapshot = Prepare("INSERT OR REPLACE INTO journal_snapshot VALUES (?1, ?2, ?3, ?4, ?5)");
        _removeOldSnapshots = Prepare("DELETE FROM journal_snapshot WHERE organization_id = ?1 AND entry_offset NOT IN "
            + "(SELECT entry_offset FROM journal_snapshot WHERE organization_id = ?1 "
            + "ORDER BY entry_offset DESC LIMIT 2)");
        _writeRecord = Prepare("INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (organization_id, collection, "
            + "record_key) DO UPDATE SET sort = excluded.sort, body = excluded.body");
        _removeRecord = Prepare("DELETE FROM record WHERE organization_id = ?1 AND collection = ?2 AND record_key = ?3");
    }

    /// <inheritdoc/>
    public void Commit(List<PendingBatch> group)
    {
        try
        {
            _begin.Run();
            foreach (var pending in group) Write(pending);
            foreach (var head in _moved)
            {
                _writeHead.BindText(1, head.Organization).Bind(2, head.Offset).BindBlob(3, head.Hash).Run();
            }

            _commit.Run();
        }
        catch (SqliteException failure)
        {
            Rollback();
            throw SqliteFailure.ToWriteFailure(failure);
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            _moved.Clear();
        }
    }

    /// <summary>Closes the connection; as the last one it also moves the log into the database.</summary>
    public void Dispose()
    {
        SqliteStatement[] statements =
        [
            _begin, _commit, _rollback, _readHead, _writeHead, _writeEntry, _writeCheckpoint, _removeCheckpoint,
            _writeSnapshot, _removeOldSnapshots, _writeRecord, _removeRecord,
        ];
        foreach (var statement in statements) statement.Dispose();
        _hasher.Dispose();
        _connection.Dispose();
    }

    private SqliteStatement Prepare(string sql) => new(_connection, sql);

    private void Rollback()
    {
        // What is remembered of the heads may be ahead of the database now: read them again when they are needed.
        _heads.Clear();
        try
        {
            // SQLite may have rolled back by itself already; a second rollback would be an error.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
        }
        catch (SqliteException)
        {
            // The commit's failure is the one to report. If the transaction is still open, the next BEGIN fails and
            // its group is told so: nothing is committed on top of half a group.
        }
    }

    private void Write(PendingBatch pending)
    {
        var batch = pending.Batch;
        var head = HeadOf(batch.OrganizationId);
        if (batch.AfterOffset is { } after && after != head.Offset)
        {
            pending.Refusal = new JournalWriteException(
                JournalErrorCode.Stale,
                $"The batch was decided after offset {after}, but the journal stands at {head.Offset}. Read it again.");
            return;
        }

        var first = head.Offset + 1;
        foreach (var entry in batch.Entries) Write(head, entry);
        foreach (var checkpoint in batch.Checkpoints) Write(head, checkpoint);
        foreach (var record in batch.Records ?? []) Write(head, record);
        if (batch.Snapshot is { } snapshot) Write(head, snapshot);
        if (batch.Entries.Count > 0) _moved.Add(head);
        pending.Outcome = new JournalCommit(first, head.Offset);
    }

    private void Write(Head head, in NewEntry entry)
    {
        var fields = new EntryFields
        {
            Organization = head.Organization,
            Offset = ++head.Offset,
            Kind = JournalText.Encode(entry.Kind, _kind),
            At = entry.At.Milliseconds,
            DecidedAt = entry.DecidedAt.Milliseconds,
            Body = entry.Body.Span,
        };
        _hasher.HashEntry(fields, head.Hash, head.Hash);
        _writeEntry.BindText(1, fields.Organization).Bind(2, fields.Offset).BindText(3, fields.Kind)
            .Bind(4, fields.At).Bind(5, fields.DecidedAt).BindBlob(6, fields.Body).BindBlob(7, head.Hash).Run();
    }

    private void Write(Head head, in ObservationCheckpoint checkpoint)
    {
        var statement = checkpoint.Body.IsEmpty ? _removeCheckpoint : _writeCheckpoint;
        Span<byte> text = stackalloc byte[JournalText.MaxBytes];
        statement.BindText(1, head.Organization).BindText(2, JournalText.Encode(checkpoint.QueueId, text));
        // A key column cannot be NULL; the empty text is free, because no media type may be empty.
        statement.BindText(3, JournalText.Encode(checkpoint.MediaType ?? "", text));
        if (!checkpoint.Body.IsEmpty) statement.BindBlob(4, checkpoint.Body.Span);
        statement.Run();
    }

    private void Write(Head head, in RecordWrite record)
    {
        var statement = record.Body.IsEmpty ? _removeRecord : _writeRecord;
        Span<byte> text = stackalloc byte[JournalText.MaxBytes];
        statement.BindText(1, head.Organization).BindText(2, JournalText.Encode(record.Collection, text));
        statement.BindText(3, JournalText.Encode(record.Key, text));
        if (!record.Body.IsEmpty) statement.Bind(4, record.Sort).BindBlob(5, record.Body.Span);
        statement.Run();
    }

    private void Write(Head head, SnapshotToWrite snapshot)
    {
        _hasher.HashSnapshot(head.Organization, head.Offset, snapshot.Format, snapshot.Body.Span, _hash);
        _writeSnapshot.BindText(1, head.Organization).Bind(2, head.Offset).Bind(3, snapshot.Format)
            .BindBlob(4, snapshot.Body.Span).BindBlob(5, _hash).Run();
        _removeOldSnapshots.BindText(1, head.Organization).Run();
    }

    private Head HeadOf(string organizationId)
    {
        if (_heads.TryGetValue(organizationId, out var known)) return known;
        var head = new Head(JournalText.Encode(organizationId));
        _readHead.BindText(1, head.Organization);
        if (_readHead.Step())
        {
            head.Offset = _readHead.Integer(0);
            _readHead.Bytes(1).CopyTo(head.Hash);
        }

        _readHead.Reset();
        _heads.Add(organizationId, head);
        return head;
    }

    /// <summary>Where an organization's chain ends, ahead of the database while a group is written.</summary>
    private sealed class Head(byte[] organization)
    {
        public byte[] Organization { get; } = organization;

        public long Offset { get; set; }

        public byte[] Hash { get; } = new byte[JournalHasher.Size];
    }
}

using Redline.Engine;

namespace Redline.Delivery.Journal;

/// <summary>
/// Reads a SQLite journal on connections of its own, so that no read ever waits for a commit nor a commit for a read.
/// Thread rule: any thread; the methods block for the disk.
/// </summary>
internal sealed class SqliteJournalReader(SqliteConnections connections)
{
    private const int PageEntries = 512;
    private const long PageBytes = 4 << 20;

    private const string PageSql = $"SELECT {ChainCursor.Columns} FROM journal_entry "
        + "WHERE organization_id = ?1 AND entry_offset > ?2 ORDER BY entry_offset";

    private const string HashSql = "SELECT hash FROM journal_entry WHERE organization_id = ?1 AND entry_offset = ?2";

    private const string SnapshotSql = "SELECT entry_offset, format, body, hash FROM journal_snapshot "
        + "WHERE organization_id = ?1 AND entry_offset < ?2 ORDER BY entry_offset DESC";

    /// <summary>
    /// The entries after the cursor up to a page's bound, and moves the cursor past them; none at the end. A page at a
    /// time, because a read held open while its consumer works would keep the log from being emptied.
    /// </summary>
    public List<JournalEntry> ReadPage(ChainCursor cursor)
    {
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(connection, PageSql);
        statement.BindText(1, cursor.Organization).Bind(2, cursor.Offset);
        List<JournalEntry> page = [];
        for (long bytes = 0; page.Count < PageEntries && bytes < PageBytes && statement.Step();)
        {
            cursor.Accept(statement);
            var body = statement.Bytes(ChainCursor.BodyColumn).ToArray();
            page.Add(new JournalEntry(
                cursor.Offset,
                JournalText.Decode(statement.Bytes(ChainCursor.KindColumn)),
                new Instant(statement.Integer(ChainCursor.AtColumn)),
                new Instant(statement.Integer(ChainCursor.DecidedAtColumn)),
                body,
                cursor.Hash.ToArray()));
            bytes += body.Length;
        }

        return page;
    }

    /// <summary>A cursor after <paramref name="afterOffset"/>; null when the journal does not reach that far.</summary>
    public ChainCursor? CursorAfter(string organizationId, long afterOffset)
    {
        var organization = JournalText.Encode(organizationId);
        var cursor = new ChainCursor();
        cursor.Begin(organization);
        if (afterOffset == 0) return cursor;
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(connection, HashSql);
        if (statement.BindText(1, organization).Bind(2, afterOffset).Step())
        {
            cursor.BeginAfter(organization, afterOffset, statement.Bytes(0));
            return cursor;
        }

        cursor.Dispose();
        return null;
    }

    /// <inheritdoc cref="IJournal.ReadLastOffsetAsync"/>
    public long ReadLastOffset(string organizationId)
    {
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(
            connection, "SELECT last_offset FROM journal_head WHERE organization_id = ?1");
        return statement.BindText(1, JournalText.Encode(organizationId)).Step() ? statement.Integer(0) : 0;
    }

    /// <inheritdoc cref="IJournal.ReadSnapshotAsync"/>
    public SnapshotReading ReadSnapshot(string organizationId, long beforeOffset)
    {
        var organization = JournalText.Encode(organizationId);
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(connection, SnapshotSql);
        using var hasher = new JournalHasher();
        Span<byte> computed = stackalloc byte[JournalHasher.Size];
        List<long> refused = [];
        statement.BindText(1, organization).Bind(2, beforeOffset);
        while (statement.Step())
        {
            var (offset, format) = (statement.Integer(0), statement.Integer(1));
            var body = statement.Bytes(2);
            hasher.HashSnapshot(organization, offset, format, body, computed);
            if (statement.Bytes(3).SequenceEqual(computed))
            {
                return new SnapshotReading(new JournalSnapshot(offset, (int)format, body.ToArray()), refused);
            }

            refused.Add(offset);
        }

        return new SnapshotReading(null, refused);
    }

    /// <inheritdoc cref="IJournal.ReadCheckpointsAsync"/>
    public List<ObservationCheckpoint> ReadCheckpoints(string organizationId)
    {
        using var connection = connections.OpenReader();
        using var statement = new SqliteStatement(
            connection, "SELECT queue_id, media_type, body FROM journal_checkpoint WHERE organization_id = ?1");
        statement.BindText(1, JournalText.Encode(organizationId));
        List<ObservationCheckpoint> checkpoints = [];
        while (statement.Step())
        {
            var mediaType = JournalText.Decode(statement.Bytes(1));
            checkpoints.Add(new ObservationCheckpoint(
                JournalText.Decode(statement.Bytes(0)),
                mediaType.Length == 0 ? null : mediaType,
                statement.Bytes(2).ToArray()));
        }

        return checkpoints;
    }
}

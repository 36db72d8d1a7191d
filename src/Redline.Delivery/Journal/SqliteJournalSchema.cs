using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Redline.Delivery.Journal;

/// <summary>
/// The journal's tables and their version. Each version is a step from the one before, applied in one transaction, so
/// that a database of any older version is brought forward and an interrupted step leaves the older version whole.
/// </summary>
internal static class SqliteJournalSchema
{
    /// <summary>Step n brings version n to n + 1. A released step never changes: append a new one.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE journal_schema (
            singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
            version INTEGER NOT NULL,
            journal_id TEXT NOT NULL
        ) STRICT;
        CREATE TABLE journal_entry (
            organization_id TEXT NOT NULL,
            entry_offset INTEGER NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            decided_at INTEGER NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (organization_id, entry_offset)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_head (
            organization_id TEXT NOT NULL PRIMARY KEY,
            last_offset INTEGER NOT NULL,
            last_hash BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_checkpoint (
            organization_id TEXT NOT NULL,
            queue_id TEXT NOT NULL,
            media_type TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (organization_id, queue_id, media_type)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_snapshot (
            organization_id TEXT NOT NULL,
            entry_offset INTEGER NOT NULL,
            format INTEGER NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (organization_id, entry_offset)
        ) STRICT;
        INSERT INTO journal_schema VALUES (1, 0, lower(hex(randomblob(16))));
        """,
        """
        CREATE TABLE record (
            organization_id TEXT NOT NULL,
            collection TEXT NOT NULL,
            record_key TEXT NOT NULL,
            sort INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (organization_id, collection, record_key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX record_sort ON record (organization_id, collection, sort, record_key);
        """,
    ];

    /// <summary>The version this code writes.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings the database to <see cref="Version"/>, creating the tables in one without.</summary>
    /// <returns>The journal's id.</returns>
    /// <exception cref="JournalUnavailableException">A newer version wrote it.</exception>
    /// <exception cref="JournalCorruptException">The version is none that was ever written.</exception>
    public static string Prepare(SqliteConnection connection)
    {
        var version = ReadVersion(connection);
        if (version > Version)
        {
            throw new JournalUnavailableException(
                JournalErrorCode.SchemaNewer,
                $"A newer Redline wrote this journal (its schema is {version}, this one reads up to {Version}). "
                + "Start the newer version, or restore a backup made by this one.");
        }

        for (; version < Version; version++) Apply(connection, version);
        return SqliteConnections.Scalar(connection, "SELECT journal_id FROM journal_schema")!;
    }

    private static long ReadVersion(SqliteConnection connection)
    {
        const string existsSql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'journal_schema'";
        if (SqliteConnections.Scalar(connection, existsSql) == "0") return 0;
        var text = SqliteConnections.Scalar(connection, "SELECT version FROM journal_schema");
        return long.TryParse(text, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version
            : throw new JournalCorruptException("its schema version is missing");
    }

    private static void Apply(SqliteConnection connection, long version)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Steps[version] + $"\nUPDATE journal_schema SET version = {version + 1};";
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}

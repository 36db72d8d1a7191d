using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Redline.Delivery.Journal;

/// <summary>Opens connections to one database with the settings the journal's promises rest on.</summary>
internal sealed class SqliteConnections(string path, TimeSpan busyTimeout)
{
    /// <summary>A connection that may write; commits are on the disk when they return.</summary>
    /// <exception cref="JournalUnavailableException">The file system cannot carry a write-ahead log.</exception>
    /// <exception cref="SqliteException">The database cannot be opened.</exception>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate, pooling: false);
        try
        {
            // Some network file systems quietly keep the rollback journal; readers would then block every commit.
            if (!string.Equals(Scalar(connection, "PRAGMA journal_mode = WAL"), "wal", StringComparison.Ordinal))
            {
                throw new JournalUnavailableException(
                    JournalErrorCode.OpenFailed,
                    "The file system cannot carry SQLite's write-ahead log. Put the database on a local disk.");
            }

            Scalar(connection, "PRAGMA synchronous = FULL");
            Scalar(connection, "PRAGMA cell_size_check = ON");
            // After a burst the log shrinks back to this, instead of keeping its greatest size for ever.
            Scalar(connection, "PRAGMA journal_size_limit = 67108864");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that cannot write; disposed, it is kept for the next reader.</summary>
    /// <exception cref="SqliteException">The database cannot be opened.</exception>
    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, pooling: true);

    /// <summary>Closes the readers kept for later, so that the writer's is the last connection to close.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(Text(SqliteOpenMode.ReadOnly, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>The first column of the first row as text; null when there is none.</summary>
    public static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private SqliteConnection Open(SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(Text(mode, pooling));
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)busyTimeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string Text(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = pooling,
        DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds),
    }.ToString();
}

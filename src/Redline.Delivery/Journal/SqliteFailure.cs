using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Redline.Delivery.Journal;

/// <summary>Turns SQLite's error codes into the journal's.</summary>
internal static class SqliteFailure
{
    // Texts of codes come from the native library, which the first connection loads; a failure may be told before.
    static SqliteFailure() => RuntimeHelpers.RunClassConstructor(typeof(SqliteConnection).TypeHandle);

    /// <summary>For a commit.</summary>
    public static JournalWriteException ToWriteFailure(SqliteException failure)
    {
        var (code, advice) = failure.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => (JournalErrorCode.Full, "Free some space on the disk."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                (JournalErrorCode.Busy, "Another program keeps the database locked: end it."),
            raw.SQLITE_IOERR => (JournalErrorCode.InputOutput, "Check the disk."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN =>
                (JournalErrorCode.ReadOnly, "Make the database and its directory writable."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                (JournalErrorCode.WriteCorrupt, "Stop, check the disk, and restore the newest backup."),
            raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH =>
                (JournalErrorCode.Refused, "The store does not take this value."),
            _ => (JournalErrorCode.Failed, "See the code."),
        };
        return new JournalWriteException(code, $"The journal could not commit: {Describe(failure)}. {advice}");
    }

    /// <summary>For all but a commit: damage is corruption, anything else gets <paramref name="code"/>.</summary>
    public static Exception ToFailure(SqliteException failure, string code) => IsDamage(failure)
        ? new JournalCorruptException(Describe(failure))
        : new JournalUnavailableException(
            code,
            $"{Describe(failure)}. Check the directory, its permissions, its disk and the space on it.",
            failure);

    /// <summary>Whether the file is not what SQLite, or this schema, wrote.</summary>
    public static bool IsDamage(SqliteException failure) =>
        failure.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR;

    /// <summary>SQLite's own words for the code, which name no path.</summary>
    public static string Describe(SqliteException failure) =>
        $"{raw.sqlite3_errstr(failure.SqliteExtendedErrorCode).utf8_to_string()} "
        + $"(SQLite {failure.SqliteExtendedErrorCode})";
}

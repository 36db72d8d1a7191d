using Microsoft.Data.Sqlite;

namespace Redline.Delivery.Journal;

/// <summary>Copies an open database with SQLite's own backup, which takes one consistent view of it.</summary>
internal static class SqliteBackup
{
    /// <returns>The size of the copy in bytes.</returns>
    /// <exception cref="IOException"><paramref name="path"/> exists or cannot be written.</exception>
    /// <exception cref="SqliteException">The database cannot be read or the copy cannot be written.</exception>
    public static long Write(SqliteConnections connections, string path)
    {
        if (File.Exists(path)) throw new IOException("The backup's file exists already; name a new one.");
        var partial = path + ".partial";
        File.Delete(partial);
        var target = new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString();
        try
        {
            using var source = connections.OpenReader();
            using var copy = new SqliteConnection(target);
            copy.Open();
            source.BackupDatabase(copy);
        }
        catch
        {
            // On a full disk the failed copy would go on starving the journal itself.
            File.Delete(partial);
            throw;
        }

        // Without overwriting, and last: a copy that was interrupted never looks like a whole one.
        File.Move(partial, path);
        return new FileInfo(path).Length;
    }
}

namespace Redline.Delivery.Journal;

/// <summary>
/// Keeps a second writer from a database: an advisory lock of the operating system on a file beside it. The system
/// releases it when the process dies, however it dies; the file itself stays and means nothing. Not the database's own
/// file: closing any descriptor of that would drop the locks SQLite holds on it (POSIX locks belong to the process).
/// </summary>
internal sealed class SqliteJournalLock : IDisposable
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private SqliteJournalLock(FileStream file) => _file = file;

    /// <summary>Takes the lock at once or not at all.</summary>
    /// <exception cref="JournalUnavailableException">Somebody has it, or the file cannot be made.</exception>
    public static SqliteJournalLock Take(string databasePath)
    {
        try
        {
            return new SqliteJournalLock(
                new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (
            failure.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows)
        {
            // Without the exception as the cause: its message names the path.
            throw new JournalUnavailableException(
                JournalErrorCode.InUse,
                "Another process has this journal open. One process writes a journal: stop the other one first.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(
                JournalErrorCode.OpenFailed,
                "The journal's lock file could not be made. Check that the directory exists and is writable.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

namespace Redline.Delivery.Journal;

/// <summary>
/// The stable codes of the journal's exceptions, for logs, problem details and alerts about Redline itself.
/// </summary>
public static class JournalErrorCode
{
    /// <summary>Another process, or another instance in this one, has the database open.</summary>
    public const string InUse = "journal.in.use";

    /// <summary>The database was written by a newer version than this one can read.</summary>
    public const string SchemaNewer = "journal.schema.newer";

    /// <summary>The database could not be opened: no directory, no permission, no WAL on this file system.</summary>
    public const string OpenFailed = "journal.open.failed";

    /// <summary>The database could not be read just now.</summary>
    public const string ReadFailed = "journal.read.failed";

    /// <summary>The backup could not be written.</summary>
    public const string BackupFailed = "journal.backup.failed";

    /// <summary>An entry, or the database as a whole, is not what was written.</summary>
    public const string Corrupt = "journal.corrupt";

    /// <summary>The disk is full.</summary>
    public const string Full = "journal.write.full";

    /// <summary>Another connection kept the database locked for longer than the busy timeout.</summary>
    public const string Busy = "journal.write.busy";

    /// <summary>The disk refused to write or to flush.</summary>
    public const string InputOutput = "journal.write.io";

    /// <summary>The database or its file system is read-only.</summary>
    public const string ReadOnly = "journal.write.readonly";

    /// <summary>The store found its own file damaged while writing.</summary>
    public const string WriteCorrupt = "journal.write.corrupt";

    /// <summary>The store refused a value: a constraint, or more bytes than one value may have.</summary>
    public const string Refused = "journal.write.refused";

    /// <summary>Any other failure of a commit.</summary>
    public const string Failed = "journal.write.failed";

    /// <summary>A batch of the same organization, committed before this one would have been, failed.</summary>
    public const string Behind = "journal.write.behind";

    /// <summary>The batch was decided on top of another offset than the journal's last.</summary>
    public const string Stale = "journal.write.stale";

    /// <summary>The journal was closed while the batch waited for admission.</summary>
    public const string Closed = "journal.write.closed";
}

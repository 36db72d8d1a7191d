namespace Redline.Delivery.Journal;

/// <summary>How a SQLite journal is opened. Immutable.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>
    /// The database file. Its directory must exist, on a local file system; <c>-wal</c>, <c>-shm</c> and <c>.lock</c>
    /// files stand beside it. Required.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// How long a commit waits for another connection that has the database locked before it fails with
    /// <see cref="JournalErrorCode.Busy"/>. Default: 5 s. From 0 to 1 hour, in whole milliseconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Batches that may be admitted and not yet committed; further callers wait. Default: 4096. At least 1.
    /// </summary>
    public int MaxOutstandingBatches { get; init; } = 4096;

    /// <summary>
    /// Bytes of bodies (and 64 for each item) that may be admitted and not yet committed; further callers wait.
    /// Default: 64 MiB. At least 1. A heavier batch is admitted when it is alone.
    /// </summary>
    public long MaxOutstandingBytes { get; init; } = 64L << 20;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Path)) errors.Add($"{nameof(Path)} must name the database file.");
        if (BusyTimeout < TimeSpan.Zero || BusyTimeout > TimeSpan.FromHours(1))
        {
            errors.Add($"{nameof(BusyTimeout)} must be from 0 to 1 hour.");
        }

        if (MaxOutstandingBatches < 1) errors.Add($"{nameof(MaxOutstandingBatches)} must be at least 1.");
        if (MaxOutstandingBytes < 1) errors.Add($"{nameof(MaxOutstandingBytes)} must be at least 1.");
        return errors;
    }
}

using Redline.Engine;

namespace Redline.Delivery.Journal;

/// <summary>
/// What is written in one transaction, all of it or nothing. At least one of entries, checkpoints, snapshot and records
/// must be present. Immutable; equality compares the lists by reference.
/// </summary>
/// <param name="OrganizationId">Whose journal; 1 to 200 bytes of UTF-8 without NUL.</param>
/// <param name="Entries">Appended in this order; may be empty.</param>
/// <param name="Checkpoints">Last values that changed; a later one for the same queue and media type wins.</param>
/// <param name="Snapshot">The durable state after the last of <paramref name="Entries"/>; null: none.</param>
/// <param name="AfterOffset">
/// The offset of the last entry this batch was decided on top of (0: on an empty journal). A batch that would land
/// anywhere else fails with <see cref="JournalErrorCode.Stale"/> and leaves the others alone. Null: append at the end,
/// wherever that is.
/// </param>
/// <param name="Term">The owner's lease term, checked by stores that serve many servers; SQLite ignores it.</param>
/// <param name="Records">Records that change with the entries; null: none.</param>
public sealed record JournalBatch(
    string OrganizationId,
    IReadOnlyList<NewEntry> Entries,
    IReadOnlyList<ObservationCheckpoint> Checkpoints,
    SnapshotToWrite? Snapshot = null,
    long? AfterOffset = null,
    long? Term = null,
    IReadOnlyList<RecordWrite>? Records = null);

/// <summary>
/// An entry before it has an offset and a hash. Equality compares the body by reference, not by content.
/// </summary>
/// <param name="Kind">What the body is; 1 to 200 bytes of UTF-8 without NUL.</param>
/// <param name="At">When the fact became true.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Body">Any bytes, also none; must not change until the batch is committed.</param>
public readonly record struct NewEntry(string Kind, Instant At, Instant DecidedAt, ReadOnlyMemory<byte> Body);

/// <summary>
/// The last values of one queue and media type, kept beside the entries, not among them: each write replaces the one
/// before. Equality compares the body by reference.
/// </summary>
/// <param name="QueueId">Which queue; 1 to 200 bytes of UTF-8 without NUL.</param>
/// <param name="MediaType">Which media type; null: the queue as a whole; never empty.</param>
/// <param name="Body">Any bytes; empty removes the checkpoint.</param>
public readonly record struct ObservationCheckpoint(string QueueId, string? MediaType, ReadOnlyMemory<byte> Body);

/// <summary>
/// The durable encoding of an organization's state at the last offset of its batch; the two newest are kept.
/// </summary>
/// <param name="Format">The number of the encoding, for its reader.</param>
/// <param name="Body">Any bytes; must not change until the batch is committed.</param>
public sealed record SnapshotToWrite(int Format, ReadOnlyMemory<byte> Body);

namespace Redline.Delivery.Journal;

/// <summary>A snapshot as it was written. Equality compares the body by reference, not by content.</summary>
/// <param name="Offset">The last entry it includes; reading goes on after it.</param>
/// <param name="Format">The number of the encoding.</param>
/// <param name="Body">The bytes, checked against their hash.</param>
public sealed record JournalSnapshot(long Offset, int Format, ReadOnlyMemory<byte> Body);

/// <summary>What looking for a snapshot found.</summary>
/// <param name="Snapshot">The newest valid one; null: replay the journal from the start.</param>
/// <param name="RefusedOffsets">
/// Offsets of newer snapshots whose bytes do not match their hash, newest first. Not empty is worth telling an
/// operator: the entries are still there, but the disk returned something else than was written.
/// </param>
public sealed record SnapshotReading(JournalSnapshot? Snapshot, IReadOnlyList<long> RefusedOffsets);

using Redline.Engine;

namespace Redline.Delivery.Journal;

/// <summary>A committed entry. Immutable; equality compares body and hash by reference, not by content.</summary>
/// <param name="Offset">Its place in the organization's journal: 1 for the first, no gaps.</param>
/// <param name="Kind">What the body is.</param>
/// <param name="At">When the fact became true.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Body">The bytes as they were given.</param>
/// <param name="Hash">32 bytes, SHA-256 over the entry and the hash before it: docs/specs/journal-format.md.</param>
public sealed record JournalEntry(
    long Offset, string Kind, Instant At, Instant DecidedAt, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

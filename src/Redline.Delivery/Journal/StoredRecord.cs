namespace Redline.Delivery.Journal;

/// <summary>
/// A record to be written beside the entries, in the same transaction: what is looked up by key or listed in order
/// (projections of entries, registrations, tokens), and is not part of the chain. The last write of a key wins.
/// Equality compares the body by reference.
/// </summary>
/// <param name="Collection">Which kind of record; 1 to 200 bytes of UTF-8 without NUL.</param>
/// <param name="Key">Which one of its kind; 1 to 200 bytes of UTF-8 without NUL.</param>
/// <param name="Sort">What lists are ordered by, then by key; any number.</param>
/// <param name="Body">Any bytes; empty removes the record.</param>
public readonly record struct RecordWrite(string Collection, string Key, long Sort, ReadOnlyMemory<byte> Body);

/// <summary>A record as it was last written. Equality compares the body by reference.</summary>
/// <param name="Key">Which one of its kind.</param>
/// <param name="Sort">What lists are ordered by.</param>
/// <param name="Body">The bytes.</param>
public sealed record StoredRecord(string Key, long Sort, ReadOnlyMemory<byte> Body);

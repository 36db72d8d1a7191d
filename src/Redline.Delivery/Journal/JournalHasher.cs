using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Redline.Delivery.Journal;

/// <summary>
/// The SHA-256 of entries and snapshots, framed as docs/specs/journal-format.md says: every part of variable length
/// stands behind its length, so that no two different entries frame to the same bytes. Allocates nothing per hash.
/// Thread rule: one thread at a time.
/// </summary>
internal sealed class JournalHasher : IDisposable
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _frame = new byte[Size + 2 * JournalText.MaxBytes + 64];

    /// <summary>The hash of an entry; <paramref name="hash"/> may be where <paramref name="previous"/> is.</summary>
    public void HashEntry(in EntryFields entry, ReadOnlySpan<byte> previous, Span<byte> hash)
    {
        var used = 0;
        Put(previous, ref used);
        PutCounted(entry.Organization, ref used);
        Put(entry.Offset, ref used);
        PutCounted(entry.Kind, ref used);
        Put(entry.At, ref used);
        Put(entry.DecidedAt, ref used);
        Finish(used, entry.Body, hash);
    }

    /// <summary>The hash of a snapshot: its place and format too, so that one moved elsewhere is refused.</summary>
    public void HashSnapshot(
        ReadOnlySpan<byte> organization, long offset, long format, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        var used = 0;
        PutCounted(organization, ref used);
        Put(offset, ref used);
        Put(format, ref used);
        Finish(used, body, hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _sha.Dispose();

    private void Finish(int used, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        PutLength(body.Length, ref used);
        _sha.AppendData(_frame.AsSpan(0, used));
        _sha.AppendData(body);
        _sha.TryGetHashAndReset(hash, out _);
    }

    private void Put(ReadOnlySpan<byte> bytes, ref int used)
    {
        bytes.CopyTo(_frame.AsSpan(used));
        used += bytes.Length;
    }

    private void PutCounted(ReadOnlySpan<byte> bytes, ref int used)
    {
        PutLength(bytes.Length, ref used);
        Put(bytes, ref used);
    }

    private void Put(long value, ref int used)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_frame.AsSpan(used), value);
        used += sizeof(long);
    }

    private void PutLength(int length, ref int used)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_frame.AsSpan(used), length);
        used += sizeof(int);
    }
}

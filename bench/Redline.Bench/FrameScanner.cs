using System.Buffers.Binary;

namespace Redline.Bench;

/// <summary>
/// Walks what a server sends over a WebSocket, in whatever parts it arrives: counts the frames of text, and a word in
/// them. A frame that lists the whole state counts instead of all before it.
/// </summary>
internal sealed class FrameScanner
{
    private const int LongestHeader = 10;
    private const int Text = 1;
    private const int LongestCarry = 32;

    private readonly byte[] _header = new byte[LongestHeader];
    private readonly byte[] _carry = new byte[LongestCarry];
    private readonly byte[] _begin = new byte[Whole.Length];
    private int _headerLength;
    private int _carryLength;
    private int _beginLength;
    private long _left;

    public int Frames { get; private set; }

    public int Words { get; private set; }

    /// <summary>Whether the server closed it.</summary>
    public bool IsLost { get; set; }

    private static ReadOnlySpan<byte> Whole => "{\"type\":\"reset\""u8;

    /// <summary>Begins to count anew.</summary>
    public void Reset() => (Frames, Words) = (0, 0);

    /// <summary>Takes what arrived next.</summary>
    public void Read(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word)
    {
        while (!bytes.IsEmpty)
        {
            if (_left == 0)
            {
                ReadHeader(bytes[0]);
                bytes = bytes[1..];
                continue;
            }

            var part = bytes[..(int)Math.Min(_left, bytes.Length)];
            Begin(part);
            if (!word.IsEmpty) CountWords(part, word);
            _left -= part.Length;
            bytes = bytes[part.Length..];
        }
    }

    private void ReadHeader(byte next)
    {
        _header[_headerLength++] = next;
        if (_headerLength < 2) return;
        var small = _header[1] & 127;
        if (_headerLength < (small == 127 ? LongestHeader : small == 126 ? 4 : 2)) return;
        _left = small switch
        {
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            _ => small,
        };
        if ((_header[0] & 15) == Text) Frames++;
        (_headerLength, _carryLength, _beginLength) = (0, 0, 0);
    }

    private void Begin(ReadOnlySpan<byte> part)
    {
        if (_beginLength == _begin.Length) return;
        var more = part[..Math.Min(part.Length, _begin.Length - _beginLength)];
        more.CopyTo(_begin.AsSpan(_beginLength));
        _beginLength += more.Length;
        if (_begin.AsSpan(0, _beginLength).SequenceEqual(Whole)) Words = 0;
    }

    // A word may be cut in two; what could be its beginning is kept for the next part.
    private void CountWords(ReadOnlySpan<byte> part, ReadOnlySpan<byte> word)
    {
        var keep = word.Length - 1;
        Span<byte> seam = stackalloc byte[2 * LongestCarry];
        _carry.AsSpan(0, _carryLength).CopyTo(seam);
        var head = Math.Min(keep, part.Length);
        part[..head].CopyTo(seam[_carryLength..]);
        seam = seam[..(_carryLength + head)];
        Words += seam.Count(word) + part.Count(word);

        var tail = part.Length >= keep ? part[^keep..] : seam[Math.Max(0, seam.Length - keep)..];
        tail.CopyTo(_carry);
        _carryLength = tail.Length;
    }
}

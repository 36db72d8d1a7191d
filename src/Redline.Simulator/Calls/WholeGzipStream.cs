using System.Buffers.Binary;
using System.IO.Compression;

namespace Redline.Simulator.Calls;

/// <summary>
/// Unpacks gzip and fails at the end of content that was cut off, which <see cref="GZipStream"/> takes for its end: half
/// a download would read as a quiet half month. The last four bytes of a whole file tell the length of its last member,
/// never more than was unpacked; those of a cut one are as good as random and, below gigabytes, nearly always more.
/// </summary>
internal sealed class WholeGzipStream(Stream content) : Stream
{
    private const int TrailerLength = 4;

    private readonly GZipStream _plain = new(content, CompressionMode.Decompress, leaveOpen: true);
    private readonly uint _lastMemberLength = ReadTrailer(content);
    private long _unpacked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = _plain.Read(buffer);
        _unpacked += count;
        if (count == 0 && !buffer.IsEmpty && _unpacked < _lastMemberLength)
            throw new InvalidDataException("The gzip data breaks off.");
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _plain.Dispose();
        base.Dispose(disposing);
    }

    private static uint ReadTrailer(Stream content)
    {
        var start = content.Position;
        Span<byte> trailer = stackalloc byte[TrailerLength];
        content.Position = Math.Max(start, content.Length - TrailerLength);
        content.ReadAtLeast(trailer, TrailerLength, throwOnEndOfStream: false);
        content.Position = start;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }
}

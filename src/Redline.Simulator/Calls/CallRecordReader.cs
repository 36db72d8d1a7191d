using System.Text;

namespace Redline.Simulator.Calls;

/// <summary>
/// Reads recorded calls from CSV files. The first line names the columns, in any order: <c>queue, arrived, queued,
/// left_queue, outcome, service_start, service_end</c> are required, <c>priority</c> (else 0) and <c>agent</c> (else
/// none) are optional, others are ignored. Files are UTF-8, with or without BOM, lines end in LF or CRLF, values may be
/// quoted after RFC 4180, blank lines are skipped; gzip is recognised by its first bytes. Times are ISO 8601, read as
/// UTC when they carry no offset.
/// <para>
/// A bad line never stops the reading: all its problems are reported and the next line is read (a line with the wrong
/// number of fields reports that alone). A file without a usable header, or one that cannot be opened, is reported and
/// skipped. Files are streamed; a reading holds the calls it gives back and one buffer. Any thread may read at any
/// time.
/// </para>
/// </summary>
public static class CallRecordReader
{
    /// <summary>Reads several files as one stretch of time.</summary>
    /// <param name="files">The files; their order matters only between calls that arrived at the same instant.</param>
    /// <param name="options">Bounds; null: the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The options are out of range (all problems are named), or a file's name is empty.
    /// </exception>
    public static CallRecordSet Read(IEnumerable<string> files, CallRecordReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var reading = new CallRecordReading(options ?? new CallRecordReaderOptions());
        foreach (var file in files)
        {
            if (!reading.IsFull) ReadFile(file, reading);
        }

        return reading.ToSet();
    }

    /// <summary>Reads one file's content.</summary>
    /// <param name="content">The bytes, gzip or not, from the current position; must be seekable; left open.</param>
    /// <param name="file">The name errors give it.</param>
    /// <param name="options">Bounds; null: the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The content cannot seek, or the options are out of range; all problems are named.
    /// </exception>
    public static CallRecordSet Read(Stream content, string file, CallRecordReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(file);
        if (!content.CanSeek) throw new ArgumentException("The content must be seekable.", nameof(content));
        var reading = new CallRecordReading(options ?? new CallRecordReaderOptions());
        ReadGuarded(file, reading, () => ReadContent(content, file, reading));
        return reading.ToSet();
    }

    private static void ReadFile(string file, CallRecordReading reading) => ReadGuarded(file, reading, () =>
    {
        using var content = File.OpenRead(file);
        ReadContent(content, file, reading);
    });

    private static void ReadContent(Stream content, string file, CallRecordReading reading)
    {
        using var plain = IsGzip(content) ? new WholeGzipStream(content) : null;
        using var text = new StreamReader(plain ?? content, Encoding.UTF8, leaveOpen: true);
        reading.Read(text, file);
    }

    private static bool IsGzip(Stream content)
    {
        var start = content.Position;
        Span<byte> magic = stackalloc byte[2];
        var count = content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        content.Position = start;
        return count == magic.Length && magic[0] == 0x1f && magic[1] == 0x8b;
    }

    private static void ReadGuarded(string file, CallRecordReading reading, Action read)
    {
        try
        {
            read();
        }
        catch (Exception failure)
            when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            reading.ReportUnreadable(file, failure.Message);
        }
    }
}

namespace Redline.Simulator.Calls;

/// <summary>
/// Splits text into RFC 4180 records through one buffer: fields are spans that live until the next <see cref="Read"/>.
/// A record that cannot be split costs its first line only; reading goes on with the line after it. Not for several
/// threads.
/// </summary>
internal sealed class CsvRecordReader(TextReader text, int maximumLength)
{
    private const int Nothing = -1;
    private const int LeastBufferLength = 65_536;

    private readonly char[] _buffer = new char[Math.Max(2 * maximumLength, LeastBufferLength)];
    private readonly List<(int Begin, int Length, bool Escaped)> _fields = [];
    private int _start;
    private int _end;
    private int _position;
    private int _lineBreaks;
    private bool _ended;

    /// <summary>First line of the current record, counted from 1.</summary>
    internal long LineNumber { get; private set; } = 1;

    internal int FieldCount => _fields.Count;

    private bool AtLimit => _position >= maximumLength;

    /// <summary>A field of the current record, unquoted and without the spaces around it.</summary>
    internal ReadOnlySpan<char> Field(int index)
    {
        var (begin, length, escaped) = _fields[index];
        ReadOnlySpan<char> raw = _buffer.AsSpan(_start + begin, length);
        return (escaped ? raw.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : raw).Trim();
    }

    internal CsvRecordStatus Read()
    {
        _start += _position;
        _position = 0;
        LineNumber += _lineBreaks;
        _lineBreaks = 0;
        _fields.Clear();
        if (Peek() == Nothing) return CsvRecordStatus.End;

        while (true)
        {
            var status = Peek() == '"' ? ReadQuoted() : ReadBare();
            if (status != CsvRecordStatus.Record) return SkipFirstLine(status);
            var separator = Peek();
            if (separator != Nothing) _position++;
            if (separator == ',') continue;
            if (separator == '\n') _lineBreaks++;
            return CsvRecordStatus.Record;
        }
    }

    private CsvRecordStatus ReadBare()
    {
        var begin = _position;
        while (Peek() is not (Nothing or ',' or '\n')) _position++;
        _fields.Add((begin, _position - begin, false));
        return AtLimit ? CsvRecordStatus.TooLong : CsvRecordStatus.Record;
    }

    private CsvRecordStatus ReadQuoted()
    {
        var begin = ++_position;
        var escaped = false;
        while (true)
        {
            var character = Peek();
            if (character == Nothing)
                return AtLimit && _lineBreaks == 0 ? CsvRecordStatus.TooLong : CsvRecordStatus.QuoteUnclosed;
            _position++;
            if (character == '\n') _lineBreaks++;
            if (character != '"') continue;
            if (Peek() != '"') break;
            escaped = true;
            _position++;
        }

        _fields.Add((begin, _position - 1 - begin, escaped));
        if (Peek() == '\r') _position++;
        if (AtLimit) return CsvRecordStatus.TooLong;
        return Peek() is Nothing or ',' or '\n' ? CsvRecordStatus.Record : CsvRecordStatus.QuoteInvalid;
    }

    // An open quote may have swallowed good lines: what follows the record's first line is read again.
    private CsvRecordStatus SkipFirstLine(CsvRecordStatus status)
    {
        var lineBreak = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
        while (lineBreak < 0 && !_ended)
        {
            _start = _end;
            Fill();
            lineBreak = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
        }

        _position = lineBreak < 0 ? _end - _start : lineBreak + 1;
        _lineBreaks = 1;
        _fields.Clear();
        return status;
    }

    private int Peek()
    {
        if (AtLimit) return Nothing;
        if (_start + _position >= _end && !_ended) Fill();
        return _start + _position < _end ? _buffer[_start + _position] : Nothing;
    }

    private void Fill()
    {
        if (_end == _buffer.Length || _start == _end)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        var count = text.Read(_buffer.AsSpan(_end));
        _end += count;
        _ended = count == 0;
    }
}

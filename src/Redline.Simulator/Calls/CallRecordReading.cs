namespace Redline.Simulator.Calls;

/// <summary>What one reading gathers over all its files.</summary>
internal sealed class CallRecordReading
{
    private readonly CallRecordReaderOptions _options;
    private readonly CallRecordErrorLog _errors;
    private readonly List<CallRecord> _calls = [];
    private readonly NameTable _names = new();
    private long _lineNumber;

    internal CallRecordReading(CallRecordReaderOptions options)
    {
        options.ThrowIfInvalid();
        _options = options;
        _errors = new CallRecordErrorLog(options.MaximumErrors);
    }

    /// <summary>The bound on calls has been met and reported.</summary>
    internal bool IsFull { get; private set; }

    // Sorting by arrival alone must keep the order of the lines: a stable sort.
    internal CallRecordSet ToSet() =>
        new([.. _calls.OrderBy(call => call.ArrivedMilliseconds)], _errors.Kept, _errors.Count);

    internal void ReportUnreadable(string file, string reason)
    {
        _errors.Add(file, _lineNumber, CallRecordErrorCodes.FileUnreadable,
            $"The file cannot be read{(_lineNumber > 0 ? " any further" : "")}: {reason} "
            + "Check that it exists, is whole and may be read.");
        _lineNumber = 0;
    }

    internal void Read(TextReader text, string file)
    {
        var records = new CsvRecordReader(text, _options.MaximumRecordLength);
        var columns = ReadHeader(records, file);
        if (columns is not null) ReadCalls(records, file, columns);
        _lineNumber = 0;
    }

    private CallColumns? ReadHeader(CsvRecordReader records, string file)
    {
        var status = ReadNext(records);
        if (status == CsvRecordStatus.Record) return CallColumns.Resolve(records, file, _errors);
        if (status != CsvRecordStatus.End) ReportBroken(records, file, status);
        _errors.Add(file, records.LineNumber, CallRecordErrorCodes.HeaderMissing,
            "The file has no header; its first line must name the columns.");
        return null;
    }

    private void ReadCalls(CsvRecordReader records, string file, CallColumns columns)
    {
        var parser = new CallRecordParser(file, columns, records, _errors, _names);
        while (ReadNext(records) is var status and not CsvRecordStatus.End)
        {
            if (status != CsvRecordStatus.Record)
            {
                ReportBroken(records, file, status);
                continue;
            }

            if (parser.Parse() is not { } call) continue;
            if (_calls.Count == _options.MaximumCalls)
            {
                IsFull = true;
                _errors.Add(file, records.LineNumber, CallRecordErrorCodes.CallsTooMany,
                    $"More than {_options.MaximumCalls} calls; reading stops. Give fewer files or raise the limit.");
                return;
            }

            _calls.Add(call);
        }
    }

    private CsvRecordStatus ReadNext(CsvRecordReader records)
    {
        CsvRecordStatus status;
        do
        {
            status = records.Read();
            _lineNumber = records.LineNumber;
        }
        while (status == CsvRecordStatus.Record && records.FieldCount == 1 && records.Field(0).IsEmpty);

        return status;
    }

    private void ReportBroken(CsvRecordReader records, string file, CsvRecordStatus status)
    {
        var (code, message) = status switch
        {
            CsvRecordStatus.TooLong => (CallRecordErrorCodes.RecordTooLong,
                $"The line is longer than {_options.MaximumRecordLength} characters; shorten it or raise the limit."),
            CsvRecordStatus.QuoteUnclosed => (CallRecordErrorCodes.QuoteUnclosed,
                "A quoted value on this line is never closed; end it with a quote, and double quotes inside it."),
            _ => (CallRecordErrorCodes.QuoteInvalid,
                "A quoted value on this line is followed by text; put a comma after its closing quote."),
        };
        _errors.Add(file, records.LineNumber, code, message);
    }
}

namespace Redline.Simulator.Calls;

/// <summary>The codes of <see cref="CallRecordError"/>. They never change meaning; messages may.</summary>
public static class CallRecordErrorCodes
{
    /// <summary>The file is absent, may not be read, or breaks off; calls before the break are kept.</summary>
    public const string FileUnreadable = "calls.file.unreadable";

    /// <summary>The file has no header row, so nothing of it is read.</summary>
    public const string HeaderMissing = "calls.header.missing";

    /// <summary>The header lacks required columns, so nothing of the file is read.</summary>
    public const string ColumnsMissing = "calls.columns.missing";

    /// <summary>The header names a column twice, so nothing of the file is read.</summary>
    public const string ColumnsRepeated = "calls.columns.repeated";

    /// <summary>A record is longer than <see cref="CallRecordReaderOptions.MaximumRecordLength"/>.</summary>
    public const string RecordTooLong = "calls.record.too_long";

    /// <summary>A quoted value never ends; reading goes on with the line after the one it began on.</summary>
    public const string QuoteUnclosed = "calls.quote.unclosed";

    /// <summary>Something other than a comma or a line end follows a closing quote.</summary>
    public const string QuoteInvalid = "calls.quote.invalid";

    /// <summary>A record has more or fewer fields than the header.</summary>
    public const string FieldsCount = "calls.fields.count";

    /// <summary>The call names no queue.</summary>
    public const string QueueEmpty = "calls.queue.empty";

    /// <summary>The priority is not a whole number.</summary>
    public const string PriorityInvalid = "calls.priority.invalid";

    /// <summary>A time that every call needs is empty.</summary>
    public const string TimeMissing = "calls.time.missing";

    /// <summary>A time cannot be read.</summary>
    public const string TimeInvalid = "calls.time.invalid";

    /// <summary>One of <c>queued</c> and <c>left_queue</c> is given without the other.</summary>
    public const string WaitIncomplete = "calls.wait.incomplete";

    /// <summary><c>left_queue</c> is before <c>queued</c>.</summary>
    public const string WaitReversed = "calls.wait.reversed";

    /// <summary>One of <c>service_start</c> and <c>service_end</c> is given without the other.</summary>
    public const string ServiceIncomplete = "calls.service.incomplete";

    /// <summary><c>service_end</c> is before <c>service_start</c>.</summary>
    public const string ServiceReversed = "calls.service.reversed";

    /// <summary>The outcome is neither <c>answered</c> nor <c>abandoned</c>.</summary>
    public const string OutcomeUnknown = "calls.outcome.unknown";

    /// <summary>An abandoned call has a service time.</summary>
    public const string OutcomeContradicted = "calls.outcome.contradicted";

    /// <summary><see cref="CallRecordReaderOptions.MaximumCalls"/> is reached; nothing after it is read.</summary>
    public const string CallsTooMany = "calls.calls.too_many";
}

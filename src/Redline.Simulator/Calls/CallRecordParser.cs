using System.Globalization;

namespace Redline.Simulator.Calls;

/// <summary>Turns the records of one file into calls and logs every problem of a record, not only its first.</summary>
internal sealed class CallRecordParser(
    string file, CallColumns columns, CsvRecordReader records, CallRecordErrorLog errors, NameTable names)
{
    private readonly int _queue = columns.IndexOf(CallColumns.Queue);
    private readonly int _priority = columns.IndexOf(CallColumns.Priority);
    private readonly int _arrived = columns.IndexOf(CallColumns.Arrived);
    private readonly int _queued = columns.IndexOf(CallColumns.Queued);
    private readonly int _leftQueue = columns.IndexOf(CallColumns.LeftQueue);
    private readonly int _outcome = columns.IndexOf(CallColumns.Outcome);
    private readonly int _serviceStart = columns.IndexOf(CallColumns.ServiceStart);
    private readonly int _serviceEnd = columns.IndexOf(CallColumns.ServiceEnd);
    private readonly int _agent = columns.IndexOf(CallColumns.Agent);

    /// <summary>The call of the current record; null, with the reasons logged, when it is bad.</summary>
    internal CallRecord? Parse()
    {
        if (records.FieldCount != columns.FieldCount)
        {
            // With a field too many or too few every later value stands in the wrong column: one error, not nine.
            Report(CallRecordErrorCodes.FieldsCount,
                $"The line has {records.FieldCount} fields where the header has {columns.FieldCount}; "
                + "quote values that contain a comma.");
            return null;
        }

        var before = errors.Count;
        var queue = ReadQueue();
        var priority = ReadPriority();
        var arrived = ReadTime(_arrived, CallColumns.Arrived);
        if (records.Field(_arrived).IsEmpty)
        {
            Report(CallRecordErrorCodes.TimeMissing,
                $"Column '{CallColumns.Arrived}' is empty; every call needs the time it arrived.");
        }

        var (queued, leftQueue) = ReadPeriod(_queued, CallColumns.Queued, _leftQueue, CallColumns.LeftQueue,
            CallRecordErrorCodes.WaitIncomplete, CallRecordErrorCodes.WaitReversed);
        var (start, end) = ReadPeriod(_serviceStart, CallColumns.ServiceStart, _serviceEnd, CallColumns.ServiceEnd,
            CallRecordErrorCodes.ServiceIncomplete, CallRecordErrorCodes.ServiceReversed);
        var outcome = ReadOutcome();
        return errors.Count == before
            ? new CallRecord(queue, priority, arrived!.Value, queued, leftQueue, outcome, start, end, ReadAgent())
            : null;
    }

    private string ReadQueue()
    {
        var text = records.Field(_queue);
        if (text.IsEmpty)
            Report(CallRecordErrorCodes.QueueEmpty, $"Column '{CallColumns.Queue}' is empty; name the call's queue.");
        return names.Intern(text);
    }

    private string? ReadAgent()
    {
        var text = _agent < 0 ? default : records.Field(_agent);
        return text.IsEmpty ? null : names.Intern(text);
    }

    private int ReadPriority()
    {
        var text = _priority < 0 ? default : records.Field(_priority);
        if (text.IsEmpty) return 0;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority))
            return priority;
        Report(CallRecordErrorCodes.PriorityInvalid,
            $"Column '{CallColumns.Priority}': {Show(_priority)} is not a whole number; write one, or nothing.");
        return 0;
    }

    private CallOutcome ReadOutcome()
    {
        var text = records.Field(_outcome);
        if (text.Equals("answered", StringComparison.OrdinalIgnoreCase)) return CallOutcome.Answered;
        if (!text.Equals("abandoned", StringComparison.OrdinalIgnoreCase))
        {
            Report(CallRecordErrorCodes.OutcomeUnknown,
                $"Column '{CallColumns.Outcome}': {Show(_outcome)} is unknown; write answered or abandoned.");
        }
        else if (!records.Field(_serviceStart).IsEmpty)
        {
            Report(CallRecordErrorCodes.OutcomeContradicted,
                $"Column '{CallColumns.Outcome}': {Show(_outcome)}, yet '{CallColumns.ServiceStart}' is "
                + $"{Show(_serviceStart)}; write answered, or clear the service times.");
        }

        return CallOutcome.Abandoned;
    }

    private (long? From, long? To) ReadPeriod(
        int from, string fromColumn, int to, string toColumn, string incomplete, string reversed)
    {
        var begin = ReadTime(from, fromColumn);
        var end = ReadTime(to, toColumn);
        if (records.Field(from).IsEmpty != records.Field(to).IsEmpty)
        {
            var (given, absent, index) = records.Field(to).IsEmpty
                ? (fromColumn, toColumn, from)
                : (toColumn, fromColumn, to);
            Report(incomplete, $"Column '{given}' is {Show(index)} and '{absent}' is empty; give both or neither.");
        }

        if (end < begin)
        {
            Report(reversed,
                $"Column '{toColumn}': {Show(to)} is before '{fromColumn}' {Show(from)}; correct the wrong one.");
        }

        return (begin, end);
    }

    // Null for an empty field, too: whether it may be empty is for the caller to say.
    private long? ReadTime(int index, string column)
    {
        var text = records.Field(index);
        if (text.IsEmpty) return null;
        if (IsoInstant.TryParse(text, out var milliseconds)) return milliseconds;
        Report(CallRecordErrorCodes.TimeInvalid,
            $"Column '{column}': {Show(index)} is not a time; write ISO 8601 such as 1999-03-11T07:05:12 "
            + "(UTC unless it carries an offset).");
        return null;
    }

    private string Show(int index) => CallRecordErrorLog.Show(records.Field(index));

    private void Report(string code, string message) => errors.Add(file, records.LineNumber, code, message);
}

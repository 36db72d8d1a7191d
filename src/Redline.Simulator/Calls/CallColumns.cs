namespace Redline.Simulator.Calls;

/// <summary>
/// Where a file keeps its columns. Names are compared without regard to case; columns it does not know are ignored.
/// </summary>
internal sealed class CallColumns
{
    internal const string Queue = "queue";
    internal const string Priority = "priority";
    internal const string Arrived = "arrived";
    internal const string Queued = "queued";
    internal const string LeftQueue = "left_queue";
    internal const string Outcome = "outcome";
    internal const string ServiceStart = "service_start";
    internal const string ServiceEnd = "service_end";
    internal const string Agent = "agent";

    private static readonly string[] Required =
        [Queue, Arrived, Queued, LeftQueue, Outcome, ServiceStart, ServiceEnd];

    private static readonly string[] Optional = [Priority, Agent];

    private readonly Dictionary<string, int> _indices = new(StringComparer.OrdinalIgnoreCase);

    private CallColumns(CsvRecordReader header)
    {
        FieldCount = header.FieldCount;
        for (var index = 0; index < header.FieldCount; index++)
        {
            var name = header.Field(index).ToString();
            if (!_indices.TryAdd(name, index) && IsKnown(name)) Repeated.Add(name);
        }

        Missing = [.. Required.Where(name => !_indices.ContainsKey(name))];
    }

    internal int FieldCount { get; }

    private List<string> Missing { get; }

    private List<string> Repeated { get; } = [];

    /// <summary>
    /// The columns of a header record; null, with every reason logged, when calls cannot be read by it.
    /// </summary>
    internal static CallColumns? Resolve(CsvRecordReader header, string file, CallRecordErrorLog errors)
    {
        var columns = new CallColumns(header);
        if (columns.Missing.Count > 0)
        {
            errors.Add(file, header.LineNumber, CallRecordErrorCodes.ColumnsMissing,
                $"The header lacks {string.Join(", ", columns.Missing)}; the first line must name the columns "
                + $"{string.Join(", ", Required)} in any order.");
        }

        if (columns.Repeated.Count > 0)
        {
            errors.Add(file, header.LineNumber, CallRecordErrorCodes.ColumnsRepeated,
                $"The header names {string.Join(", ", columns.Repeated)} more than once; keep one of each name.");
        }

        return columns.Missing.Count + columns.Repeated.Count > 0 ? null : columns;
    }

    /// <summary>Index of a column in each record; -1: the file has no such column.</summary>
    internal int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    private static bool IsKnown(string name) =>
        Required.Concat(Optional).Contains(name, StringComparer.OrdinalIgnoreCase);
}

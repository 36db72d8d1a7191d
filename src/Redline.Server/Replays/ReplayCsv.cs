using System.Text;
using Redline.Engine.Alerts;

namespace Redline.Server.Replays;

/// <summary>
/// Writes the rows of a replay: <c>stream,queue,mediaType,severity,triggered,resolved</c>, ISO instants with
/// milliseconds and Z, an open alert's <c>resolved</c> empty, values quoted where RFC 4180 asks for it.
/// </summary>
public static class ReplayCsv
{
    /// <summary>Writes header and rows.</summary>
    public static void Write(TextWriter output, IEnumerable<ReplayRow> rows)
    {
        output.Write("stream,queue,mediaType,severity,triggered,resolved\n");
        var line = new StringBuilder();
        foreach (var row in rows)
        {
            line.Clear();
            Append(line, row.Stream).Append(',');
            Append(line, row.QueueId).Append(',');
            Append(line, row.MediaType ?? "").Append(',');
            line.Append(row.Severity == Severity.Warning ? "WARNING" : "CRITICAL").Append(',');
            line.Append(row.TriggeredAt).Append(',');
            if (row.ResolvedAt is { } resolved) line.Append(resolved);
            output.Write(line.Append('\n'));
        }
    }

    private static StringBuilder Append(StringBuilder line, string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? line.Append(value)
            : line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
}

using System.Text;
using Redline.Simulator.Calls;

namespace Redline.Simulator.Tests.Calls;

/// <summary>Reads calls from text in a test.</summary>
internal static class CallsText
{
    internal const string Header =
        "call,queue,priority,arrived,queued,left_queue,outcome,service_start,service_end,agent";

    internal static CallRecordSet ReadLines(params string[] lines) => Read(string.Join('\n', [Header, .. lines, ""]));

    internal static CallRecordSet Read(string text, CallRecordReaderOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options);

    internal static CallRecordSet Read(byte[] bytes, CallRecordReaderOptions? options = null)
    {
        using var content = new MemoryStream(bytes);
        return CallRecordReader.Read(content, "calls.csv", options);
    }

    internal static long Milliseconds(string utc) => DateTimeOffset.Parse(
        utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal)
        .ToUnixTimeMilliseconds();
}

using System.Text;
using System.Text.Json;

namespace Redline.Bench;

/// <summary>A message of the size and kind a platform sends for one queue: 19 metrics, some 1.7 kB of JSON.</summary>
internal static class PlatformMessage
{
    private const int Messages = 50_000;
    private const int MetricCount = 19;

    private static readonly byte[] Bytes = Make();

    /// <summary>Messages per second of reading every token and nothing else.</summary>
    public static double MeasureWalk()
    {
        var tokens = 0L;
        var start = CpuClock.Nanoseconds;
        for (var i = 0; i < Messages; i++)
        {
            var reader = new Utf8JsonReader(Bytes);
            while (reader.Read()) tokens++;
        }

        var seconds = CpuClock.SecondsSince(start);
        if (tokens == 0) throw new InvalidOperationException("Nothing was read.");
        return Messages / seconds;
    }

    private static byte[] Make()
    {
        var metrics = Enumerable.Range(0, MetricCount).Select(i =>
            $$$"""{"metric":"metricNumber{{{i:00}}}","qualifier":"ON_QUEUE","stats":{"count":{{{i * 37}}},"calculated":{{{i * 7.25}}}}}""");
        return Encoding.UTF8.GetBytes($$$"""
            {"topicName":"v2.analytics.queues.12345678-1234-1234-1234-123456789012.observations","version":"2","eventBody":
            {"group":{"queueId":"12345678-1234-1234-1234-123456789012","mediaType":"voice"},"data":[{"interval":
            "2026-03-11T10:00:00.000Z/2026-03-11T10:00:10.000Z","metrics":[{{{string.Join(',', metrics)}}}]}]}}
            """);
    }
}

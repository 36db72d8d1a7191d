using System.Text;
using System.Text.Json;

namespace Redline.Bench;

/// <summary>A message of the size and kind a platform sends for one queue: 19 metrics, some 1.7 kB of JSON.</summary>
internal static class PlatformMessage
{
    /// <summary>The queue it is of.</summary>
    public const string QueueId = "12345678-1234-1234-1234-123456789012";

    private const int Messages = 50_000;

    private static readonly string[] Metrics =
    [
        Line("oWaiting"), Line("oAlerting"), Line("oInteracting"), Line("oMemberUsers"), Line("oActiveUsers"),
        Line("oOnQueueUsers", "IDLE"), Line("oOnQueueUsers", "INTERACTING"), Line("oOnQueueUsers", "NOT_RESPONDING"), Line("oOnQueueUsers", "COMMUNICATING"),
        Line("oOffQueueUsers", "6a3af858-942f-489d"), Line("oOffQueueUsers", "9700-5f9bcdcdae9b"), Line("oOffQueueUsers", "1d1af111-b11c-11f1"),
        Line("oUserRoutingStatuses", "OFF_QUEUE"), Line("oUserRoutingStatuses", "IDLE"), Line("oUserRoutingStatuses", "INTERACTING"),
        Line("oUserRoutingStatuses", "NOT_RESPONDING"), Line("oUserPresences", "6a3af858-942f-489d"), Line("oUserPresences", "9700-5f9bcdcdae9b"),
        Line("oUserPresences", "1d1af111-b11c-11f1"),
    ];

    /// <summary>The message.</summary>
    public static byte[] Bytes { get; } = Encoding.UTF8.GetBytes($$$"""
        {"topicName":"v2.analytics.queues.{{{QueueId}}}.observations","version":"2","eventBody":
        {"group":{"queueId":"{{{QueueId}}}","mediaType":"voice"},"data":[{"interval":
        "2026-03-11T10:00:00.000Z/2026-03-11T10:00:00.000Z","metrics":[{{{string.Join(',', Metrics)}}}]}]},"metadata":{"CorrelationId":"290034f4-c3d7-46fd-8342-ee5bc859b7e9"}}
        """);

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

    private static string Line(string metric, string? qualifier = null) => qualifier is null
        ? $$$"""{"metric":"{{{metric}}}","stats":{"count":37}}"""
        : $$$"""{"metric":"{{{metric}}}","qualifier":"{{{qualifier}}}","stats":{"count":12}}""";
}

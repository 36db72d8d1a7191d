using System.Buffers;
using System.Text.Json;
using Redline.Simulator.Centre;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Observations;

/// <summary>Events of <c>v2.analytics.queues.{id}.activity</c>: the counts of calls and since when the oldest waits.</summary>
internal sealed class QueueActivitySource(CentreQueue queue) : ITopicSource
{
    private CallMetrics _told = CallMetrics.Of(queue);

    public IEnumerable<ReadOnlyMemory<byte>> Changes(long now)
    {
        var metrics = CallMetrics.Of(queue);
        if (metrics == _told) return [];
        _told = metrics;
        return [Body(metrics)];
    }

    private static ReadOnlyMemory<byte> Body(CallMetrics metrics)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            json.WriteStartObject();
            json.WriteString("mediaType", CentreQueue.Voice);
            json.WriteStartArray("data");
            Count(json, "oWaiting", metrics.Waiting);
            Count(json, "oInteracting", metrics.Interacting);
            Count(json, "oAlerting", metrics.Ringing);
            Longest(json, "oLongestWaiting", metrics.LongestWaiting);
            Longest(json, "oLongestInteracting", metrics.LongestInteracting);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Count(Utf8JsonWriter json, string metric, int count)
    {
        json.WriteStartObject();
        json.WriteString("metric", metric);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }

    private static void Longest(Utf8JsonWriter json, string metric, long? since)
    {
        if (since is not { } instant) return;
        json.WriteStartObject();
        json.WriteString("metric", metric);
        json.WriteNumber("calculatedMetricValue", instant);
        json.WriteEndObject();
    }
}

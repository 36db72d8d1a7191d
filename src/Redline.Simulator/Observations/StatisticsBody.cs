using System.Text.Json;

namespace Redline.Simulator.Observations;

/// <summary>What the events of <c>.observations</c> have around their metrics.</summary>
internal static class StatisticsBody
{
    internal static void Begin(Utf8JsonWriter json, string queueId, string? mediaType, string interval)
    {
        json.WriteStartObject();
        json.WriteStartObject("group");
        json.WriteString("queueId", queueId);
        if (mediaType is not null) json.WriteString("mediaType", mediaType);
        json.WriteEndObject();
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteString("interval", interval);
        json.WriteStartArray("metrics");
    }

    internal static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

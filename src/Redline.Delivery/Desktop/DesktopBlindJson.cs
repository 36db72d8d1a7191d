using System.Text.Json;
using Redline.Delivery.Routing;

namespace Redline.Delivery.Desktop;

/// <summary>Spells for desktops what of a source is not seen.</summary>
internal static class DesktopBlindJson
{
    // Further ones are counted: nobody reads a hundred names.
    private const int MaxQueues = 100;

    public static void Write(Utf8JsonWriter json, RoutedBlind blind)
    {
        json.WriteStartObject();
        json.WriteString("blindId", blind.Id);
        json.WriteString("source", blind.Blindness.SourceId);
        json.WriteString("cause", blind.Blindness.Cause.ToString().ToUpperInvariant());
        json.WriteString("since", blind.Blindness.Since.ToString());
        json.WriteString("endedAt", blind.EndedAt?.ToString());
        json.WriteNumber("queueCount", blind.Queues.Count);
        json.WriteStartArray("queues");
        foreach (var queue in blind.Queues.Take(MaxQueues))
        {
            json.WriteStartObject();
            json.WriteString("queueId", queue.QueueId);
            json.WriteString("queueName", queue.QueueName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

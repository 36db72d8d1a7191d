using System.Buffers;
using System.Text.Json;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Delivery.Desktop;

/// <summary>
/// Spells the server's frames of the desktop protocol (docs/desktop-protocol.md), each once: the bytes go to every
/// desktop as they are. UTF-8 JSON. Any thread.
/// </summary>
public static class DesktopFrames
{
    /// <summary>The version of the protocol spoken.</summary>
    public const int Protocol = 1;

    /// <summary>The first frame of a session.</summary>
    public static byte[] Hello(string epoch, long offset, Instant now, double speed, int heartbeatSeconds, string personId, string personName, string role) =>
        Write("hello", json =>
        {
            json.WriteNumber("protocol", Protocol);
            json.WriteString("epoch", epoch);
            json.WriteNumber("offset", offset);
            json.WriteStartObject("clock");
            json.WriteString("now", now.ToString());
            json.WriteNumber("speed", speed);
            json.WriteEndObject();
            json.WriteNumber("heartbeatSeconds", heartbeatSeconds);
            json.WriteStartObject("person");
            json.WriteString("id", personId);
            json.WriteString("name", personName);
            json.WriteString("role", role);
            json.WriteEndObject();
        });

    /// <summary>The complete list of open alerts.</summary>
    public static byte[] Reset(string epoch, long offset, IEnumerable<RoutedAlert> alerts) => Write("reset", json =>
    {
        json.WriteString("epoch", epoch);
        json.WriteNumber("offset", offset);
        json.WriteStartArray("alerts");
        foreach (var alert in alerts) WriteAlert(json, alert);
        json.WriteEndArray();
    });

    /// <summary>One alert in its whole state.</summary>
    public static byte[] Alert(long offset, RoutedAlert alert) => Write("alert", json =>
    {
        json.WriteNumber("offset", offset);
        json.WriteString("presentation", "TOAST");
        json.WritePropertyName("alert");
        WriteAlert(json, alert);
    });

    /// <summary>Live values of queues: all of them when <paramref name="complete"/>, else those that changed.</summary>
    public static byte[] Metrics(Instant at, bool complete, IEnumerable<QueueView> queues) => Write("metrics", json =>
    {
        json.WriteString("at", at.ToString());
        json.WriteBoolean("complete", complete);
        json.WriteStartArray("queues");
        foreach (var queue in queues) WriteQueue(json, queue);
        json.WriteEndArray();
    });

    /// <summary>The answer to a ping.</summary>
    public static byte[] Pong(long id) => Write("pong", json => json.WriteNumber("id", id));

    /// <summary>The last frame of a session.</summary>
    public static byte[] Closing(DesktopClosing closing) => Write("closing", json =>
    {
        json.WriteString("code", closing.Code);
        json.WriteString("message", closing.Message);
        json.WriteBoolean("reconnect", closing.Reconnect);
    });

    private static byte[] Write(string type, Action<Utf8JsonWriter> fields)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            fields(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteAlert(Utf8JsonWriter json, RoutedAlert routed)
    {
        var alert = routed.Alert;
        json.WriteStartObject();
        json.WriteString("alertId", alert.Id);
        json.WriteNumber("revision", routed.Revision);
        json.WriteString("state", routed.ResolvedAt is null ? "TRIGGERED" : "RESOLVED");
        json.WriteString("severity", alert.Severity == Severity.Warning ? "WARNING" : "CRITICAL");
        json.WriteNumber("priority", routed.Priority);
        json.WriteString("streamId", alert.Fingerprint.StreamId);
        json.WriteString("streamName", routed.StreamName);
        json.WriteString("queueId", alert.Fingerprint.QueueId);
        json.WriteString("queueName", alert.Evidence.QueueName);
        json.WriteString("mediaType", alert.Fingerprint.MediaType);
        if (alert.Evidence.Threshold is { } threshold) json.WriteNumber("threshold", threshold);
        else json.WriteNull("threshold");
        WriteEvidence(json, alert.Evidence);
        json.WriteString("openedAt", alert.OpenedAt.ToString());
        json.WriteString("triggeredAt", alert.TriggeredAt.ToString());
        json.WriteString("resolvedAt", routed.ResolvedAt?.ToString());
        json.WriteString("resolvedReason", routed.ResolvedReason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : null);
        json.WriteBoolean("test", false);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, AlertEvidence evidence)
    {
        json.WriteStartObject("metrics");
        foreach (var (name, value) in evidence.Metrics) json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteStartArray("comparisons");
        foreach (var comparison in evidence.Comparisons)
        {
            // Arithmetic is of no field, and desktops refuse a whole frame (or reset) for a comparison without one.
            if (comparison.Field is null) continue;
            json.WriteStartObject();
            json.WriteString("field", comparison.Field);
            json.WriteString("operator", comparison.Operator);
            json.WriteNumber("threshold", comparison.Threshold);
            json.WriteNumber("value", comparison.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteQueue(Utf8JsonWriter json, QueueView queue)
    {
        json.WriteStartObject();
        json.WriteString("queueId", queue.QueueId);
        json.WriteString("queueName", queue.QueueName);
        json.WriteString("mediaType", queue.MediaType);
        json.WriteNumber("waitingCount", queue.WaitingCount ?? 0);
        json.WriteString("oldestWaitingSince", queue.OldestWaitingSince?.ToString());
        json.WriteString("state", queue.Sight switch
        {
            QueueSight.Live => "LIVE",
            QueueSight.Warming => "WARMING",
            _ => "BLIND",
        });
        json.WriteEndObject();
    }
}

using System.Buffers;
using System.Text.Json;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Messages;
using Redline.Engine.Queues;
using Redline.Engine.Streams;

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
    public static byte[] Hello(string epoch, long offset, Instant now, double speed, int heartbeatSeconds, string sessionId, string personId, string personName, string role) =>
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
            json.WriteString("sessionId", sessionId);
            json.WriteStartObject("person");
            json.WriteString("id", personId);
            json.WriteString("name", personName);
            json.WriteString("role", role);
            json.WriteEndObject();
        });

    /// <summary>The complete list of open alerts, of messages that have not expired, and of what is not seen.</summary>
    public static byte[] Reset(
        string epoch, long offset, IReadOnlyCollection<RoutedAlert> alerts, IEnumerable<RoutedMessage> messages,
        IEnumerable<RoutedBlind>? blind = null) => Write("reset", json =>
    {
        json.WriteString("epoch", epoch);
        json.WriteNumber("offset", offset);
        json.WriteStartArray("alerts");
        foreach (var alert in alerts) DesktopAlertJson.Write(json, alert);
        json.WriteEndArray();
        WritePresentations(json, alerts);
        json.WriteStartArray("messages");
        foreach (var message in messages) WriteMessage(json, message.Message);
        json.WriteEndArray();
        json.WriteStartArray("blind");
        foreach (var unseen in blind ?? []) DesktopBlindJson.Write(json, unseen);
        json.WriteEndArray();
    });

    /// <summary>One alert in its whole state.</summary>
    public static byte[] Alert(long offset, RoutedAlert alert) => Write("alert", json =>
    {
        json.WriteNumber("offset", offset);
        json.WriteString("presentation", DesktopAlertJson.Word(alert.Presentation));
        json.WritePropertyName("alert");
        DesktopAlertJson.Write(json, alert);
    });

    /// <summary>A message somebody sent.</summary>
    public static byte[] Message(long offset, RoutedMessage message) => Write("message", json =>
    {
        json.WriteNumber("offset", offset);
        json.WritePropertyName("message");
        WriteMessage(json, message.Message);
    });

    /// <summary>What of a source is not seen, or that it is seen again.</summary>
    public static byte[] Blind(long offset, RoutedBlind blind) => Write("blind", json =>
    {
        json.WriteNumber("offset", offset);
        json.WritePropertyName("blind");
        DesktopBlindJson.Write(json, blind);
    });

    /// <summary>An alert is no longer this person's to see.</summary>
    public static byte[] Withdrawn(long offset, string alertId) => Write("withdrawn", json =>
    {
        json.WriteNumber("offset", offset);
        json.WriteString("alertId", alertId);
    });

    /// <summary>The person has hidden an alert, on whichever desktop, up to a severity.</summary>
    public static byte[] Hidden(string alertId, Severity severity) => Write("hidden", json =>
    {
        json.WriteString("alertId", alertId);
        json.WriteString("severity", DesktopAlertJson.Word(severity));
    });

    /// <summary>How the desktop's registration stands; <paramref name="expires"/> is wall time.</summary>
    public static byte[] Registration(string registrationId, string state, DateTimeOffset expires) => Write("registration", json =>
    {
        json.WriteString("registrationId", registrationId);
        json.WriteString("state", state);
        json.WriteString("expires", Instant.From(expires).ToString());
    });

    /// <summary>What became of something the desktop asked.</summary>
    /// <param name="requestId">The desktop's own name of what it asked.</param>
    /// <param name="code">Why it was refused; null: it was done.</param>
    /// <param name="message">The same for people; null: it was done.</param>
    /// <param name="ownerName">Who has the alert already; null: nobody, or it does not matter.</param>
    public static byte[] Answer(string requestId, string? code = null, string? message = null, string? ownerName = null) => Write("answer", json =>
    {
        json.WriteString("requestId", requestId);
        json.WriteBoolean("ok", code is null);
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteString("ownerName", ownerName);
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

    // An alert of a reset that is not named here is a toast.
    private static void WritePresentations(Utf8JsonWriter json, IEnumerable<RoutedAlert> alerts)
    {
        json.WriteStartArray("presentations");
        foreach (var routed in alerts.Where(a => a.Presentation != Presentation.Toast))
        {
            json.WriteStartObject();
            json.WriteString("alertId", routed.Alert.Id);
            json.WriteString("presentation", DesktopAlertJson.Word(routed.Presentation));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, Message message)
    {
        json.WriteStartObject();
        json.WriteString("messageId", message.FormatId());
        json.WriteString("severity", message.Severity.ToString().ToUpperInvariant());
        json.WriteString("title", message.Title);
        json.WriteString("text", message.Text);
        json.WriteString("queueId", message.QueueId);
        json.WriteString("sentAt", message.SentAt.ToString());
        json.WriteString("expiresAt", message.ExpiresAt.ToString());
        json.WriteEndObject();
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

using System.Text.Json;
using Redline.Delivery.Routing;
using Redline.Engine.Alerts;
using Redline.Engine.Streams;

namespace Redline.Delivery.Desktop;

/// <summary>Spells an alert for desktops, in its whole state. Any thread.</summary>
internal static class DesktopAlertJson
{
    /// <summary>The word of a severity.</summary>
    public static string Word(Severity severity) => severity == Severity.Warning ? "WARNING" : "CRITICAL";

    /// <summary>The word of a presentation.</summary>
    public static string Word(Presentation presentation) => presentation == Presentation.Banner ? "BANNER" : "TOAST";

    /// <summary>Writes an alert as an object.</summary>
    public static void Write(Utf8JsonWriter json, RoutedAlert routed)
    {
        var alert = routed.Alert;
        json.WriteStartObject();
        json.WriteString("alertId", alert.Id);
        json.WriteNumber("revision", routed.Revision);
        json.WriteString("state", StateOf(routed));
        json.WriteString("severity", Word(alert.Severity));
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
        if (alert.NextUpdateAt is { } next) json.WriteString("nextUpdateAt", next.ToString()); // almost never: frames stay short
        json.WriteString("resolvedAt", routed.ResolvedAt?.ToString());
        json.WriteString("resolvedReason", routed.ResolvedReason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : null);
        WriteAcknowledgement(json, routed);
        json.WriteBoolean("test", false);
        json.WriteEndObject();
    }

    private static string StateOf(RoutedAlert routed) =>
        routed.ResolvedAt is not null ? "RESOLVED" : routed.Alert.Acknowledgement is null ? "TRIGGERED" : "ACKNOWLEDGED";

    private static void WriteAcknowledgement(Utf8JsonWriter json, RoutedAlert routed)
    {
        json.WritePropertyName("acknowledgement");
        if (routed.Alert.Acknowledgement is not { } taken)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("personId", taken.PersonId);
        json.WriteString("name", routed.OwnerName ?? taken.PersonId);
        json.WriteString("at", taken.At.ToString());
        json.WriteString("note", taken.Note);
        if (taken.Severity is { } severity) json.WriteString("severity", Word(severity));
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
}

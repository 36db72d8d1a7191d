using System.Globalization;
using System.Text.Json;
using Redline.Delivery.Desktop;
using Redline.Engine.Alerts;

namespace Redline.Server.Desktop;

/// <summary>Reads the frames of desktops. Unknown fields of a known type are ignored. Any thread.</summary>
internal static class ClientFrameReader
{
    private const int MaxDepth = 16;
    private const int MaxToken = 1024;
    private const int MaxId = 200;

    /// <summary>Reads a frame; null when it is not one of this protocol. Never throws.</summary>
    public static ClientFrame? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads a frame that is valid Unicode throughout; null when it is not one of this protocol.</summary>
    public static ClientFrame? Read(JsonElement json) => json.ValueKind != JsonValueKind.Object ? null : TextOf(json, "type", MaxId) switch
    {
        "hello" => ReadHello(json),
        "ping" => WholeOf(json, "id") is { } id ? new PingFrame(id) : null,
        "receipt" => ReadReceipt(json),
        "acknowledge" => ReadAcknowledge(json),
        "hide" => ReadHide(json),
        "token" => TextOf(json, "token", MaxToken) is { } token ? new TokenFrame(token) : null,
        _ => null,
    };

    private static HelloFrame? ReadHello(JsonElement json)
    {
        if (WholeOf(json, "protocol") is not { } protocol || protocol is < int.MinValue or > int.MaxValue) return null;

        // Another version's hello may look otherwise; that it is another is all there is to know of it.
        if (protocol != DesktopFrames.Protocol) return new((int)protocol, "", "", null);
        if (TextOf(json, "token", MaxToken) is not { } token) return null;
        if (TextOf(json, "registrationId", MaxId) is not { } registrationId) return null;
        if (!json.TryGetProperty("position", out var position) || position.ValueKind == JsonValueKind.Null)
            return new((int)protocol, token, registrationId, null);
        if (position.ValueKind != JsonValueKind.Object || TextOf(position, "epoch", MaxId) is not { } epoch) return null;
        return WholeOf(position, "offset") is { } offset ? new((int)protocol, token, registrationId, new(epoch, offset)) : null;
    }

    private static ReceiptFrame? ReadReceipt(JsonElement json)
    {
        if (AlertOf(json) is not { } alert || WholeOf(json, "revision") is not { } revision || revision is < 1 or > int.MaxValue) return null;
        return (TextOf(json, "receipt", MaxId), TextOf(json, "by", MaxId)) switch
        {
            ("received", _) => new(alert, (int)revision, null),
            ("rendered", var by and ("WIDGET" or "HANDLER")) => new(alert, (int)revision, by),
            _ => null,
        };
    }

    private static AcknowledgeFrame? ReadAcknowledge(JsonElement json)
    {
        if (TextOf(json, "requestId", MaxId) is not { } request || AlertOf(json) is not { } alert) return null;
        if (!json.TryGetProperty("note", out var note) || note.ValueKind == JsonValueKind.Null) return new(request, alert, null);
        return TextOf(json, "note", Acknowledgement.MaxNoteLength) is { } text ? new(request, alert, text) : null;
    }

    private static HideFrame? ReadHide(JsonElement json)
    {
        if (TextOf(json, "requestId", MaxId) is not { } request || AlertOf(json) is not { } alert) return null;
        return TextOf(json, "severity", MaxId) switch
        {
            "WARNING" => new(request, alert, Severity.Warning),
            "CRITICAL" => new(request, alert, Severity.Critical),
            _ => null,
        };
    }

    private static long? AlertOf(JsonElement json) =>
        TextOf(json, "alertId", MaxId) is ['A', .. var digits]
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? WholeOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    // A text that is there and not empty; one with control characters has no business in a frame.
    private static string? TextOf(JsonElement json, string name, int maxLength) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
        && text.Length <= maxLength && !text.Any(char.IsControl) ? text : null;
}

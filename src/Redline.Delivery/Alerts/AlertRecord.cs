using System.Globalization;
using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Codecs;

namespace Redline.Delivery.Alerts;

/// <summary>Where an alert stands, as it is kept and told.</summary>
public enum AlertState
{
    /// <summary>It is open and nobody has it.</summary>
    Triggered,

    /// <summary>It is open and somebody has it.</summary>
    Acknowledged,

    /// <summary>It is over.</summary>
    Resolved,
}

/// <summary>An alert as the records keep it: its whole state after the last event about it. Immutable.</summary>
/// <param name="Alert">The alert as it stands, or as it last stood.</param>
/// <param name="StreamName">The name its stream had at that event.</param>
/// <param name="Priority">The priority its stream had at that event.</param>
/// <param name="ResolvedAt">When it resolved; null: it is open.</param>
/// <param name="ResolvedReason">Why it resolved; null: it is open.</param>
public sealed record AlertRecord(
    Alert Alert, string StreamName, int Priority, Instant? ResolvedAt = null, ResolveReason? ResolvedReason = null)
{
    /// <summary>Where alerts are kept: one record each, sorted by its number.</summary>
    public const string Collection = "alerts";

    /// <summary>Where it stands.</summary>
    public AlertState State =>
        ResolvedAt is not null ? AlertState.Resolved : Alert.Acknowledgement is null ? AlertState.Triggered : AlertState.Acknowledged;

    /// <summary>1 when it triggered, one more with each event about it, the last one included.</summary>
    public int Revision => ResolvedAt is null ? Alert.Revision : Alert.Revision + 1;

    /// <summary>The key of an alert's record.</summary>
    public static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The write that keeps it.</summary>
    public RecordWrite ToWrite() => new(Collection, KeyOf(Alert.Number), Alert.Number, Encode());

    /// <summary>The write that removes an alert.</summary>
    public static RecordWrite ToRemoval(long number) => new(Collection, KeyOf(number), number, ReadOnlyMemory<byte>.Empty);

    /// <summary>The body of the record, UTF-8 JSON.</summary>
    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("state", State.ToString().ToUpperInvariant());
            json.WriteString("streamName", StreamName);
            json.WriteNumber("priority", Priority);
            if (ResolvedAt is { } at) json.WriteNumber("resolvedAt", at.Milliseconds);
            if (ResolvedReason is { } reason) json.WriteString("resolvedReason", reason.ToString());
            json.WritePropertyName("alert");
            json.WriteRawValue(StateCodec.Encode(Alert));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a record's body.</summary>
    /// <exception cref="FormatException">The bytes are not those of an alert this version knows.</exception>
    public static AlertRecord Decode(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return new(
                StateCodec.DecodeAlert(System.Text.Encoding.UTF8.GetBytes(root.GetProperty("alert").GetRawText())),
                root.GetProperty("streamName").GetString()!,
                root.GetProperty("priority").GetInt32(),
                root.TryGetProperty("resolvedAt", out var at) ? new Instant(at.GetInt64()) : null,
                root.TryGetProperty("resolvedReason", out var reason) ? Enum.Parse<ResolveReason>(reason.GetString()!) : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"An alert that was kept cannot be read: {e.Message}", e);
        }
    }
}

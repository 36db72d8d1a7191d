using System.Text.Json;

namespace Redline.Server.Desktop;

/// <summary>A frame a desktop sent. A closed set; unknown fields of a known type are ignored.</summary>
internal abstract record ClientFrame
{
    /// <summary>The largest frame, bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxDepth = 16;

    /// <summary>Reads a frame; null when it is not one of this protocol. Never throws.</summary>
    public static ClientFrame? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ClientFrame? Read(JsonElement json) => TextOf(json, "type") switch
    {
        "hello" => ReadHello(json),
        "ping" when json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var n) => new PingFrame(n),
        _ => null,
    };

    private static HelloFrame? ReadHello(JsonElement json)
    {
        if (!json.TryGetProperty("protocol", out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var protocol)) return null;
        if (TextOf(json, "token") is not { Length: > 0 } token || !HasPosition(json)) return null;
        return new HelloFrame(protocol, token);
    }

    // Reserved: this version answers any position with a reset, but one that is malformed is a mistake of the client.
    private static bool HasPosition(JsonElement json)
    {
        if (!json.TryGetProperty("position", out var position) || position.ValueKind == JsonValueKind.Null) return true;
        return position.ValueKind == JsonValueKind.Object && TextOf(position, "epoch") is not null
            && position.TryGetProperty("offset", out var offset) && offset.ValueKind == JsonValueKind.Number && offset.TryGetInt64(out _);
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The first frame of a desktop.</summary>
/// <param name="Protocol">The version it speaks.</param>
/// <param name="Token">Its bearer token.</param>
internal sealed record HelloFrame(int Protocol, string Token) : ClientFrame
{
    /// <summary>Without the token: a record's text ends up in logs.</summary>
    public override string ToString() => $"hello protocol {Protocol}";
}

/// <summary>Asks for a pong.</summary>
/// <param name="Id">Comes back in the answer.</param>
internal sealed record PingFrame(long Id) : ClientFrame;

using System.Net;
using System.Text.Json;

namespace Redline.GenesysCloud.Access;

/// <summary>Reads what the platform says of a request it refuses. Any field may be missing; then the status must do.</summary>
internal static class ErrorBody
{
    private const int MaxMessage = 300;

    public static ApiFailure Read(HttpStatusCode status, ReadOnlyMemory<byte> body, string? correlationId, TimeSpan? retryAfter)
    {
        var (code, message) = ReadBody(body);
        return new(KindOf(status), (int)status, code, message ?? $"The platform answered {(int)status}.", correlationId, retryAfter);
    }

    private static ApiFailureKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => ApiFailureKind.Token,
        HttpStatusCode.Forbidden => ApiFailureKind.Permission,
        HttpStatusCode.NotFound => ApiFailureKind.NotFound,
        HttpStatusCode.TooManyRequests => ApiFailureKind.Throttled,
        >= HttpStatusCode.InternalServerError => ApiFailureKind.Unreachable,
        _ => ApiFailureKind.Refused,
    };

    private static (string? Code, string? Message) ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return default;
            return (Text(root, "code") ?? Text(root, "error"), Text(root, "message") ?? Text(root, "error_description") ?? Text(root, "description"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!;
        return new string([.. text.Take(MaxMessage).Select(c => char.IsControl(c) ? ' ' : c)]);
    }
}

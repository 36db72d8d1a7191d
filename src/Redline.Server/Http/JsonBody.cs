using System.Text.Json;

namespace Redline.Server.Http;

/// <summary>A request's JSON body, or why there is none.</summary>
/// <param name="Json">The body; null when refused. Dispose it.</param>
/// <param name="Refusal">What to answer; null when there is a body.</param>
internal readonly record struct JsonBody(JsonDocument? Json, IResult? Refusal)
{
    private const int MaxDepth = 128;

    /// <summary>Reads a body of at most <paramref name="maxBytes"/>; never throws for what a caller sent.</summary>
    public static async ValueTask<JsonBody> ReadAsync(HttpContext http, int maxBytes)
    {
        if (!http.Request.HasJsonContentType())
            return Refuse(http, StatusCodes.Status415UnsupportedMediaType, "body.type", "Send JSON with Content-Type: application/json.");
        if (http.Request.ContentLength > maxBytes) return TooLarge(http, maxBytes);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            {
                if (bytes.Length + read > maxBytes) return TooLarge(http, maxBytes);
                bytes.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(http, e.StatusCode, "body.unreadable", "The body could not be read to its end.");
        }

        try
        {
            return new(JsonDocument.Parse(bytes.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth }), null);
        }
        catch (JsonException e)
        {
            return Refuse(http, StatusCodes.Status400BadRequest, "body.json", $"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    private static JsonBody TooLarge(HttpContext http, int maxBytes) => Refuse(
        http, StatusCodes.Status413PayloadTooLarge, "body.too.large", $"The body is larger than {maxBytes / 1024} KiB; send less at once.");

    private static JsonBody Refuse(HttpContext http, int status, string code, string message) =>
        new(null, ApiResults.Refuse(http, status, code, message));
}

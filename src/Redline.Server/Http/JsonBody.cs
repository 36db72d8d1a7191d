using System.Text.Json;
using System.Text.Unicode;

namespace Redline.Server.Http;

/// <summary>A request's JSON body, or why there is none.</summary>
/// <param name="Json">The body; null when refused. Dispose it.</param>
/// <param name="Refusal">What to answer; null when there is a body.</param>
internal readonly record struct JsonBody(JsonDocument? Json, IResult? Refusal)
{
    private const int MaxDepth = 128;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

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
            var utf8 = bytes.ToArray();
            if (!IsText(utf8))
                return Refuse(http, StatusCodes.Status400BadRequest, "body.text", "The body holds a text that is not Unicode: invalid UTF-8, or half of a surrogate pair.");
            return new(JsonDocument.Parse(utf8, Options), null);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $"line {line + 1}, byte {e.BytePositionInLine + 1}" : "a property is given twice";
            return Refuse(http, StatusCodes.Status400BadRequest, "body.json", $"The body is not JSON, or nested deeper than {MaxDepth}: {where}.");
        }
    }

    // Checked before anybody asks for a text: what reads it later would fail there, in the middle of its work.
    private static bool IsText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return false;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }

        return true;
    }

    private static JsonBody TooLarge(HttpContext http, int maxBytes) => Refuse(
        http, StatusCodes.Status413PayloadTooLarge, "body.too.large", $"The body is larger than {maxBytes / 1024} KiB; send less at once.");

    private static JsonBody Refuse(HttpContext http, int status, string code, string message) =>
        new(null, ApiResults.Refuse(http, status, code, message));
}

using Microsoft.Net.Http.Headers;

namespace Redline.Server.Http;

/// <summary>A request's body of a media type that is no JSON, or why there is none.</summary>
/// <param name="Bytes">The body; null when refused.</param>
/// <param name="Refusal">What to answer; null when there is a body.</param>
internal readonly record struct TextBody(byte[]? Bytes, IResult? Refusal)
{
    /// <summary>Reads a body of at most <paramref name="maxBytes"/>; never throws for what a caller sent.</summary>
    public static async ValueTask<TextBody> ReadAsync(HttpContext http, string mediaType, int maxBytes)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            return new(null, ApiResults.Refuse(http, StatusCodes.Status415UnsupportedMediaType, "body.type", $"Send Content-Type: {mediaType}."));
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
            {
                if (bytes.Length + read > maxBytes)
                    return new(null, ApiResults.Refuse(http, StatusCodes.Status413PayloadTooLarge, "body.too.large", $"The body is larger than {maxBytes / 1024} KiB; send less at once."));
                bytes.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException e)
        {
            return new(null, ApiResults.Refuse(http, e.StatusCode, "body.unreadable", "The body could not be read to its end."));
        }

        return new(bytes.ToArray(), null);
    }
}

using Redline.Server.Http;

namespace Redline.Server.Idempotency;

/// <summary>Reads a request's body whole, up to what the server takes at all.</summary>
internal static class BufferedBody
{
    /// <summary>The body, to be read again from its start; or why there is none.</summary>
    public static async ValueTask<(MemoryStream? Body, IResult? Refusal)> ReadAsync(HttpContext http)
    {
        var body = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            body.Position = 0;
            return (body, null);
        }
        catch (BadHttpRequestException e)
        {
            return (null, ApiResults.Refuse(http, e.StatusCode, "body.unreadable", "The body is too large or could not be read to its end."));
        }
    }
}

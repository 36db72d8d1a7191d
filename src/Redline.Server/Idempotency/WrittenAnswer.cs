namespace Redline.Server.Idempotency;

/// <summary>An answer whose status and headers are set and whose body is known.</summary>
/// <param name="body">The bytes; none: no body.</param>
internal sealed class WrittenAnswer(byte[] body) : IResult
{
    /// <summary>The bytes.</summary>
    public byte[] Body => body;

    /// <summary>Lets a result set status and headers, and takes its body for later.</summary>
    public static async Task<WrittenAnswer> OfAsync(HttpContext http, IResult result)
    {
        var original = http.Response.Body;
        using var bytes = new MemoryStream();
        http.Response.Body = bytes;
        try
        {
            await result.ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = original;
        }

        return new(bytes.ToArray());
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (body.Length == 0) return;
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}

using Microsoft.Extensions.Primitives;

namespace Redline.Server.Http;

/// <summary>
/// Lets pages of the allowed origins call /api and /oauth, and read /sdk (CORS). Never with credentials of the browser: callers prove who
/// they are with a token in a header, which no page sends by itself.
/// </summary>
internal sealed class CrossOrigin(RequestDelegate next, AllowedOrigins origins)
{
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private const string RequestHeaders = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, " + CorrelationIds.Header;
    private const string AnswerHeaders = "ETag, Location, Retry-After, WWW-Authenticate, Idempotent-Replayed, " + CorrelationIds.Header;
    private const string MaxAgeSeconds = "600";

    // The script too: a page that names its hash, or isolates itself, loads it by CORS.
    private static readonly PathString[] Paths = ["/api", "/oauth", "/sdk"];

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (!origins.HasAny || !Paths.Any(p => path.StartsWithSegments(p))) return next(http);

        // What one page is allowed must not be taken from a cache for another.
        http.Response.Headers.Append("Vary", "Origin");
        var origin = http.Request.Headers.Origin.ToString();
        var isPreflight = HttpMethods.IsOptions(http.Request.Method) && !StringValues.IsNullOrEmpty(http.Request.Headers.AccessControlRequestMethod);
        if (!origins.Names(origin))
        {
            return isPreflight
                ? ApiResults.WriteAsync(http, StatusCodes.Status403Forbidden, "origin.refused", "Pages of this origin are not allowed; the operator can add it to server.allowedOrigins.")
                : next(http);
        }

        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.AccessControlExposeHeaders = AnswerHeaders;
        if (!isPreflight) return next(http);
        http.Response.Headers.AccessControlAllowMethods = Methods;
        http.Response.Headers.AccessControlAllowHeaders = RequestHeaders;
        http.Response.Headers.AccessControlMaxAge = MaxAgeSeconds;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

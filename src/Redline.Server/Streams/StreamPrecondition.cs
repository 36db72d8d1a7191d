using Microsoft.Net.Http.Headers;
using Redline.Server.Http;

namespace Redline.Server.Streams;

/// <summary>What <c>If-Match</c> asks: which version a change is made on top of.</summary>
/// <param name="Expected">The version; null: the header is not there.</param>
/// <param name="Refusal">Why the request is refused; null: it is not.</param>
internal readonly record struct StreamPrecondition(int? Expected, IResult? Refusal)
{
    /// <summary>Reads the header against the current version; <c>*</c> is whatever there is.</summary>
    public static StreamPrecondition Read(HttpContext http, int currentVersion, bool required)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0)
            return new(null, required ? Missing(http) : null);
        if (!EntityTagHeaderValue.TryParseList(header, out var tags) || tags.Count == 0)
            return new(null, ApiResults.BadRequest(http, [new("header.malformed", "If-Match", "If-Match is the ETag of the stream as it was read: \"3\", with the quotes.")]));
        var current = StreamResults.ETag(currentVersion);
        return tags.Any(t => t.Tag == "*" || (!t.IsWeak && t.Tag == current))
            ? new(currentVersion, null)
            : new(null, StreamResults.VersionDiffers(http, currentVersion));
    }

    private static IResult Missing(HttpContext http) => ApiResults.Refuse(
        http, StatusCodes.Status428PreconditionRequired, "precondition.required",
        "Send If-Match with the ETag of the stream as you read it, so that nobody else's change is lost.",
        new ApiErrorDetail("precondition.required", "If-Match", "If-Match is missing."));
}

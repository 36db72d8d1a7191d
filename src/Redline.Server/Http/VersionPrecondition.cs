using Microsoft.Net.Http.Headers;

namespace Redline.Server.Http;

/// <summary>What <c>If-Match</c> asks: which version a change is made on top of. An ETag is the version in quotes.</summary>
/// <param name="Expected">The version; null: the header is not there.</param>
/// <param name="Refusal">Why the request is refused; null: it is not.</param>
internal readonly record struct VersionPrecondition(int? Expected, IResult? Refusal)
{
    /// <summary>Reads the header against the current version; <c>*</c> is whatever there is.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">What is changed, as codes begin: <c>queueSet</c>.</param>
    /// <param name="words">What is changed, in words: <c>queue set</c>.</param>
    /// <param name="currentVersion">The version there is.</param>
    /// <param name="required">Whether the header must be there.</param>
    public static VersionPrecondition Read(HttpContext http, string kind, string words, int currentVersion, bool required)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0) return new(null, required ? Missing(http, words) : null);
        if (!EntityTagHeaderValue.TryParseList(header, out var tags) || tags.Count == 0)
            return new(null, ApiResults.BadRequest(http, [new("header.malformed", "If-Match", $"If-Match is the ETag of the {words} as it was read: \"3\", with the quotes.")]));
        var current = ETag(currentVersion);
        return tags.Any(t => t.Tag == "*" || (!t.IsWeak && t.Tag == current))
            ? new(currentVersion, null)
            : new(null, Differs(http, kind, words, currentVersion));
    }

    /// <summary>412: the caller's version is not the one there is, which the ETag names.</summary>
    public static IResult Differs(HttpContext http, string kind, string words, int currentVersion)
    {
        http.Response.Headers.ETag = ETag(currentVersion);
        var code = kind + ".version.conflict";
        return ApiResults.Refuse(http, StatusCodes.Status412PreconditionFailed, code,
            $"The {words} is at version {currentVersion}; read it again and repeat the change on top of it.",
            new ApiErrorDetail(code, "If-Match", $"The current version is {ETag(currentVersion)}."));
    }

    /// <summary>The ETag of a version.</summary>
    public static string ETag(int version) => $"\"{version}\"";

    private static IResult Missing(HttpContext http, string words) => ApiResults.Refuse(
        http, StatusCodes.Status428PreconditionRequired, "precondition.required",
        $"Send If-Match with the ETag of the {words} as you read it, so that nobody else's change is lost.",
        new ApiErrorDetail("precondition.required", "If-Match", "If-Match is missing."));
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Redline.Engine;
using Redline.Server.Http;

namespace Redline.Server.Streams;

/// <summary>Answers about streams. An ETag is the version in quotes.</summary>
internal static class StreamResults
{
    // Relaxed, so that the text form reads as it was written; what is answered is JSON and never part of a page.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
        Converters = { new StreamAnswerConverter(), new StreamLintConverter() },
    };

    /// <summary>One stream, with its ETag.</summary>
    public static IResult One(HttpContext http, StreamAnswer answer, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = ETag(answer.Version);
        return Results.Json(answer, Options, statusCode: status);
    }

    /// <summary>A page of streams or versions.</summary>
    public static IResult Page(ApiPage<StreamAnswer> page) => Results.Json(page, Options);

    /// <summary>What was found of a body that is only looked at.</summary>
    public static IResult Validation(StreamValidation validation) => Results.Json(validation, Options);

    /// <summary>412: the caller's version is not the one there is, which the ETag names.</summary>
    public static IResult VersionDiffers(HttpContext http, int currentVersion)
    {
        http.Response.Headers.ETag = ETag(currentVersion);
        return ApiResults.Refuse(http, StatusCodes.Status412PreconditionFailed, EngineConflictException.Code,
            $"The stream is at version {currentVersion}; read it again and repeat the change on top of it.",
            new ApiErrorDetail(EngineConflictException.Code, "If-Match", $"The current version is {ETag(currentVersion)}."));
    }

    /// <summary>The ETag of a version.</summary>
    public static string ETag(int version) => $"\"{version}\"";
}

using System.Text.Encodings.Web;
using System.Text.Json;
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
        http.Response.Headers.ETag = VersionPrecondition.ETag(answer.Version);
        return Results.Json(answer, Options, statusCode: status);
    }

    /// <summary>A page of streams or versions.</summary>
    public static IResult Page(ApiPage<StreamAnswer> page) => Results.Json(page, Options);

    /// <summary>What was found of a body that is only looked at.</summary>
    public static IResult Validation(StreamValidation validation) => Results.Json(validation, Options);
}

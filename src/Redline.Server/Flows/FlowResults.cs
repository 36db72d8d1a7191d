using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Redline.Engine;
using Redline.Engine.Definitions;
using Redline.Engine.Flows;
using Redline.Server.Http;
using Redline.Server.Streams;

namespace Redline.Server.Flows;

/// <summary>Answers about flows. An ETag is the version in quotes.</summary>
internal static class FlowResults
{
    public const string Path = "/api/v2/flows";

    /// <summary>The flow changed since the caller read it.</summary>
    public const string Conflict = "flow.version.conflict";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 256,
        Converters = { new FlowAnswerConverter(), new StreamLintConverter() },
    };

    /// <summary>Where a flow is.</summary>
    public static string UriOf(string name) => $"{Path}/{Uri.EscapeDataString(name)}";

    /// <summary>A flow as it stands.</summary>
    public static FlowAnswer Current(FlowParts parts, DefinedFlow flow) => new(
        flow.Version, flow.DefinedAt, flow.Definition, UriOf(flow.Definition.Name),
        [.. parts.Streams.Where(s => s.Flow == flow.Definition.Name).Select(s => s.Id)], FlowLints.Of(flow.Definition, parts.Streams));

    /// <summary>One flow, with its ETag.</summary>
    public static IResult One(HttpContext http, FlowAnswer answer, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = ETag(answer.Version);
        return Json(answer, status);
    }

    /// <summary>Anything about flows.</summary>
    public static IResult Json<T>(T answer, int status = StatusCodes.Status200OK) => Results.Json(answer, Options, statusCode: status);

    /// <summary>A mistake in a definition as the API shows it.</summary>
    public static ApiErrorDetail Detail(DefinitionError error) => new(error.Code, error.Path, error.Message);

    /// <summary>404: there is no such flow.</summary>
    public static IResult NotFound(HttpContext http) => ApiResults.NotFound(http, "flow");

    /// <summary>412: the caller's version is not the one there is, which the ETag names.</summary>
    public static IResult VersionDiffers(HttpContext http, int currentVersion)
    {
        http.Response.Headers.ETag = ETag(currentVersion);
        return ApiResults.Refuse(http, StatusCodes.Status412PreconditionFailed, Conflict,
            $"The flow is at version {currentVersion}; read it again and repeat the change on top of it.",
            new ApiErrorDetail(Conflict, "If-Match", $"The current version is {ETag(currentVersion)}."));
    }

    /// <summary>What <c>If-Match</c> asks of a flow that is there: the version, or why the request is refused.</summary>
    public static (int? Expected, IResult? Refusal) Precondition(HttpContext http, int currentVersion, bool required)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0)
            return (null, required
                ? ApiResults.Refuse(http, StatusCodes.Status428PreconditionRequired, "precondition.required",
                    "Send If-Match with the ETag of the flow as you read it, so that nobody else's change is lost.",
                    new ApiErrorDetail("precondition.required", "If-Match", "If-Match is missing."))
                : null);
        if (!EntityTagHeaderValue.TryParseList(header, out var tags) || tags.Count == 0)
            return (null, ApiResults.BadRequest(http, [new("header.malformed", "If-Match", "If-Match is the ETag of the flow as it was read: \"3\", with the quotes.")]));
        return tags.Any(t => t.Tag == "*" || (!t.IsWeak && t.Tag == ETag(currentVersion))) ? (currentVersion, null) : (null, VersionDiffers(http, currentVersion));
    }

    /// <summary>What the engine refuses is an answer, not a failure of the server.</summary>
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (EngineConflictException e)
        {
            return e.CurrentVersion > 0 ? VersionDiffers(http, e.CurrentVersion) : NotFound(http);
        }
        catch (EngineLimitException e)
        {
            return ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message);
        }
        catch (EngineRefusalException e)
        {
            return e.Code switch
            {
                EngineRefusalException.FlowNotFound => NotFound(http),
                EngineRefusalException.AlertNotFound => ApiResults.BadRequest(http, [new(e.Code, "alertId", e.Message)]),
                _ => ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message),
            };
        }
    }

    private static string ETag(int version) => $"\"{version}\"";
}

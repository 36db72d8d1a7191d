using System.Text.Encodings.Web;
using System.Text.Json;
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
        http.Response.Headers.ETag = VersionPrecondition.ETag(answer.Version);
        return Json(answer, status);
    }

    /// <summary>Anything about flows.</summary>
    public static IResult Json<T>(T answer, int status = StatusCodes.Status200OK) => Results.Json(answer, Options, statusCode: status);

    /// <summary>A mistake in a definition as the API shows it.</summary>
    public static ApiErrorDetail Detail(DefinitionError error) => new(error.Code, error.Path, error.Message);

    /// <summary>404: there is no such flow.</summary>
    public static IResult NotFound(HttpContext http) => ApiResults.NotFound(http, "flow");

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
            return e.CurrentVersion > 0 ? VersionPrecondition.Differs(http, e.Kind, "flow", e.CurrentVersion) : NotFound(http);
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
}

using Redline.Engine;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Organizations;

namespace Redline.Server.Streams;

/// <summary>
/// <c>/api/v2/eventstreams</c>: definitions of streams, with versions and optimistic concurrency (design section 6).
/// Needs the engine loop, the committed view, the journal, <see cref="OrganizationId"/>, <see cref="StreamReceivers"/>
/// and wall time by injection.
/// </summary>
internal static class StreamEndpoints
{
    private const string One = StreamAnswers.Path + "/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapPost(StreamAnswers.Path, StreamWrites.CreateAsync), Permissions.StreamEdit);
        Guard(routes.MapGet(StreamAnswers.Path, StreamReads.ListAsync), Permissions.StreamView);
        Guard(routes.MapPost(StreamAnswers.Path + "/validate", StreamReads.ValidateAsync), Permissions.StreamView);
        Guard(routes.MapGet(One, StreamReads.GetAsync), Permissions.StreamView);
        Guard(routes.MapGet(One + "/versions", StreamReads.ListVersionsAsync), Permissions.StreamView);
        Guard(routes.MapPut(One, StreamWrites.ReplaceAsync), Permissions.StreamEdit);
        Guard(routes.MapDelete(One, StreamWrites.DeleteAsync), Permissions.StreamEdit);
    }

    private static void Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).OfTheOrganization().AddEndpointFilter(AnswerAsync);

    // What the engine refuses is an answer, not a failure of the server.
    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (EngineConflictException e) when (e.CurrentVersion > 0)
        {
            return StreamResults.VersionDiffers(http, e.CurrentVersion);
        }
        catch (EngineConflictException)
        {
            return ApiResults.NotFound(http, "event stream");
        }
        catch (EngineLimitException e)
        {
            return ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message);
        }
    }
}

using Redline.Engine;

namespace Redline.Server.Http;

/// <summary>What the engine refuses of a definition is an answer, not a failure of the server.</summary>
internal static class EngineRefusals
{
    /// <summary>Answers for the engine: 412 another version, 404 none, 409 a bound or something in use, 400 what does not fit.</summary>
    public static TBuilder AnswersForEngine<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            try
            {
                return await next(context);
            }
            catch (EngineConflictException e)
            {
                return e.CurrentVersion > 0 ? VersionPrecondition.Differs(http, e.Kind, WordsOf(e.Kind), e.CurrentVersion) : ApiResults.NotFound(http, WordsOf(e.Kind));
            }
            catch (EngineLimitException e)
            {
                return ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message);
            }
            catch (EngineDefinitionException e)
            {
                return Answer(http, e);
            }
        });

    /// <summary>What a kind of definition is called in words.</summary>
    public static string WordsOf(string kind) => kind switch
    {
        EngineConflictException.QueueSet => "queue set",
        EngineConflictException.Parameter => "parameter",
        EngineConflictException.Flow => "flow",
        _ => "event stream",
    };

    private static IResult Answer(HttpContext http, EngineDefinitionException e)
    {
        ApiErrorDetail[] details = [.. e.Refusals.Select(r => new ApiErrorDetail(r.Error.Code, r.Error.Path, r.Error.Message))];
        return e.Refusals.All(r => r.Error.Code.EndsWith(".in.use", StringComparison.Ordinal))
            ? ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message, details)
            : ApiResults.BadRequest(http, details);
    }
}

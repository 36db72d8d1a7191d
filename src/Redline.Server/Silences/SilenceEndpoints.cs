using Redline.Engine;
using Redline.Engine.Silences;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Identity.Audit;
using Redline.Server.OpenApi;

namespace Redline.Server.Silences;

/// <summary>
/// <c>/api/v2/silences</c>: what is not told for a time (design section 7). Every answer to a change comes after the commit.
/// Needs the engine loop, the committed view, the organization's clock and <see cref="IPeople"/> by injection.
/// </summary>
internal static class SilenceEndpoints
{
    public const string Path = "/api/v2/silences";

    private const string Tag = "Silences";
    private const string One = Path + "/{id}";
    private const int MaxBytes = 512 * 1024; // every part at its bounds, in the longest spelling

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapPost(Path, CreateAsync), Permissions.SilenceEdit)
            .Describes(Tag, "createSilence", "Sets a silence.", Api.Takes(SilenceSchemas.New, SilenceSchemas.Example),
                Api.Answers(201, "The silence.", SilenceSchemas.Silence, "Location"), Api.Refuses(403, "silence.queues"), Api.Refuses(409, "silence.limit"));
        Guard(routes.MapGet(Path, List), Permissions.SilenceView)
            .Describes(Tag, "listSilences", "Lists the silences that are not over, oldest first.", Api.Paged, Api.Answers(200, "A page.", SilenceSchemas.Page));
        Guard(routes.MapGet(One, Get), Permissions.SilenceView)
            .Describes(Tag, "getSilence", "Shows a silence that is not over.", Api.Answers(200, "The silence.", SilenceSchemas.Silence), Api.Refuses(404, "not.found"));
        Guard(routes.MapPut(One, ReplaceAsync), Permissions.SilenceEdit)
            .Describes(Tag, "replaceSilence", "Sets a silence anew; its owner stays.", Api.Takes(SilenceSchemas.New, SilenceSchemas.Example),
                Api.Answers(200, "The silence.", SilenceSchemas.Silence), Api.Refuses(403, "silence.queues"), Api.Refuses(404, "not.found"));
        Guard(routes.MapDelete(One, DeleteAsync), Permissions.SilenceEdit)
            .Describes(Tag, "deleteSilence", "Ends a silence: what it kept from being told and still holds is told.", Api.Answers(204, "It is over."),
                Api.Refuses(403, "silence.queues"), Api.Refuses(404, "not.found"));
    }

    private static async Task<IResult> CreateAsync([AsParameters] SilenceParts parts)
    {
        var (draft, refusal) = await ReadAsync(parts);
        if (draft is null) return refusal!;
        var set = await SetAsync(parts, null, draft);
        await parts.Http.AuditAsync("silence.created", Target(set));
        parts.Http.Response.Headers.Location = SilenceAnswer.UriOf(set.FormatId());
        return Results.Json(SilenceAnswer.Of(set, parts), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReplaceAsync(string id, [AsParameters] SilenceParts parts)
    {
        if (parts.Find(id) is not { } current) return NotFound(parts.Http);
        if (!parts.MayEdit(current.Scope)) return NotTheirs(parts.Http);
        var (draft, refusal) = await ReadAsync(parts);
        if (draft is null) return refusal!;
        var set = await SetAsync(parts, current, draft);
        if (set != current) await parts.Http.AuditAsync("silence.replaced", Target(set));
        return Results.Json(SilenceAnswer.Of(set, parts));
    }

    private static async Task<IResult> DeleteAsync(string id, [AsParameters] SilenceParts parts)
    {
        if (parts.Find(id) is not { } current) return NotFound(parts.Http);
        if (!parts.MayEdit(current.Scope)) return NotTheirs(parts.Http);
        await parts.Loop.AskAsync(new EndSilence(current.Number, parts.Caller.SubjectId));
        await parts.Http.AuditAsync("silence.deleted", Target(current));
        return Results.NoContent();
    }

    private static IResult Get(string id, [AsParameters] SilenceParts parts) =>
        parts.Find(id) is { } silence ? Results.Json(SilenceAnswer.Of(silence, parts)) : NotFound(parts.Http);

    private static IResult List([AsParameters] SilenceParts parts)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(parts.Http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(parts.Http, problems);
        var seen = parts.View.Silences.Values.Where(s => parts.MaySee(s.Scope)).ToArray();
        var answers = seen.Skip(page.Skip).Take(page.Size).Select(s => SilenceAnswer.Of(s, parts)).ToArray();
        return Results.Json(page.Of<SilenceAnswer>(parts.Http.Request, answers, seen.Length));
    }

    // What was asked already is no event: then it is as it was.
    private static async Task<Silence> SetAsync(SilenceParts parts, Silence? current, SilenceDraft draft)
    {
        var decision = await parts.Loop.DecideAsync(new SetSilence(current?.Number, draft, parts.Caller.SubjectId));
        return decision.Events.OfType<SilenceSet>().FirstOrDefault()?.Silence ?? current!;
    }

    private static async Task<(SilenceDraft? Draft, IResult? Refusal)> ReadAsync(SilenceParts parts)
    {
        var (json, refusal) = await JsonBody.ReadAsync(parts.Http, MaxBytes);
        if (json is null) return (null, refusal);
        using (json)
        {
            var draft = SilenceReader.Read(json.RootElement, out var mistakes, SilenceAnswer.Added);
            if (draft is null)
                return (null, ApiResults.BadRequest(parts.Http, [.. mistakes.Select(m => new ApiErrorDetail(m.Code, m.Path, m.Message))]));
            return parts.MayEdit(draft.Scope) ? (draft, null) : (null, NotTheirs(parts.Http));
        }
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AddEndpointFilter(AnswerAsync);

    // What the engine refuses is an answer, not a failure of the server.
    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (EngineRefusalException e) when (e.Code == EngineRefusalException.SilenceNotFound)
        {
            return NotFound(http);
        }
        catch (EngineRefusalException e)
        {
            return ApiResults.BadRequest(http, [new(e.Code, "$.until", e.Message)]);
        }
        catch (EngineLimitException e)
        {
            return ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message);
        }
    }

    private static string Target(Silence silence) => "silence:" + silence.FormatId();

    private static IResult NotFound(HttpContext http) => ApiResults.NotFound(http, "silence");

    private static IResult NotTheirs(HttpContext http) => ApiResults.Refuse(
        http, StatusCodes.Status403Forbidden, "silence.queues",
        "You see some queues only: name queues or divisions that you see, and nothing else of that part.");
}

using Redline.Server.Http;
using Redline.Server.Idempotency;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity.Keys;

/// <summary>
/// <c>/api/v2/apikeys</c>: bearer tokens for programs that cannot get one. A maker sees and ends its own, whoever edits
/// clients everybody's. At most 100 for each maker.
/// </summary>
internal static class ApiKeyEndpoints
{
    private const string Path = "/api/v2/apikeys";
    private const int MaxKeysPerMaker = 100;
    private const int MaxBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, CreateAsync).Requires(Permissions.ApiKeyAdd).AnswersSecret()
            .Describes("Identity", "createApiKey", "Makes an API key with some of one's own permissions; it is shown once.",
                Api.Takes(IdentitySchemas.NewApiKey, IdentitySchemas.ApiKeyExample), Api.Answers(201, "The key.", IdentitySchemas.Key), Api.Refuses(409, "apikey.limit"));
        routes.MapGet(Path, List).Requires(Permissions.ApiKeyAdd)
            .Describes("Identity", "listApiKeys", "Lists one's own API keys, or everybody's for who may see clients.", Api.Paged, Api.Answers(200, "A page.", IdentitySchemas.ApiKeys));
        routes.MapDelete(Path + "/{id}", DeleteAsync).Requires(Permissions.ApiKeyAdd)
            .Describes("Identity", "deleteApiKey", "Ends an API key.", Api.Answers(204, "It is over."), Api.Refuses(404, "not.found"));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, IdentityStore store, TimeProvider wall)
    {
        var read = await JsonBody.ReadAsync(http, MaxBody);
        if (read.Refusal is { } refusal) return refusal;
        using var json = read.Json!;
        var problems = new List<ApiErrorDetail>();
        var caller = http.Caller();
        if (ApiKeyBody.Read(json.RootElement, caller, problems) is not { } body)
            return ApiResults.BadRequest(http, problems);

        var secret = Secrets.Make();
        var now = wall.GetUtcNow();
        var key = new ApiKey(
            Secrets.MakeId(), body.Name, [.. body.Permissions.Distinct(StringComparer.Ordinal)], caller.SubjectId, now, now + body.Life);
        var made = await store.ChangeAsync(
            change =>
            {
                if (store.Keys.All.Count(k => k.Value.Maker == key.Maker) >= MaxKeysPerMaker) return false;
                change.Put(store.Keys, Secrets.Hash(secret), key);
                change.Audit(new(caller.SubjectId, AuditAction.KeyMade, Subjects.KeyPrefix + key.Id, null, http.TraceIdentifier));
                return true;
            },
            http.RequestAborted);
        return made
            ? Results.Json(ApiKeyAnswer.Of(key, secret), statusCode: StatusCodes.Status201Created)
            : ApiResults.Refuse(http, StatusCodes.Status409Conflict, "apikey.limit", $"You have {MaxKeysPerMaker} keys; delete one first.");
    }

    private static IResult List(HttpContext http, IdentityStore store, TimeProvider wall)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        var caller = http.Caller();
        var now = wall.GetUtcNow();
        var all = store.Keys.All.Select(k => k.Value)
            .Where(k => !(k.Expires <= now) && (k.Maker == caller.SubjectId || caller.May(Permissions.ClientView)))
            .OrderBy(k => k.CreatedAt).ThenBy(k => k.Id, StringComparer.Ordinal).ToArray();
        return Results.Json(page.Of(http.Request, [.. all.Skip(page.Skip).Take(page.Size).Select(k => ApiKeyAnswer.Of(k))], all.Length));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, IdentityStore store)
    {
        var caller = http.Caller();
        var deleted = await store.ChangeAsync(
            change =>
            {
                // Another's key looks like one that does not exist.
                var found = store.Keys.All.FirstOrDefault(
                    k => k.Value.Id == id && (k.Value.Maker == caller.SubjectId || caller.May(Permissions.ClientEdit)));
                if (found.Key is null) return false;
                change.Remove(store.Keys, found.Key);
                change.Audit(new(caller.SubjectId, AuditAction.KeyDeleted, Subjects.KeyPrefix + id, null, http.TraceIdentifier));
                return true;
            },
            http.RequestAborted);
        return deleted ? Results.NoContent() : ApiResults.NotFound(http, "API key");
    }
}

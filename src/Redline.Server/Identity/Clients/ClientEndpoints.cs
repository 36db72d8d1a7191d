using Redline.Server.Http;
using Redline.Server.Idempotency;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity.Clients;

/// <summary><c>/api/v2/oauth/clients</c>: the programs that may get tokens. At most 1000.</summary>
internal static class ClientEndpoints
{
    public const string Path = "/api/v2/oauth/clients";

    private const int MaxClients = 1000;
    private const int MaxBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, CreateAsync).Requires(Permissions.ClientEdit).AnswersSecret()
            .Describes("Identity", "createClient", "Makes a program that may get tokens; its secret is shown once.",
                Api.Takes(IdentitySchemas.NewClient, IdentitySchemas.ClientExample), Api.Answers(201, "The client with its secret.", IdentitySchemas.Client, "Location"),
                Api.Refuses(409, "client.limit"));
        routes.MapGet(Path, List).Requires(Permissions.ClientView)
            .Describes("Identity", "listClients", "Lists the programs that may get tokens.", Api.Paged, Api.Answers(200, "A page.", IdentitySchemas.Clients));
        routes.MapGet(Path + "/{id}", Get).Requires(Permissions.ClientView)
            .Describes("Identity", "getClient", "Shows a program that may get tokens.", Api.Answers(200, "The client.", IdentitySchemas.Client), Api.Refuses(404, "not.found"));
        routes.MapDelete(Path + "/{id}", DeleteAsync).Requires(Permissions.ClientEdit)
            .Describes("Identity", "deleteClient", "Ends a program, its tokens and its API keys.", Api.Answers(204, "It is gone."), Api.Refuses(404, "not.found"));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, IdentityStore store, TimeProvider wall)
    {
        var read = await JsonBody.ReadAsync(http, MaxBody);
        if (read.Refusal is { } refusal) return refusal;
        using var json = read.Json!;
        var problems = new List<ApiErrorDetail>();
        var caller = http.Caller();
        if (ClientBody.Read(json.RootElement, caller, store, problems) is not { } body)
            return ApiResults.BadRequest(http, problems);

        var secret = Secrets.Make();
        var client = new OAuthClient(
            Secrets.MakeId(), body.Name, Secrets.Hash(secret), body.Role, body.Permissions, body.PersonId, caller.Visible, wall.GetUtcNow(), caller.SubjectId);
        var made = await store.ChangeAsync(
            change =>
            {
                if (store.Clients.Count >= MaxClients) return false;
                change.Put(store.Clients, client.Id, client);
                change.Audit(new(caller.SubjectId, AuditAction.ClientMade, Subjects.ClientPrefix + client.Id, null, http.TraceIdentifier));
                return true;
            },
            http.RequestAborted);
        if (!made)
            return ApiResults.Refuse(http, StatusCodes.Status409Conflict, "client.limit", $"There are {MaxClients} clients; delete one first.");
        var answer = ClientAnswer.Of(client, secret);
        return Results.Created(answer.SelfUri, answer);
    }

    private static IResult List(HttpContext http, IdentityStore store)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        var all = store.Clients.All.Select(c => c.Value).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id, StringComparer.Ordinal).ToArray();
        return Results.Json(page.Of(http.Request, [.. all.Skip(page.Skip).Take(page.Size).Select(c => ClientAnswer.Of(c))], all.Length));
    }

    private static IResult Get(string id, HttpContext http, IdentityStore store) =>
        store.Clients.Find(id) is { } client ? Results.Json(ClientAnswer.Of(client)) : ApiResults.NotFound(http, "client");

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, IdentityStore store)
    {
        var deleted = await store.ChangeAsync(
            change =>
            {
                if (store.Clients.Find(id) is null) return false;
                change.Remove(store.Clients, id);
                foreach (var (hash, _) in store.Tokens.All.Where(t => t.Value.ClientId == id).ToArray())
                    change.Remove(store.Tokens, hash);
                foreach (var (hash, _) in store.Keys.All.Where(k => k.Value.Maker == Subjects.ClientPrefix + id).ToArray())
                    change.Remove(store.Keys, hash);
                change.Audit(new(http.Caller().SubjectId, AuditAction.ClientDeleted, Subjects.ClientPrefix + id, null, http.TraceIdentifier));
                return true;
            },
            http.RequestAborted);
        return deleted ? Results.NoContent() : ApiResults.NotFound(http, "client");
    }
}

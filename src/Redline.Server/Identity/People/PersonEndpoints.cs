using System.Text.Json.Serialization;
using Redline.Server.Http;
using Redline.Server.Idempotency;
using Redline.Server.Identity.Records;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity.People;

/// <summary><c>/api/v2/people/{id}</c>: a person, and one-time codes to sign in with.</summary>
internal static class PersonEndpoints
{
    private const string Path = "/api/v2/people/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).RequiresToken("everybody may read their own; others' need identity:person:view")
            .Describes("Identity", "getPerson", "Shows a person.", Api.Answers(200, "The person.", IdentitySchemas.Person), Api.Refuses(403, "missing.permissions"), Api.Refuses(404, "not.found"));
        routes.MapPost(Path + "/signincodes", CreateCodeAsync).Requires(Permissions.PersonEdit).AnswersSecret()
            .Describes("Identity", "createSignInCode", "Makes a one-time code for a person; it is shown once.", Api.Answers(201, "The code.", IdentitySchemas.SignInCode), Api.Refuses(404, "not.found"));
    }

    private static IResult Get(string id, HttpContext http, IdentityStore store)
    {
        var caller = http.Caller();
        var own = caller.Person?.Id == id;
        if (!own && !caller.May(Permissions.PersonView))
            return PermissionExtensions.Missing(http, Permissions.PersonView);
        if (store.People.Find(id) is not { } person) return ApiResults.NotFound(http, "person");

        // How to reach somebody is theirs to see, and whoever looks after the people.
        var contacts = own || caller.May(Permissions.PersonEdit);
        return Results.Json(new PersonAnswer(
            person.Id, person.Name, PersonRoles.Word(person.Role), person.Visible.Queues, person.Visible.Divisions,
            contacts ? person.Email : null, contacts ? person.Phone : null, $"/api/v2/people/{Uri.EscapeDataString(person.Id)}"));
    }

    private static async Task<IResult> CreateCodeAsync(string id, HttpContext http, IdentityStore store, SignInCodeIssue codes)
    {
        var caller = http.Caller();
        if (store.People.Find(id) is not { } person) return ApiResults.NotFound(http, "person");
        if (GrantablePermissions.FirstMissing(caller, Permissions.Of(person.Role)) is { } missing)
            return PermissionExtensions.Missing(http, missing);
        var made = await store.ChangeAsync(
            change => store.People.Find(id) is null ? null : codes.Issue(change, id, caller.SubjectId, http.TraceIdentifier), http.RequestAborted);
        return made is { } code
            ? Results.Json(new { personId = id, code.Code, expires = WallText.Of(code.Expires) }, statusCode: StatusCodes.Status201Created)
            : ApiResults.NotFound(http, "person");
    }

    internal sealed record PersonAnswer(
        string Id, string Name, string Role, IReadOnlyList<string> Queues, IReadOnlyList<string> Divisions,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone,
        string SelfUri);
}

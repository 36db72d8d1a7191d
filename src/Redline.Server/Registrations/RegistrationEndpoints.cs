using Redline.Server.Http;
using Redline.Server.Idempotency;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Registrations;

/// <summary>
/// <c>/api/v2/pushnotifications/registrations</c>: the devices people are told on. Everybody has their own; whoever may
/// see people sees everybody's, whoever may edit people ends anybody's. Needs <see cref="RegistrationStore"/> and
/// <see cref="RegistrationOptions"/> by injection.
/// </summary>
internal static class RegistrationEndpoints
{
    private const string Tag = "Registrations";
    private const string Everybody = "*";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").RefusesWithoutStorage();
        group.MapPost(RegistrationAnswer.Path, AddAsync).Requires(Permissions.RegistrationAdd).AnswersSecret()
            .Describes(Tag, "register", "Registers a device of one's own, or renews its registration.", Api.Takes(RegistrationSchemas.New, RegistrationSchemas.Example),
                Api.Answers(201, "It is new.", RegistrationSchemas.Registration, "Location"), Api.Answers(200, "It was renewed.", RegistrationSchemas.Registration),
                Api.Refuses(403, "person.required"), Api.Refuses(409, "registration.limit"), Api.Refuses(503, "registration.organization.limit"));
        group.MapGet(RegistrationAnswer.Path, List).Requires(Permissions.RegistrationAdd)
            .Describes(Tag, "listRegistrations", "Lists one's own registrations, the oldest first.", Api.Paged,
                Api.Query("userId", "Another person's, or `*`: everybody's; needs identity:person:view."),
                Api.Answers(200, "A page.", RegistrationSchemas.Registrations), Api.Refuses(403, "person.required"));
        group.MapGet(RegistrationAnswer.Path + "/{id}", Get).Requires(Permissions.RegistrationAdd)
            .Describes(Tag, "getRegistration", "Shows a registration.", Api.Answers(200, "The registration.", RegistrationSchemas.Registration), Api.Refuses(404, "not.found"));
        group.MapDelete(RegistrationAnswer.Path + "/{id}", RevokeAsync).Requires(Permissions.RegistrationAdd)
            .Describes(Tag, "revokeRegistration", "Ends a registration at once.", Api.Answers(204, "It is over."), Api.Refuses(404, "not.found"));
    }

    private static async Task<IResult> AddAsync(HttpContext http, RegistrationStore store, RegistrationOptions options)
    {
        var caller = http.Caller();
        if (caller.Person is not { } person) return PersonRequired(http);
        var read = await JsonBody.ReadAsync(http, RegistrationBody.MaxBytes);
        if (read.Refusal is { } refusal) return refusal;
        using var json = read.Json!;
        var problems = new List<ApiErrorDetail>();
        if (RegistrationBody.Read(json.RootElement, person.Id, options, problems) is not { } wanted)
            return ApiResults.BadRequest(http, problems);

        var outcome = await store.AddAsync(wanted, ActorOf(http), http.RequestAborted);
        if (outcome.Registration is not { } registration) return Refused(http, outcome.Refusal, options);
        var answer = RegistrationAnswer.Of(http.Request, registration, outcome.SigningSecret);
        return outcome.IsNew ? Results.Created(answer.SelfUri, answer) : Results.Json(answer);
    }

    private static IResult List(HttpContext http, RegistrationStore store)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        var caller = http.Caller();
        var whose = http.Request.Query["userId"].ToString() is { Length: > 0 } asked ? asked : caller.Person?.Id;
        if (whose is null) return PersonRequired(http);
        if (whose != caller.Person?.Id && !caller.May(Permissions.PersonView))
            return PermissionExtensions.Missing(http, Permissions.PersonView);
        var all = whose == Everybody ? store.All() : store.OfPerson(whose);
        return Results.Json(page.Of(
            http.Request, [.. all.Skip(page.Skip).Take(page.Size).Select(r => RegistrationAnswer.Of(http.Request, r))], all.Count));
    }

    private static IResult Get(string id, HttpContext http, RegistrationStore store) =>
        store.Find(id) is { } found && MayReach(http.Caller(), found, Permissions.PersonView)
            ? Results.Json(RegistrationAnswer.Of(http.Request, found))
            : NotFound(http);

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, RegistrationStore store)
    {
        if (store.Find(id) is not { } found || !MayReach(http.Caller(), found, Permissions.PersonEdit)) return NotFound(http);
        return await store.RevokeAsync(id, ActorOf(http), http.RequestAborted) is null ? NotFound(http) : Results.NoContent();
    }

    // Another's registration looks like one that does not exist.
    private static bool MayReach(Caller caller, Registration registration, string permissionForOthers) =>
        registration.PersonId == caller.Person?.Id || caller.May(permissionForOthers);

    private static RegistrationActor ActorOf(HttpContext http) => new(http.Caller().SubjectId, http.TraceIdentifier);

    private static IResult NotFound(HttpContext http) => ApiResults.NotFound(http, "registration");

    private static IResult PersonRequired(HttpContext http) => ApiResults.Refuse(
        http, StatusCodes.Status403Forbidden, "person.required",
        "A registration is a person's: use a person's token, or that of a client made with personId.");

    private static IResult Refused(HttpContext http, RegistrationRefusal refusal, RegistrationOptions options) =>
        refusal == RegistrationRefusal.PersonLimit
            ? ApiResults.Refuse(
                http, StatusCodes.Status409Conflict, "registration.limit",
                $"You have {options.MaxPerPerson} registrations; revoke one first (DELETE {RegistrationAnswer.Path}/ID). Expired ones do not count.")
            : ApiResults.Refuse(
                http, StatusCodes.Status503ServiceUnavailable, "registration.organization.limit",
                $"The organization has {options.MaxPerOrganization} registrations; an administrator can revoke some or raise the limit.");
}

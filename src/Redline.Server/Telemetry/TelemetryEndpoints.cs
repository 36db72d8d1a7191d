using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Telemetry;

/// <summary>
/// <c>/api/v2/telemetry</c>: what desktops report of themselves, and how they fare. Needs <see cref="DesktopTelemetry"/> and
/// everything of <see cref="TelemetryParts"/> by injection.
/// </summary>
internal static class TelemetryEndpoints
{
    public const string EventsPath = "/api/v2/telemetry/client-events";

    public const string DesktopsPath = "/api/v2/telemetry/desktops";

    private const string Tag = "Telemetry";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(EventsPath, TakeAsync).Requires(Permissions.RegistrationAdd)
            .Describes(Tag, "addClientEvents", "Takes what a desktop reports of itself.", Api.Takes(TelemetrySchemas.New, TelemetrySchemas.Example),
                Api.Answers(202, "How many were taken, and what is wrong with the others.", TelemetrySchemas.Taken), Api.Refuses(403, "person.required"));
        routes.MapGet(EventsPath, TelemetryReads.ShowEvents).Requires(Permissions.SupervisionView)
            .Describes(Tag, "listClientEvents", "Shows what desktops reported, the newest first, and how often.", Api.Paged,
                Api.Query("personId", "With deviceId: only of this device."), Api.Query("deviceId", "With personId."),
                Api.Answers(200, "Counts and a page.", TelemetrySchemas.Shown));
        routes.MapGet(DesktopsPath, TelemetryReads.ShowDesktopsAsync).Requires(Permissions.SupervisionView).RefusesWithoutStorage()
            .Describes(Tag, "showDesktops", "Shows which desktops are connected and how they fare.", Api.Paged,
                Api.Answers(200, "The desktops; the page is of those online.", TelemetrySchemas.Desktops));
        // How the desktops fare, on a page; it signs in by itself.
        EmbeddedPage.Map(routes, typeof(TelemetryEndpoints), "/telemetry", "a page without data: it signs in by itself");
    }

    private static async Task<IResult> TakeAsync(HttpContext http, DesktopTelemetry telemetry, TimeProvider wall)
    {
        if (http.Caller().Person is not { } person)
            return ApiResults.Refuse(http, StatusCodes.Status403Forbidden, "person.required", "A desktop is a person's: use a person's token.");
        var read = await JsonBody.ReadAsync(http, ClientEventBody.MaxBytes);
        if (read.Refusal is { } refusal) return refusal;
        using var json = read.Json!;
        var problems = new List<ApiErrorDetail>();
        var body = new ClientEventBody(person.Id, wall.GetUtcNow());
        body.Read(json.RootElement, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        foreach (var reported in body.Good) telemetry.Take(reported);
        return Results.Json(new ClientEventsAnswer(body.Good.Count, body.Errors), statusCode: StatusCodes.Status202Accepted);
    }
}

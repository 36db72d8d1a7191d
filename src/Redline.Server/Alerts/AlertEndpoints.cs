using Redline.Engine;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Alerts;

/// <summary>
/// <c>/api/v2/alerts</c>: the alerts that are kept, and who has them (design section 7). Needs the engine loop, the
/// committed view, the history of alerts and <see cref="IPeople"/> by injection.
/// </summary>
internal static class AlertEndpoints
{
    public const string Path = "/api/v2/alerts";

    private const string Tag = "Alerts";
    private const string Instant = """{"type":"string","format":"date-time"}""";
    private const string One = Path + "/{id}";
    private const string Acknowledgement = One + "/acknowledgement";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapGet(Path, AlertReads.ListAsync), Permissions.AlertView)
            .Describes(Tag, "listAlerts", "Lists alerts, the newest first.", Api.Paged,
                Api.Query("state", "Only these; several with commas, or several times.", Words("TRIGGERED", "ACKNOWLEDGED", "RESOLVED")),
                Api.Query("severity", "Only these.", Words("WARNING", "CRITICAL")), Api.Query("queueId", "Only of this queue."),
                Api.Query("streamId", "Only of this stream."), Api.Query("mediaType", "Only of this media type."),
                Api.Query("from", "Triggered at or after this instant.", Instant), Api.Query("to", "Triggered before this instant.", Instant),
                Api.Answers(200, "A page.", AlertSchemas.Alerts));
        Guard(routes.MapGet(One, AlertReads.GetAsync), Permissions.AlertView)
            .Describes(Tag, "getAlert", "Shows an alert.", Api.Answers(200, "The alert.", AlertSchemas.Alert), Api.Refuses(404, "not.found"));
        Guard(routes.MapGet(One + "/deliveries", AlertDeliveries.ListAsync), Permissions.AlertView)
            .Describes(Tag, "listDeliveries", "Lists whom an alert reached on their desktops, and how far it came.", Api.Paged,
                Api.Answers(200, "A page.", AlertSchemas.Deliveries), Api.Refuses(404, "not.found"));
        Guard(routes.MapPost(Acknowledgement, AlertAcknowledging.AcknowledgeAsync), Permissions.AlertAcknowledge)
            .Describes(Tag, "acknowledgeAlert", "Takes an alert; the body may be left out.", Api.Takes(AlertSchemas.NewAcknowledgement, AlertSchemas.AcknowledgementExample),
                Api.Answers(200, "The alert.", AlertSchemas.Alert), Api.Refuses(404, "not.found"),
                Api.Refuses(403, "person.required", "supervisor.required"), Api.Refuses(409, "alert.already.acknowledged", "alert.resolved"));
        Guard(routes.MapDelete(Acknowledgement, AlertAcknowledging.WithdrawAsync), Permissions.AlertAcknowledge)
            .Describes(Tag, "withdrawAcknowledgement", "Gives an alert back.", Api.Answers(200, "The alert.", AlertSchemas.Alert),
                Api.Refuses(403, "person.required", "acknowledgement.of.another"), Api.Refuses(404, "not.found"),
                Api.Refuses(409, "alert.not.acknowledged", "alert.resolved"));
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AddEndpointFilter(AnswerAsync);

    private static string Words(params string[] words) =>
        $$"""{"type":"string","description":"Of {{string.Join(", ", words)}}."}""";

    // What the engine refuses is an answer, not a failure of the server.
    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (EngineRefusalException e)
        {
            return AlertResults.Refused(context.HttpContext, e);
        }
    }
}

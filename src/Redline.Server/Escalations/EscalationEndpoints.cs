using Redline.Engine;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Escalations;

/// <summary>
/// <c>/api/v2/escalations</c>: the records supervisors work from (design section 9). Every answer to a change comes after the
/// commit. Needs the engine loop, the committed view, the history of alerts, the journal and <see cref="IPeople"/> by injection.
/// </summary>
internal static class EscalationEndpoints
{
    public const string Path = "/api/v2/escalations";

    private const string Tag = "Escalations";
    private const string One = Path + "/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapPost(Path + "/create", EscalationWrites.CreateAsync), Permissions.EscalationAdd)
            .Describes(Tag, "createEscalation", "Makes an escalation; while one is open for that alert it is that one.", Api.Takes(EscalationSchemas.New, EscalationSchemas.Example),
                Api.Answers(200, "The one that is open already.", EscalationSchemas.Escalation), Api.Answers(201, "The escalation.", EscalationSchemas.Escalation, "Location"),
                Api.Refuses(403, "escalation.queue"), Api.Refuses(409, "escalation.limit"));
        Guard(routes.MapGet(Path, EscalationReads.ListAsync), Permissions.EscalationView)
            .Describes(Tag, "listEscalations", "Lists escalations: those that are open, then the others, the newest first.", Api.Paged,
                Api.Query("state", "Only these.", """{"type":"string","enum":["OPEN","ACKNOWLEDGED","CLOSED"]}"""), Api.Query("queueId", "Only of this queue."),
                Api.Query("alertId", "Only of this alert."), Api.Answers(200, "A page.", EscalationSchemas.Page));
        Guard(routes.MapGet(One, EscalationReads.GetAsync), Permissions.EscalationView)
            .Describes(Tag, "getEscalation", "Shows an escalation with its trace, its alert and executions.",
                Api.Answers(200, "The escalation.", EscalationSchemas.Trace), Api.Refuses(404, "not.found"));
        Guard(routes.MapPost(One + "/acknowledgement", EscalationTaking.AcknowledgeAsync), Permissions.EscalationEdit)
            .Describes(Tag, "acknowledgeEscalation", "Takes an escalation, and its alert where that is open; the body may be left out.",
                Api.Takes(EscalationSchemas.Acknowledgement, EscalationSchemas.AcknowledgementExample),
                Api.Answers(200, "The escalation.", EscalationSchemas.Escalation), Api.Refuses(403, "person.required", "supervisor.required"), Api.Refuses(404, "not.found"),
                Api.Refuses(409, "alert.already.acknowledged", "escalation.already.acknowledged", "escalation.closed"));
        Guard(routes.MapDelete(One + "/acknowledgement", EscalationTaking.WithdrawAsync), Permissions.EscalationEdit)
            .Describes(Tag, "withdrawEscalationAcknowledgement", "Gives an escalation back, and its alert where that is open.",
                Api.Answers(200, "The escalation.", EscalationSchemas.Escalation), Api.Refuses(403, "person.required", "acknowledgement.of.another"), Api.Refuses(404, "not.found"),
                Api.Refuses(409, "alert.not.acknowledged", "escalation.not.acknowledged", "escalation.closed"));
        Guard(routes.MapPost(One + "/close", EscalationWrites.CloseAsync), Permissions.EscalationEdit)
            .Describes(Tag, "closeEscalation", "Closes the record, and nothing else; the body may be left out.", Api.Takes(EscalationSchemas.Closing, EscalationSchemas.ClosingExample),
                Api.Answers(200, "The escalation.", EscalationSchemas.Escalation), Api.Refuses(404, "not.found"));
    }

    private static RouteHandlerBuilder Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).RefusesWithoutStorage().AddEndpointFilter(AnswerAsync);

    // What the engine refuses is an answer, not a failure of the server.
    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (EngineRefusalException e)
        {
            return EscalationResults.Refused(context.HttpContext, e);
        }
        catch (EngineLimitException e)
        {
            return ApiResults.Refuse(context.HttpContext, StatusCodes.Status409Conflict, e.Code, e.Message);
        }
    }
}

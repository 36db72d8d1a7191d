using Redline.Engine;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.Organizations;

namespace Redline.Server.Alerts;

/// <summary>
/// <c>/api/v2/alerts</c>: the alerts that are kept, and who has them (design section 7). Needs the engine loop, the
/// committed view, the history of alerts, <see cref="IPeople"/> and <see cref="OrganizationId"/> by injection.
/// </summary>
internal static class AlertEndpoints
{
    public const string Path = "/api/v2/alerts";

    private const string One = Path + "/{id}";
    private const string Acknowledgement = One + "/acknowledgement";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Guard(routes.MapGet(Path, AlertReads.ListAsync), Permissions.AlertView);
        Guard(routes.MapGet(One, AlertReads.GetAsync), Permissions.AlertView);
        Guard(routes.MapPost(Acknowledgement, AlertAcknowledging.AcknowledgeAsync), Permissions.AlertAcknowledge);
        Guard(routes.MapDelete(Acknowledgement, AlertAcknowledging.WithdrawAsync), Permissions.AlertAcknowledge);
    }

    private static void Guard(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Requires(permission).OfTheOrganization().AddEndpointFilter(AnswerAsync);

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

using Redline.Server.Http;
using Redline.Server.OpenApi;

namespace Redline.Server.Identity.Audit;

/// <summary><c>GET /api/v2/audit</c>: the audit log, newest first.</summary>
internal static class AuditEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v2/audit", ListAsync).Requires(Permissions.AuditView)
            .Describes("Identity", "listAudit", "Lists who changed what, newest first.", Api.Paged, Api.Answers(200, "A page.", IdentitySchemas.AuditEntries));

    private static async Task<IResult> ListAsync(HttpContext http, AuditLog log)
    {
        var problems = new List<ApiErrorDetail>();
        var page = PageRequest.Read(http.Request, problems);
        if (problems.Count > 0) return ApiResults.BadRequest(http, problems);
        var entries = await log.ListAsync(page.Skip, page.Size, http.RequestAborted);
        var total = await log.CountAsync(http.RequestAborted);
        return Results.Json(page.Of(http.Request, [.. entries.Select(AuditAnswer.Of)], total));
    }

    internal sealed record AuditAnswer(long Id, string At, string? Actor, string Action, string? Target, string? Reason, string? ContextId)
    {
        public static AuditAnswer Of(AuditEntry e) =>
            new(e.Id, WallText.Of(e.At), e.Actor, e.Action, e.Target, e.Reason, e.ContextId);
    }
}

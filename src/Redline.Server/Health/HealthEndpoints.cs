using Redline.Delivery.Organizations;
using Redline.Server.Http;
using Redline.Server.OpenApi;

namespace Redline.Server.Health;

/// <summary>
/// <c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: the engine decides and what it decides is
/// committed; 503 with a stable code when not. Open to everybody: they say nothing about the organization.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly ApiSchema Health = ApiSchema.Written("Health", """
        {"type":"object","required":["status"],"properties":{"status":{"type":"string","enum":["live","ready","notReady"]},
         "code":{"type":"string","description":"Why it is not ready; stable."}}}
        """);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).IsOpen("probes have no token")
            .Describes("Server", "getLive", "Says that the process answers.", Api.Answers(200, "It does.", Health));
        routes.MapGet("/health/ready", (EngineLoop loop) => loop.Fault is { } fault
            ? Results.Json(new { status = "notReady", code = fault }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready" })).IsOpen("probes have no token")
            .Describes("Server", "getReady", "Says whether the engine decides and what it decides is committed.",
                Api.Answers(200, "It does.", Health), Api.Answers(503, "It does not; `code` says why.", Health));
    }
}

using Redline.Delivery.Organizations;
using Redline.Server.Http;

namespace Redline.Server.Health;

/// <summary>
/// <c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: the engine decides and what it decides is
/// committed; 503 with a stable code when not. Open to everybody: they say nothing about the organization.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" })).IsOpen("probes have no token");
        routes.MapGet("/health/ready", (EngineLoop loop) => loop.Fault is { } fault
            ? Results.Json(new { status = "notReady", code = fault }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready" })).IsOpen("probes have no token");
    }
}

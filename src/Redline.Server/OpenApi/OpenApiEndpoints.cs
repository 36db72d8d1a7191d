using Redline.Server.Http;

namespace Redline.Server.OpenApi;

/// <summary>
/// <c>GET /api/v2/openapi.json</c>: the document; <c>GET /docs/api</c>: a page that shows it. Open to everybody: they say
/// nothing about the organization.
/// </summary>
internal static class OpenApiEndpoints
{
    private const string Why = "says nothing about the organization";

    private static readonly ApiSchema Document = ApiSchema.Written(
        "OpenApi", """{"type":"object","required":["openapi","info","paths"],"additionalProperties":true,"properties":{"openapi":{"type":"string"}}}""");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OpenApiDocument.Path, (OpenApiDocument document) => Results.Text(document.Text, "application/json")).IsOpen(Why)
            .Describes("Server", "getOpenApi", "This document.", Api.Answers(200, "The document.", Document));
        EmbeddedPage.Map(routes, typeof(OpenApiEndpoints), "/docs/api", Why);
    }
}

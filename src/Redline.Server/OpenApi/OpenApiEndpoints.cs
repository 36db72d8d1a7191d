using Microsoft.Extensions.FileProviders;
using Redline.Server.Http;

namespace Redline.Server.OpenApi;

/// <summary>
/// <c>GET /api/v2/openapi.json</c>: the document; <c>GET /docs/api</c>: a page that shows it. Open to everybody: they say
/// nothing about the organization.
/// </summary>
internal static class OpenApiEndpoints
{
    private const string Page = "/docs/api";
    private const string Why = "says nothing about the organization";

    private static readonly ApiSchema Document = ApiSchema.Written(
        "OpenApi", """{"type":"object","required":["openapi","info","paths"],"additionalProperties":true,"properties":{"openapi":{"type":"string"}}}""");

    private static readonly EmbeddedFileProvider Files = new(typeof(OpenApiEndpoints).Assembly, typeof(OpenApiEndpoints).Namespace + ".Page");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OpenApiDocument.Path, (OpenApiDocument document) => Results.Text(document.Text, "application/json")).IsOpen(Why)
            .Describes("Server", "getOpenApi", "This document.", Api.Answers(200, "The document.", Document));
        routes.MapGet(Page, () => File("page.html", "text/html; charset=utf-8")).IsOpen(Why).IsPage();
        routes.MapGet(Page + "/page.mjs", () => File("page.mjs", "text/javascript; charset=utf-8")).IsOpen(Why).IsPage();
        routes.MapGet(Page + "/page.css", () => File("page.css", "text/css; charset=utf-8")).IsOpen(Why).IsPage();
    }

    private static IResult File(string name, string type) => Results.Stream(Files.GetFileInfo(name).CreateReadStream(), type);
}

using Microsoft.Extensions.FileProviders;
using Redline.Server.Http;
using Redline.Server.OpenApi;

namespace Redline.Server.Telemetry;

/// <summary><c>GET /telemetry</c>: a page that shows how the desktops fare. Without data: it signs in by itself.</summary>
internal static class TelemetryPage
{
    private const string Path = "/telemetry";
    private const string Why = "a page without data: it signs in by itself";

    private static readonly EmbeddedFileProvider Files = new(typeof(TelemetryPage).Assembly, typeof(TelemetryPage).Namespace + ".Page");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => File("page.html", "text/html; charset=utf-8")).IsOpen(Why).IsPage();
        routes.MapGet(Path + "/page.mjs", () => File("page.mjs", "text/javascript; charset=utf-8")).IsOpen(Why).IsPage();
        routes.MapGet(Path + "/page.css", () => File("page.css", "text/css; charset=utf-8")).IsOpen(Why).IsPage();
    }

    private static IResult File(string name, string type) => Results.Stream(Files.GetFileInfo(name).CreateReadStream(), type);
}

using Microsoft.Extensions.FileProviders;
using Redline.Server.Http;
using Redline.Server.OpenApi;

namespace Redline.Server;

/// <summary>A page without data that comes with the server: page.html, page.mjs and page.css of a feature's Page folder.</summary>
internal static class EmbeddedPage
{
    /// <summary>Serves a feature's page at a path, open to everybody.</summary>
    /// <param name="routes">Where it is served.</param>
    /// <param name="feature">A type of the feature whose folder has the page.</param>
    /// <param name="path">Where the page is; its script and style stand below it.</param>
    /// <param name="why">Why it needs no permission.</param>
    public static void Map(IEndpointRouteBuilder routes, Type feature, string path, string why)
    {
        var files = new EmbeddedFileProvider(feature.Assembly, feature.Namespace + ".Page");
        Serve("", "page.html", "text/html; charset=utf-8");
        Serve("/page.mjs", "page.mjs", "text/javascript; charset=utf-8");
        Serve("/page.css", "page.css", "text/css; charset=utf-8");

        void Serve(string below, string name, string type) =>
            routes.MapGet(path + below, () => Results.Stream(files.GetFileInfo(name).CreateReadStream(), type)).IsOpen(why).IsPage();
    }
}

using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.FileProviders;
using Redline.Server.Http;

namespace Redline.Server;

/// <summary>
/// The HTTP side: what every request passes, in order, and the pages. What is served besides is the caller's, who makes
/// everything that decides or delivers in its own straight line.
/// </summary>
internal static class RedlineServer
{
    private const int MaxBodyBytes = 8 << 20;

    /// <summary>Builds a server on loopback; it listens when it is started.</summary>
    /// <param name="port">The port; 0: any free one.</param>
    /// <param name="logs">Where warnings and worse go.</param>
    /// <param name="addServices">Adds what the endpoints need.</param>
    /// <param name="mapEndpoints">Maps them.</param>
    public static WebApplication Build(
        int port, ILoggerProvider logs, Action<IServiceCollection> addServices, Action<IEndpointRouteBuilder> mapEndpoints)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = MaxBodyBytes;
            k.Listen(System.Net.IPAddress.Loopback, port);
        });

        // Run from a clone, the pages stand in the source tree and a manifest beside the executable says where.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore();
        addServices(builder.Services);

        var app = builder.Build();
        app.UseMiddleware<CorrelationIds>();
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<LoopbackHosts>();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = PageHeaders.CacheAssets });
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        app.UseRouting();
        mapEndpoints(app);
        app.MapGet("/", () => Results.Redirect("/desktop")).IsOpen("a page without data");
        app.MapGet("/desktop", (IWebHostEnvironment web) => Page(web.WebRootFileProvider.GetFileInfo("desktop/index.html")))
            .IsOpen("a page without data: it signs in by itself");
        return app;
    }

    private static IResult Page(IFileInfo page) => page.Exists
        ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
        : Results.Text("The pages were not built: build without SkipWeb=true.", statusCode: StatusCodes.Status503ServiceUnavailable);
}

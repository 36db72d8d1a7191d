using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.FileProviders;
using Redline.Delivery.Organizations;
using Redline.Server.Desktop;
using Redline.Server.Health;
using Redline.Server.Identity;

namespace Redline.Server;

/// <summary>
/// The composition of the HTTP side: what is served, in the order it is asked. Everything that decides or delivers is
/// made by the caller, in its own straight line.
/// </summary>
internal static class RedlineServer
{
    /// <summary>Builds the server on loopback; it listens when it is started.</summary>
    public static WebApplication Build(int port, EngineLoop loop, DesktopHub hub, SignInCodes codes, DesktopOptions desktop, TimeProvider wall, ILoggerProvider logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 1 << 20;
            k.Listen(System.Net.IPAddress.Loopback, port);
        });

        // Run from a clone, the pages stand in the source tree and a manifest beside the executable says where.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(wall);
        builder.Services.AddSingleton(loop);
        builder.Services.AddSingleton(hub);
        builder.Services.AddSingleton(codes);
        builder.Services.AddSingleton(desktop);
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddSingleton<DesktopEndpoint>();

        var app = builder.Build();
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<LoopbackHosts>();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = PageHeaders.CacheAssets });
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        app.UseRouting();
        HealthEndpoints.Map(app);
        TokenEndpoint.Map(app);
        DesktopEndpoint.Map(app);
        app.MapGet("/", () => Results.Redirect("/desktop"));
        app.MapGet("/desktop", (IWebHostEnvironment web) => Page(web.WebRootFileProvider.GetFileInfo("desktop/index.html")));
        return app;
    }

    private static IResult Page(IFileInfo page) => page.Exists
        ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
        : Results.Text("The pages were not built: build without SkipWeb=true.", statusCode: StatusCodes.Status503ServiceUnavailable);
}

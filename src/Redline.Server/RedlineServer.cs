using System.Net;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Redline.Server.Effects;
using Redline.Server.Http;
using Redline.Server.Idempotency;
using Redline.Server.OpenApi;
using Redline.Server.Serving;

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
        int port, ILoggerProvider logs, Action<IServiceCollection> addServices, Action<IEndpointRouteBuilder> mapEndpoints) =>
        Build(new ServeOptions { Port = port }, logs, addServices, mapEndpoints);

    /// <summary>Builds a server; it listens when it is started.</summary>
    /// <param name="options">Where it listens, and for whom. They are valid.</param>
    /// <param name="logs">Where warnings and worse go.</param>
    /// <param name="addServices">Adds what the endpoints need.</param>
    /// <param name="mapEndpoints">Maps them.</param>
    /// <exception cref="InvalidDataException">The certificate cannot be used.</exception>
    public static WebApplication Build(
        ServeOptions options, ILoggerProvider logs, Action<IServiceCollection> addServices, Action<IEndpointRouteBuilder> mapEndpoints)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(k => Listen(k, options));

        // Run from a clone, the pages stand in the source tree and a manifest beside the executable says where.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore().AddSingleton(new AllowedOrigins(options.AllowedOrigins));
        addServices(builder.Services);
        builder.Services.TryAddSingleton(new IdempotencyOptions());
        builder.Services.AddSingleton<KeptAnswers>().AddSingleton<IdempotentRequests>().AddSingleton<OpenApiDocument>();

        var app = builder.Build();
        app.Services.GetService<OwnServer>()?.AttachTo(app);
        if (options.TrustedProxies.Count > 0) app.UseForwardedHeaders(Forwarded(options));
        app.UseMiddleware<CorrelationIds>();
        app.UseMiddleware<PageHeaders>(new FrameAncestors(options.FrameAncestors));
        app.UseMiddleware<AllowedHosts>(options.Hosts);
        app.UseMiddleware<CrossOrigin>();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = PageHeaders.ForFile });
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        app.UseRouting();
        mapEndpoints(app);
        OpenApiEndpoints.Map(app);
        app.MapGet("/", () => Results.Redirect("/desktop")).IsOpen("a page without data");
        MapPage(app, "desktop");
        MapPage(app, "genesys");
        MapPage(app, "flows", "console");
        return app;
    }

    private static void MapPage(IEndpointRouteBuilder routes, string name, string? folder = null) =>
        routes.MapGet("/" + name, (IWebHostEnvironment web) => Page(web.WebRootFileProvider.GetFileInfo((folder ?? name) + "/index.html")))
            .IsOpen("a page without data: it signs in by itself");

    private static void Listen(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        var certificates = options.Tls.IsOn
            ? new TlsCertificates(options.Tls, kestrel.ApplicationServices.GetRequiredService<ILogger<TlsCertificates>>())
            : null;
        foreach (var address in options.Address)
        {
            kestrel.Listen(IPAddress.Parse(address), options.Port, listen =>
            {
                // Over HTTP/2 a browser opens a socket with CONNECT, to which no endpoint of ours answers.
                listen.Protocols = HttpProtocols.Http1;
                if (certificates is not null)
                    listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificates.ForHandshake()) });
            });
        }
    }

    private static ForwardedHeadersOptions Forwarded(ServeOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null, // as far as each hop is one of the proxies
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        return forwarded;
    }

    private static IResult Page(IFileInfo page) => page.Exists
        ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
        : Results.Text("The pages were not built: build without SkipWeb=true.", statusCode: StatusCodes.Status503ServiceUnavailable);
}

using Microsoft.AspNetCore.StaticFiles;
using Redline.Server.Http;

namespace Redline.Server;

/// <summary>The headers of every answer: pages load nothing from elsewhere and run nothing that is not a file of ours.</summary>
internal sealed class PageHeaders(RequestDelegate next, FrameAncestors ancestors)
{
    private static readonly PathString[] Assets = ["/desktop/assets", "/genesys/assets", "/console/assets"];

    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html; frame-ancestors ";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy + ancestors.Of(http.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";

        // Not for loopback: the browser would ask other programs on this machine for TLS too.
        if (http.Request.IsHttps && !AllowedHosts.IsLoopback(http.Request)) headers.StrictTransportSecurity = "max-age=31536000";
        return next(http);
    }

    /// <summary>
    /// Assets carry a hash of their content in their name: what was fetched once never changes. The script for custom
    /// desktops keeps its name, so it is asked for again, and any page may load it: it holds nothing of anybody.
    /// </summary>
    public static void ForFile(StaticFileResponseContext context)
    {
        var (path, headers) = (context.Context.Request.Path, context.Context.Response.Headers);
        if (Assets.Any(a => path.StartsWithSegments(a))) headers.CacheControl = "public, max-age=31536000, immutable";
        if (path.StartsWithSegments("/sdk")) headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}

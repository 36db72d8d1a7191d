using Redline.Server.Serving;

namespace Redline.Server.Tests.Http;

public sealed class FrameAncestorsTests
{
    private const string Genesys = "https://apps.mypurecloud.de";

    [Theory]
    [InlineData("/desktop", $"'self' {Genesys} https://*.example.com")]
    [InlineData("/genesys", $"'self' {Genesys} https://*.example.com")]
    [InlineData("/genesys/assets/none.js", $"'self' {Genesys} https://*.example.com")]
    [InlineData("/telemetry", "'self'")]
    [InlineData("/docs/api", "'self'")]
    public async Task Page_WhenAncestorsAreNamed_MayBeFramedByThemWherePeopleWork(string path, string ancestors)
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { FrameAncestors = [Genesys, "https://*.example.com"] });

        Assert.Equal(ancestors, await AncestorsAsync(server, path));
    }

    [Fact]
    public async Task Page_WhenNoneIsNamed_MayBeFramedByTheServersOwnOnly()
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions());

        Assert.Equal("'self'", await AncestorsAsync(server, "/genesys"));
    }

    private static async Task<string> AncestorsAsync(HttpServer server, string path)
    {
        using var answer = await server.SendAsync($"http://localhost:{server.Port}{path}");
        Assert.False(answer.Headers.Contains("X-Frame-Options"), "It cannot name other origins, and browsers would obey it.");
        var directives = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        return Assert.Single(directives, d => d.StartsWith("frame-ancestors ", StringComparison.Ordinal))["frame-ancestors ".Length..];
    }
}

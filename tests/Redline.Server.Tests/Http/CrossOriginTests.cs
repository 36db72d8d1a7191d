using System.Net;
using Microsoft.AspNetCore.Http;
using Redline.Server.Http;
using Redline.Server.Serving;

namespace Redline.Server.Tests.Http;

public sealed class CrossOriginTests
{
    private const string Desk = "https://desk.example.com";

    [Fact]
    public async Task Preflight_WhenTheOriginIsAllowed_SaysWhatThePageMaySend()
    {
        await using var server = await StartAsync();

        using var answer = await PreflightAsync(server, Desk);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Desk, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Contains("PUT", Header(answer, "Access-Control-Allow-Methods"));
        Assert.Contains("Idempotency-Key", Header(answer, "Access-Control-Allow-Headers"));
        Assert.Equal("", Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Equal("Origin", Header(answer, "Vary"));
    }

    [Fact]
    public async Task Answer_WhenTheOriginIsAllowed_ShowsItsHeaders()
    {
        await using var server = await StartAsync();

        using var answer = await server.SendAsync($"http://localhost:{server.Port}/api/seen", ("Origin", Desk));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Desk, Header(answer, "Access-Control-Allow-Origin"));
        Assert.All((string[])["ETag", "Location", "Retry-After", CorrelationIds.Header], h => Assert.Contains(h, Header(answer, "Access-Control-Expose-Headers")));
    }

    [Theory]
    [InlineData("/sdk/v1/redline-desktop.js", Desk)]
    [InlineData("/desktop", "")]
    public async Task Script_WhenTheOriginIsAllowed_MayBeReadWhereThePagesMayNot(string path, string allowed)
    {
        await using var server = await StartAsync();

        using var answer = await server.SendAsync($"http://localhost:{server.Port}{path}", ("Origin", Desk));

        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://desk.example.com.evil.example")]
    [InlineData("http://desk.example.com")]
    [InlineData("https://DESK.example.com")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task Origin_WhenItIsNotAllowed_GetsNothing(string origin)
    {
        await using var server = await StartAsync();

        using var preflight = await PreflightAsync(server, origin);
        using var answer = await server.SendAsync($"http://localhost:{server.Port}/api/seen", ("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, preflight.StatusCode);
        Assert.Equal("", Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal("", Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("Origin", Header(answer, "Vary"));
    }

    [Fact]
    public async Task Origin_WhenNoneIsAllowed_GetsNothing()
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions());

        using var preflight = await PreflightAsync(server, Desk);

        Assert.Equal("", Header(preflight, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Desk, true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://localhost:5081", false)]
    [InlineData("null", false)]
    public void Allows_WhenAPageOpensTheSocket_KnowsTheServersOwnAndTheNamed(string? origin, bool allowed)
    {
        var http = new DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host) = ("http", new HostString("localhost", 5080));
        if (origin is not null) http.Request.Headers.Origin = origin;

        Assert.Equal(allowed, new AllowedOrigins([Desk]).Allows(http.Request));
    }

    private static Task<HttpServer> StartAsync() => HttpServer.StartAsync(new ServeOptions { AllowedOrigins = [Desk] });

    private static Task<HttpResponseMessage> PreflightAsync(HttpServer server, string origin) => server.SendAsync(
        $"http://localhost:{server.Port}/api/seen", ("method", "OPTIONS"), ("Origin", origin), ("Access-Control-Request-Method", "PUT"));

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}

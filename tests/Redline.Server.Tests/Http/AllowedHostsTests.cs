using System.Net;
using Redline.Server.Serving;

namespace Redline.Server.Tests.Http;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("redline.example.com", HttpStatusCode.OK)]
    [InlineData("REDLINE.example.com", HttpStatusCode.OK)]
    [InlineData("other.example.com", HttpStatusCode.MisdirectedRequest)]
    [InlineData("redline.example.com.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.0.2.1", HttpStatusCode.MisdirectedRequest)]
    public async Task Host_WhenItIsNotOurs_IsRefused(string host, HttpStatusCode status)
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { Hosts = ["redline.example.com"] });

        using var answer = await server.SendAsync($"http://{host}:{server.Port}/api/seen");

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Forwarded_WhenTheProxyIsTrusted_CountsAndIsCheckedAsAHost()
    {
        await using var server = await HttpServer.StartAsync(
            new ServeOptions { Hosts = ["redline.example.com"], TrustedProxies = ["127.0.0.0/8"] });
        (string, string)[] headers = [("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "redline.example.com")];

        using var answer = await server.SendAsync($"http://localhost:{server.Port}/api/seen", headers);

        Assert.Equal("""{"scheme":"https","host":"redline.example.com","address":"192.0.2.7"}""", await TextOf(answer));
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        using var foreign = await server.SendAsync($"http://localhost:{server.Port}/api/seen", ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Host", "evil.example"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, foreign.StatusCode);
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData(null)]
    public async Task Forwarded_WhenTheSenderIsNoTrustedProxy_IsIgnored(string? proxies)
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { TrustedProxies = proxies is null ? [] : [proxies] });

        using var answer = await server.SendAsync(
            $"http://localhost:{server.Port}/api/seen", ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal($$"""{"scheme":"http","host":"localhost:{{server.Port}}","address":"127.0.0.1"}""", await TextOf(answer));
    }

    private static Task<string> TextOf(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

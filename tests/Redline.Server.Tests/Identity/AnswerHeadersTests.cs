using System.Net;

namespace Redline.Server.Tests.Identity;

/// <summary>What is true of every answer, whoever asked for whatever.</summary>
public sealed class AnswerHeadersTests
{
    [Theory]
    [InlineData("GET", "/", HttpStatusCode.Redirect)]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("POST", "/oauth/token", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/oauth/token", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/v2/desktop", HttpStatusCode.UpgradeRequired)]
    [InlineData("GET", "/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/desktop/../../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health/live", HttpStatusCode.MisdirectedRequest, "redline.example")]
    public async Task Answer_WhateverItIs_CarriesTheSecurityHeaders(
        string method, string path, HttpStatusCode status, string? host = null)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await SendAsync(server, method, path, host);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.NotNull(answer.Headers.CacheControl);
        Assert.False(answer.Headers.Contains("Server"), "It names what it is made of.");
    }

    [Theory]
    [InlineData("redline.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.0.1")]
    [InlineData("0.0.0.0")]
    public async Task Host_WhenItNamesAnotherMachine_IsMisdirected(string host)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await SendAsync(server, "GET", "/health/live", host);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Contains("host.refused", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]")]
    public async Task Host_WhenItNamesThisMachine_IsServed(string host)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await SendAsync(server, "GET", "/health/live", host);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server, string method, string path, string? host)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Host = host;
        return await client.SendAsync(request).InTime();
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Redline.Server.Http;
using Redline.Server.Serving;

namespace Redline.Server.Tests.Http;

/// <summary>What every request passes, with one endpoint behind it that says what it sees.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpServer(WebApplication app, CollectingLogs logs) => (_app, Logs) = (app, logs);

    public CollectingLogs Logs { get; }

    public int Port => new Uri(_app.Urls.First()).Port;

    public static async Task<HttpServer> StartAsync(ServeOptions options)
    {
        Assert.Empty(options.Validate());
        Assert.Empty(options.Tls.Validate());
        var logs = new CollectingLogs();
        var app = RedlineServer.Build(options with { Port = 0 }, logs, _ => { }, routes => routes.MapGet(
            "/api/seen", (HttpContext http) => Results.Json(new
            {
                http.Request.Scheme,
                Host = http.Request.Host.Value,
                Address = http.Connection.RemoteIpAddress!.ToString(),
            })).IsOpen("for this test"));
        await app.StartAsync();
        return new(app, logs);
    }

    /// <summary>Sends a request to the server, whatever host its address names; every certificate is believed.</summary>
    public async Task<HttpResponseMessage> SendAsync(string url, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, Port, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => Seen(certificate) },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
        {
            if (name == "method") request.Method = new HttpMethod(value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);

        bool Seen(System.Security.Cryptography.X509Certificates.X509Certificate? certificate)
        {
            LastSubject = certificate?.Subject;
            return true;
        }
    }

    /// <summary>Whose certificate the last handshake got.</summary>
    public string? LastSubject { get; private set; }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

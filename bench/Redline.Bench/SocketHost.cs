using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Redline.Bench;

/// <summary>Kestrel on a free port of loopback with the server's own WebSocket settings, and nothing else.</summary>
internal sealed class SocketHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <summary>A host that gives every socket to one who serves it until it ends.</summary>
    public SocketHost(Func<WebSocket, Task> serveAsync)
        : this(_ => { }, app => app.Run(http => AcceptAsync(http, serveAsync)))
    {
    }

    public SocketHost(Action<IServiceCollection> addServices, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        addServices(builder.Services);
        _app = builder.Build();
        _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        map(_app);
    }

    public Uri Address => new UriBuilder(_app.Urls.First()) { Scheme = "ws" }.Uri;

    public IServiceProvider Services => _app.Services;

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AcceptAsync(HttpContext http, Func<WebSocket, Task> serveAsync)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await serveAsync(socket);
    }
}

using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace Redline.Bench;

/// <summary>What one would write first: the same bytes sent to one socket after the other, and a receive loop each.</summary>
internal sealed class KestrelLane : ILaneServer
{
    private const int ReceiveBytes = 4096;

    private readonly ConcurrentQueue<WebSocket> _sockets = new();
    private readonly BenchAlerts _alerts = new();
    private readonly SocketHost _host;

    private KestrelLane() => _host = new(ServeAsync);

    public Uri Address => _host.Address;

    public static async Task<ILaneServer> StartAsync()
    {
        var lane = new KestrelLane();
        await lane._host.StartAsync();
        return lane;
    }

    public Task<string> GreetingAsync(int desktop) => Task.FromResult("");

    public async Task<DateTimeOffset> SendAsync()
    {
        var due = TimeProvider.System.GetUtcNow();
        var frame = _alerts.NextFrame();
        foreach (var socket in _sockets) await socket.SendAsync(frame, WebSocketMessageType.Text, true, CancellationToken.None);
        return due;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task ServeAsync(WebSocket socket)
    {
        _sockets.Enqueue(socket);
        var buffer = new byte[ReceiveBytes];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
                // Desktops here say nothing.
            }
        }
        catch (WebSocketException)
        {
            // Gone; the measurement is over.
        }
    }
}

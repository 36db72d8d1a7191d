using System.Net.WebSockets;
using System.Text;

namespace Redline.Bench;

/// <summary>A desktop as plain as it can be: a WebSocket that says hello and counts the alerts it is shown.</summary>
internal sealed class BenchDesktop : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Task _run = Task.CompletedTask;

    public static async Task<BenchDesktop> ConnectAsync(Uri address, string hello, Receipts triggered, Receipts resolved)
    {
        var desktop = new BenchDesktop();
        await desktop._socket.ConnectAsync(address, CancellationToken.None);
        await desktop.SendAsync(hello);

        // Hello, reset and metrics: from here on the desktop is told what happens.
        for (var i = 0; i < 3; i++) await desktop.ReceiveAsync();
        desktop._run = desktop.RunAsync(triggered, resolved);
        return desktop;
    }

    /// <summary>Says that it is there.</summary>
    public Task PingAsync() => SendAsync("""{"type":"ping","id":1}""");

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _run;
        _socket.Dispose();
    }

    private async Task RunAsync(Receipts triggered, Receipts resolved)
    {
        try
        {
            while (true)
            {
                var length = await ReceiveAsync();
                if (length == 0) return;
                var frame = _buffer.AsSpan(0, length);
                if (frame.IndexOf("\"state\":\"TRIGGERED\""u8) >= 0) triggered.Receive();
                else if (frame.IndexOf("\"state\":\"RESOLVED\""u8) >= 0) resolved.Receive();
            }
        }
        catch (WebSocketException)
        {
            // Aborted by DisposeAsync; a desktop lost earlier shows as a receipt that never comes.
        }
        catch (OperationCanceledException)
        {
            // Likewise.
        }
    }

    private async Task<int> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return 0;
            length += part.Count;
            if (part.EndOfMessage) return length;
        }
    }

    private Task SendAsync(string frame) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}

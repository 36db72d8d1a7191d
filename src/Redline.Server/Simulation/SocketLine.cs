using System.Net.WebSockets;
using System.Threading.Channels;
using Redline.Simulator.Channels;

namespace Redline.Server.Simulation;

/// <summary>
/// A WebSocket and the frames that wait for it: 20,000 at most, then it is cut, as the platform cuts who does not read.
/// </summary>
internal sealed class SocketLine(WebSocket socket) : IEmulatedSocket
{
    private const int MostFrames = 20_000;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<(ReadOnlyMemory<byte> Frame, int Code, string Reason)> _line =
        Channel.CreateBounded<(ReadOnlyMemory<byte>, int, string)>(new BoundedChannelOptions(MostFrames) { SingleReader = true });

    public void Send(ReadOnlyMemory<byte> frame)
    {
        if (!_line.Writer.TryWrite((frame, 0, ""))) Cut();
    }

    public void Close(int code, string reason)
    {
        if (!_line.Writer.TryWrite((default, code, reason))) Cut();
        _line.Writer.TryComplete();
    }

    public void Cut()
    {
        _line.Writer.TryComplete();
        socket.Abort();
    }

    /// <summary>Sends what is put in line until it is closed or cut.</summary>
    public async Task SendAllAsync()
    {
        try
        {
            await foreach (var (frame, code, reason) in _line.Reader.ReadAllAsync())
            {
                if (code == 0) await socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
                else await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).WaitAsync(CloseTimeout, TimeProvider.System);
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or TimeoutException or ObjectDisposedException or InvalidOperationException)
        {
            Cut();
        }
    }
}

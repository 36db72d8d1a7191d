using System.Net.WebSockets;
using Redline.Delivery.Desktop;

namespace Redline.Server.Desktop;

/// <summary>A desktop at a WebSocket.</summary>
internal sealed class SocketTransport(WebSocket socket, DesktopOptions options, TimeProvider wall) : IDesktopTransport
{
    /// <inheritdoc/>
    public string Kind => "SOCKET";

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) =>
        socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask CloseAsync(DesktopClosing? closing)
    {
        try
        {
            if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
            if (closing is not null) await SendAsync(DesktopFrames.Closing(closing)).AsTask().WaitAsync(options.SendTimeout, wall);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(options.SendTimeout, wall);
        }
        catch (Exception e) when (DesktopGone.Is(e))
        {
            socket.Abort();
        }
    }

    /// <inheritdoc/>
    public void Abort() => socket.Abort();
}

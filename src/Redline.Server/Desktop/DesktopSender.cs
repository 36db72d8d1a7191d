using System.Net.WebSockets;
using Redline.Delivery.Desktop;

namespace Redline.Server.Desktop;

/// <summary>Sends to one socket, each step bounded in time: a step that takes longer aborts the socket.</summary>
internal static class DesktopSender
{
    public static async Task SendAsync(WebSocket socket, ReadOnlyMemory<byte> frame, TimeSpan timeout, TimeProvider wall)
    {
        using var limit = new CancellationTokenSource(timeout, wall);
        await socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, limit.Token);
    }

    /// <summary>Says why, if there is somebody to tell, and closes this side.</summary>
    public static async Task CloseAsync(WebSocket socket, DesktopClosing? closing, TimeSpan timeout, TimeProvider wall)
    {
        try
        {
            if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
            if (closing is not null) await SendAsync(socket, DesktopFrames.Closing(closing), timeout, wall);
            using var limit = new CancellationTokenSource(timeout, wall);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception e) when (IsGone(e))
        {
            socket.Abort();
        }
    }

    /// <summary>Whether an exception says that the other side is gone or too slow.</summary>
    public static bool IsGone(Exception e) =>
        e is OperationCanceledException or WebSocketException or ObjectDisposedException or IOException or InvalidOperationException;
}

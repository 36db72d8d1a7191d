using System.Net.WebSockets;
using Redline.Delivery.Desktop;

namespace Redline.Server.Desktop;

/// <summary>What came from a socket.</summary>
/// <param name="Frame">A frame of the protocol; null: none.</param>
/// <param name="Problem">Why what came is no frame; null: it is one, or nothing came.</param>
/// <param name="IsGone">The desktop closed, broke off, or was not heard in time.</param>
internal readonly record struct Received(ClientFrame? Frame, DesktopClosing? Problem, bool IsGone);

/// <summary>
/// Receives one message from a socket, bounded in size; never throws for what a desktop does. There is no way to cancel
/// it: a cancelled receive aborts the socket, and then the desktop could not be told why it is closed.
/// </summary>
internal static class DesktopReceiver
{
    public static async Task<Received> ReceiveAsync(WebSocket socket, byte[] buffer)
    {
        var length = 0;
        try
        {
            while (true)
            {
                var room = buffer.AsMemory(length, Math.Min(buffer.Length, ClientFrame.MaxBytes) - length);
                if (room.IsEmpty) return new(null, DesktopClosing.FrameTooLarge, false);
                var part = await socket.ReceiveAsync(room, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return new(null, null, true);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Binary) return new(null, DesktopClosing.FrameInvalid, false);
                if (part.EndOfMessage) break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException or IOException)
        {
            return new(null, null, true);
        }

        var frame = ClientFrame.Read(buffer.AsMemory(0, length));
        return frame is null ? new(null, DesktopClosing.FrameInvalid, false) : new(frame, null, false);
    }
}

using System.Buffers;
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
    // Waits without a buffer: most desktops say nothing most of the time, and there are thousands of them.
    public static async Task<Received> ReceiveAsync(WebSocket socket)
    {
        byte[]? buffer = null;
        try
        {
            var arrived = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (arrived.MessageType == WebSocketMessageType.Close) return new(null, null, true);
            if (arrived.EndOfMessage) return new(null, DesktopClosing.FrameInvalid, false); // a message of nothing
            buffer = ArrayPool<byte>.Shared.Rent(ClientFrame.MaxBytes);
            return await ReceiveAsync(socket, buffer.AsMemory(0, ClientFrame.MaxBytes));
        }
        catch (Exception e) when (DesktopGone.Is(e))
        {
            return new(null, null, true);
        }
        finally
        {
            // It may have held a token.
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static async ValueTask<Received> ReceiveAsync(WebSocket socket, Memory<byte> buffer)
    {
        for (var length = 0; ;)
        {
            if (length == buffer.Length) return new(null, DesktopClosing.FrameTooLarge, false);
            var part = await socket.ReceiveAsync(buffer[length..], CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return new(null, null, true);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Binary) return new(null, DesktopClosing.FrameInvalid, false);
            if (!part.EndOfMessage) continue;
            var frame = ClientFrameReader.Read(buffer[..length]);
            return frame is null ? new(null, DesktopClosing.FrameInvalid, false) : new(frame, null, false);
        }
    }
}

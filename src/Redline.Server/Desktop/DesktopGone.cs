using System.Net.WebSockets;

namespace Redline.Server.Desktop;

/// <summary>What the network throws when the other side is gone or too slow.</summary>
internal static class DesktopGone
{
    public static bool Is(Exception e) =>
        e is OperationCanceledException or WebSocketException or ObjectDisposedException or IOException or InvalidOperationException
            or TimeoutException;
}

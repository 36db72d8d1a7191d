using System.Net.WebSockets;
using Redline.Delivery.Desktop;

namespace Redline.Server.Desktop;

/// <summary>What is said over one socket, from the hello to the close. Used once.</summary>
internal sealed class DesktopConversation(
    WebSocket socket, DesktopHub hub, DesktopRequests requests, DesktopOptions options, TimeProvider wall)
{
    // After this side has closed, the other has this long to close too.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public async Task RunAsync()
    {
        var transport = new SocketTransport(socket, options, wall);
        var hello = DesktopReceiver.ReceiveAsync(socket);
        var (session, closing) = await GreetAsync(hello, transport);
        if (session is null)
        {
            await transport.CloseAsync(closing);
            await EndAsync(DrainAsync(hello));
            return;
        }

        var reading = ReadAsync(session);
        await Task.WhenAny(session.Ended, reading);
        hub.Leave(session);
        if (!session.Ended.IsCompleted) await LeaveAsync(session, transport);
        await EndAsync(reading);
    }

    // The desktop closed by itself, or is gone; closing this side is all there is to do.
    private static async Task LeaveAsync(DesktopSession session, SocketTransport transport)
    {
        session.End();
        await session.Ended;
        await transport.CloseAsync(null);
    }

    // The first frame is a hello with a valid token, in time; anything else ends here.
    private async Task<(DesktopSession? Session, DesktopClosing? Closing)> GreetAsync(Task<Received> hello, SocketTransport transport)
    {
        Received received;
        try
        {
            received = await hello.WaitAsync(options.HelloTimeout, wall);
        }
        catch (TimeoutException)
        {
            return (null, DesktopClosing.HelloTimeout);
        }

        if (received.IsGone) return default;
        if (received.Problem is { } problem) return (null, problem);
        return received.Frame is HelloFrame frame ? await hub.GreetAsync(frame, transport, wall) : (null, DesktopClosing.FrameInvalid);
    }

    // What still comes is read and dropped until the desktop closes too. A socket dropped in the middle of what it sends
    // breaks off, and it would not hear why it was closed.
    private async Task DrainAsync(Task<Received> next)
    {
        while (!(await next).IsGone) next = DesktopReceiver.ReceiveAsync(socket);
    }

    // Goes on after a problem for the same reason; the first problem is the one that is told.
    private async Task ReadAsync(DesktopSession session)
    {
        while (true)
        {
            var received = await DesktopReceiver.ReceiveAsync(socket);
            if (received.IsGone) return;
            if (received.Problem is { } problem) session.Close(problem);
            else requests.Take(session, received.Frame!);
        }
    }

    private async Task EndAsync(Task reading)
    {
        try
        {
            await reading.WaitAsync(CloseTimeout, wall);
        }
        catch (TimeoutException)
        {
            socket.Abort();
            await reading;
        }
    }
}

using System.Net.WebSockets;
using Redline.Delivery.Desktop;
using Redline.Server.Identity;

namespace Redline.Server.Desktop;

/// <summary>What is said over one socket, from the hello to the close. Used once.</summary>
internal sealed class DesktopConversation(
    WebSocket socket, DesktopHub hub, ICallers callers, DesktopOptions options, TimeProvider wall)
{
    // After this side has closed, the other has this long to close too.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private const int MaxToken = 1024;

    private readonly byte[] _buffer = new byte[ClientFrame.MaxBytes];

    public async Task RunAsync()
    {
        var hello = DesktopReceiver.ReceiveAsync(socket, _buffer);
        var (session, closing) = await GreetAsync(hello);
        if (session is null)
        {
            await DesktopSender.CloseAsync(socket, closing, options.SendTimeout, wall);
            await EndAsync(DrainAsync(hello));
            return;
        }

        using var owned = session;
        var writing = session.WriteAsync();
        var reading = ReadAsync(session);
        await Task.WhenAny(writing, reading);
        hub.Leave(session);
        if (!writing.IsCompleted) session.Abandon();
        await writing;
        await EndAsync(reading);
    }

    // The first frame is a hello with a valid token, in time; anything else ends here.
    private async Task<(DesktopSession? Session, DesktopClosing? Closing)> GreetAsync(Task<Received> hello)
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
        if (received.Frame is not HelloFrame frame) return (null, DesktopClosing.FrameInvalid);
        if (frame.Protocol != DesktopFrames.Protocol) return (null, DesktopClosing.ProtocolUnsupported);
        // A program's token stands for nobody who could be told.
        var caller = frame.Token.Length <= MaxToken ? await callers.FindAsync(frame.Token, CancellationToken.None) : null;
        if (caller?.Person is not { } person || !caller.May(Permissions.RegistrationAdd)) return (null, DesktopClosing.TokenInvalid);
        var session = new DesktopSession(socket, person, options, wall);
        return hub.Join(session) ? (session, null) : (null, DesktopClosing.ServerStopping);
    }

    // What still comes is read and dropped until the desktop closes too. A socket dropped in the middle of what it sends
    // breaks off, and it would not hear why it was closed.
    private async Task DrainAsync(Task<Received> next)
    {
        while (!(await next).IsGone) next = DesktopReceiver.ReceiveAsync(socket, _buffer);
    }

    // Goes on after a problem for the same reason; the first problem is the one that is told.
    private async Task ReadAsync(DesktopSession session)
    {
        // A desktop that is silent for too long is gone, whatever the network says.
        await using var silence = wall.CreateTimer(_ => socket.Abort(), null, options.SilenceTimeout, Timeout.InfiniteTimeSpan);
        while (true)
        {
            var received = await DesktopReceiver.ReceiveAsync(socket, _buffer);
            silence.Change(options.SilenceTimeout, Timeout.InfiniteTimeSpan);
            if (received.IsGone) return;
            if (received.Problem is { } problem) session.Close(problem);
            else if (received.Frame is PingFrame ping) session.Send(DesktopFrames.Pong(ping.Id));
            else session.Close(DesktopClosing.FrameInvalid);
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

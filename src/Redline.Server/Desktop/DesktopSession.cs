using System.Net.WebSockets;
using System.Threading.Channels;
using Redline.Delivery.Desktop;
using Redline.Server.Identity;

namespace Redline.Server.Desktop;

/// <summary>
/// One live socket of one person. Frames wait in a bounded outbox; a desktop that lets it fill is cut off and gets the
/// whole state when it comes back. <see cref="Send"/> and <see cref="Close"/> never wait; any thread.
/// </summary>
internal sealed class DesktopSession : IDisposable
{
    private readonly WebSocket _socket;
    private readonly DesktopOptions _options;
    private readonly TimeProvider _wall;
    private readonly Channel<ReadOnlyMemory<byte>> _outbox;
    private readonly CancellationTokenSource _end = new();
    private DesktopClosing? _closing;

    public DesktopSession(WebSocket socket, Person person, DesktopOptions options, TimeProvider wall)
    {
        _socket = socket;
        Person = person;
        _options = options;
        _wall = wall;
        _outbox = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(options.OutboxFrames) { SingleReader = true });
    }

    /// <summary>Who sits there.</summary>
    public Person Person { get; }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    /// <summary>Adds a frame to the outbox; cuts the desktop off when there is no room.</summary>
    public void Send(ReadOnlyMemory<byte> frame)
    {
        if (!_outbox.Writer.TryWrite(frame)) Close(DesktopClosing.SlowDesktop);
    }

    /// <summary>Ends the session for a reason; the first reason counts.</summary>
    public void Close(DesktopClosing closing)
    {
        if (Interlocked.CompareExchange(ref _closing, closing, null) is not null) return;
        _outbox.Writer.TryComplete();
        _end.Cancel();
    }

    /// <summary>Ends the session because the desktop went away; there is nobody to tell.</summary>
    public void Abandon()
    {
        _outbox.Writer.TryComplete();
        _end.Cancel();
    }

    /// <summary>Writes what is in the outbox until the session ends, then says why.</summary>
    public async Task WriteAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested && await _outbox.Reader.WaitToReadAsync(_end.Token))
                while (!_end.IsCancellationRequested && _outbox.Reader.TryRead(out var frame))
                    await DesktopSender.SendAsync(_socket, frame, _options.SendTimeout, _wall);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The session was ended; what is left in the outbox is void.
        }
        catch (Exception e) when (DesktopSender.IsGone(e))
        {
            _socket.Abort();
            Abandon();
            return;
        }

        await DesktopSender.CloseAsync(_socket, _closing, _options.SendTimeout, _wall);
    }
}

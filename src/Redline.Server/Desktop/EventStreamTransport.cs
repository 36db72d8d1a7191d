using System.Buffers;
using Redline.Delivery.Desktop;

namespace Redline.Server.Desktop;

/// <summary>A desktop at an answer that does not end, one event per frame, where the network lets no socket through.</summary>
internal sealed class EventStreamTransport(HttpContext http, DesktopOptions options, TimeProvider wall) : IDesktopTransport
{
    private static readonly byte[] Before = "data: "u8.ToArray();

    private static readonly byte[] After = "\n\n"u8.ToArray();

    /// <inheritdoc/>
    public string Kind => "STREAM";

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        // Frames are JSON on one line: nothing in them can end an event.
        var body = http.Response.BodyWriter;
        body.Write(Before);
        body.Write(frame.Span);
        body.Write(After);
        var flushed = await body.FlushAsync(http.RequestAborted);
        if (flushed.IsCompleted) throw new IOException("The desktop is gone.");
    }

    /// <inheritdoc/>
    public async ValueTask CloseAsync(DesktopClosing? closing)
    {
        try
        {
            if (closing is not null) await SendAsync(DesktopFrames.Closing(closing)).AsTask().WaitAsync(options.SendTimeout, wall);
        }
        catch (Exception e) when (DesktopGone.Is(e))
        {
            Abort();
        }
    }

    /// <inheritdoc/>
    public void Abort() => http.Abort();
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Redline.Bench;

/// <summary>The floor of P7: one flush to disk, then the bare bytes to each socket, and nothing else.</summary>
internal sealed class SendFloor : IDisposable
{
    private const int FrameBytes = 700;
    private const int PageBytes = 4096;
    private const int Pages = 1024;

    private readonly byte[] _page = new byte[PageBytes];
    private readonly byte[] _frame = new byte[FrameBytes];
    private readonly List<Socket> _senders = [];
    private readonly List<Socket> _receivers = [];
    private readonly Receipts _receipts;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private long _written;

    private SendFloor(string path, int receivers)
    {
        _receipts = new Receipts(receivers);
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);

        // Overwritten in place from now on, as SQLite writes its log: a growing file would flush metadata too.
        RandomAccess.Write(_file, new byte[Pages * PageBytes], 0);
        RandomAccess.FlushToDisk(_file);
    }

    public static async Task<SendFloor> OpenAsync(string path, int receivers)
    {
        var floor = new SendFloor(path, receivers);
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        for (var i = 0; i < receivers; i++)
        {
            var receiver = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await receiver.ConnectAsync(listener.LocalEndPoint!);
            var sender = await listener.AcceptAsync();
            sender.NoDelay = true;
            floor._senders.Add(sender);
            floor._receivers.Add(receiver);
            _ = floor.ReceiveAsync(receiver);
        }

        return floor;
    }

    /// <summary>Milliseconds from the beginning of the flush to the last receiver's last byte.</summary>
    public async Task<double> MeasureAsync()
    {
        _receipts.Arm();
        var start = Stopwatch.GetTimestamp();
        RandomAccess.Write(_file, _page, _written);
        _written = (_written + PageBytes) % (Pages * PageBytes);
        Native.Flush(_file);
        foreach (var sender in _senders) sender.Send(_frame);
        var last = await _receipts.LastAsync();
        return Stopwatch.GetElapsedTime(start, last.Timestamp).TotalMilliseconds;
    }

    public void Dispose()
    {
        foreach (var socket in _senders.Concat(_receivers)) socket.Dispose();
        _file.Dispose();
    }

    private async Task ReceiveAsync(Socket socket)
    {
        var buffer = new byte[FrameBytes];
        try
        {
            while (true)
            {
                var length = 0;
                while (length < FrameBytes)
                {
                    var part = await socket.ReceiveAsync(buffer.AsMemory(length));
                    if (part == 0) return;
                    length += part;
                }

                _receipts.Receive();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed by Dispose.
        }
    }
}

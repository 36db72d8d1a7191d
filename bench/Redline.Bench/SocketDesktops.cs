using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Redline.Bench;

/// <summary>
/// Desktops that cost next to nothing, the same in every lane: bare sockets which one thread empties in turn, counting a
/// word in what it reads.
/// </summary>
internal sealed class SocketDesktops : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private const int SmallBufferBytes = 4096;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly List<(Socket Socket, FrameScanner Seen)> _desktops = [];
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Thread _thread;
    private TaskCompletionSource<Receipt> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _word = [];
    private int _each = int.MaxValue;
    private int _missing;
    private int _lost;
    private long _bytes;
    private readonly ManualResetEventSlim _over = new();

    public SocketDesktops()
    {
        _thread = new(Run) { IsBackground = true };
        _thread.Start();
    }

    public int Count => _desktops.Count;

    /// <summary>What has been read altogether.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Frames of text since <see cref="Expect"/>, per desktop.</summary>
    public Spread Frames
    {
        get
        {
            lock (_lock) return Spread.Of([.. _desktops.Select(d => (double)d.Seen.Frames)]);
        }
    }

    /// <summary>Connects one more, which says something first unless that is empty.</summary>
    public async Task AddAsync(Uri address, string greeting)
    {
        var socket = await ConnectAsync(address, greeting, BufferBytes);
        socket.Blocking = false;
        lock (_lock) _desktops.Add((socket, new()));
    }

    /// <summary>Connects one that takes next to nothing, since nobody reads it.</summary>
    public static async Task<IDisposable> StallAsync(Uri address, string greeting) =>
        await ConnectAsync(address, greeting, SmallBufferBytes);

    /// <summary>Begins to count a word anew, of which each desktop is to read so many.</summary>
    public void Expect(string word, int each)
    {
        lock (_lock)
        {
            (_word, _each, _missing) = (Encoding.UTF8.GetBytes(word), each, _desktops.Count);
            _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var (_, seen) in _desktops) seen.Reset();
        }
    }

    /// <summary>When the last desktop had read them all, to the few milliseconds of a turn.</summary>
    public async Task<Receipt> LastAsync()
    {
        try
        {
            return await _all.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"{_missing} of {Count} desktops did not read what they should; {_lost} were cut off; frames {Frames}, {_bytes} bytes.");
        }
    }

    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
        foreach (var (socket, _) in _desktops) socket.Dispose();
    }

    private static async Task<Socket> ConnectAsync(Uri address, string greeting, int receiveBytes)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = receiveBytes, NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        await SkipHeadersAsync(socket);
        if (greeting.Length > 0) await socket.SendAsync(TextFrame(greeting));
        return socket;
    }

    private static async Task SkipHeadersAsync(Socket socket)
    {
        // One byte at a time: what follows is the first frame.
        var end = 0;
        var one = new byte[1];
        while (end < 4)
        {
            if (await socket.ReceiveAsync(one) == 0) throw new InvalidOperationException("The server refused the socket.");
            end = one[0] == "\r\n\r\n"u8[end] ? end + 1 : one[0] == '\r' ? 1 : 0;
        }
    }

    // Masked with zeros, as a client must mask.
    private static byte[] TextFrame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] length = payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [0x81, .. length, 0, 0, 0, 0, .. payload];
    }

    private void Run()
    {
        while (!_over.Wait(SweepInterval))
        {
            for (var i = 0; i < _desktops.Count; i++)
                lock (_lock)
                    Empty(_desktops[i].Socket, _desktops[i].Seen);
        }
    }

    private void Empty(Socket socket, FrameScanner seen)
    {
        while (true)
        {
            var length = socket.Receive(_buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock || seen.IsLost) return;
            if (error != SocketError.Success || length == 0)
            {
                seen.IsLost = true;
                _lost++;
                return;
            }

            Volatile.Write(ref _bytes, _bytes + length);
            var had = seen.Words >= _each;
            seen.Read(_buffer.AsSpan(0, length), _word);
            if (!had && seen.Words >= _each && --_missing == 0)
                _all.TrySetResult(new(Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow()));
            if (length < _buffer.Length) return;
        }
    }
}

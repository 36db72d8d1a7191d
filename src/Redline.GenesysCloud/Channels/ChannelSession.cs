using Redline.Engine;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Channels;

/// <summary>Why a session ended.</summary>
internal enum SessionEnd
{
    /// <summary>The socket closed or broke.</summary>
    Lost,

    /// <summary>Nothing came for too long, not even the answer to a ping.</summary>
    Silent,

    /// <summary>The platform said that it is about to close the socket.</summary>
    Closing,

    /// <summary>The channel is of no use any more.</summary>
    ChannelLost,
}

/// <summary>
/// One socket of a channel. Until <see cref="GoLiveAsync"/> what arrives is kept and not told: on top of values from before
/// a gap, a message that carries only what changed would make up a state that never was. Watches for silence.
/// </summary>
internal sealed class ChannelSession : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> Ping = """{"message":"ping"}"""u8.ToArray();

    private readonly IGenesysSocket _socket;
    private readonly GenesysIntake _intake;
    private readonly GenesysConnectorOptions _options;
    private readonly GenesysClocks _clocks;
    private readonly Func<ValueTask> _heardAsync;
    private readonly CancellationTokenSource _stop = new();
    private readonly Action _onEnd;
    private readonly Lock _lock = new();
    private readonly Queue<(byte[] Message, Instant At)> _kept = new();
    private Task _run = Task.CompletedTask;
    private long _lastHeard;
    private bool _isLive;
    private SessionEnd? _end;

    /// <param name="channel">Whose socket it is.</param>
    /// <param name="socket">The socket; the session's from now on.</param>
    /// <param name="intake">Where messages go.</param>
    /// <param name="options">How long silence may be.</param>
    /// <param name="clocks">The clocks.</param>
    /// <param name="heardAsync">Called with each heartbeat.</param>
    /// <param name="onEnd">Called once, when it is over.</param>
    public ChannelSession(
        NotificationChannel channel, IGenesysSocket socket, GenesysIntake intake, GenesysConnectorOptions options, GenesysClocks clocks, Func<ValueTask> heardAsync,
        Action onEnd)
    {
        (Channel, _socket, _intake, _options, _clocks, _heardAsync, _onEnd) = (channel, socket, intake, options, clocks, heardAsync, onEnd);
        StartedAt = _lastHeard = clocks.Organization.GetTimestamp();
    }

    public NotificationChannel Channel { get; }

    /// <summary>A timestamp of the organization's clock.</summary>
    public long StartedAt { get; }

    /// <summary>Why the session is over; null: it is not.</summary>
    public SessionEnd? End
    {
        get
        {
            lock (_lock) return _end;
        }
    }

    /// <summary>Begins to receive.</summary>
    public void Start() => _run = Task.WhenAll(ReceiveAsync(), WatchAsync());

    /// <summary>Tells what was kept, in its order, and from now on everything as it arrives.</summary>
    public async Task GoLiveAsync()
    {
        while (true)
        {
            (byte[] Message, Instant At)[] kept;
            lock (_lock)
            {
                kept = [.. _kept];
                _kept.Clear();
                if (kept.Length == 0)
                {
                    _isLive = true;
                    return;
                }
            }

            foreach (var (message, at) in kept) await _intake.TakeAsync(message, at);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _socket.DisposeAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync(_stop.Token) is { } message)
            {
                Volatile.Write(ref _lastHeard, _clocks.Organization.GetTimestamp());
                var kind = await TakeAsync(message);
                if (kind == EventKind.Heartbeat) await _heardAsync();
                else if (kind == EventKind.SocketClosing) Over(SessionEnd.Closing);
                else if (kind == EventKind.ChannelLost) Over(SessionEnd.ChannelLost);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
        finally
        {
            Over(SessionEnd.Lost);
        }
    }

    private void Over(SessionEnd end)
    {
        lock (_lock)
        {
            if (_end is not null) return;
            _end = end;
        }

        _onEnd();
    }

    private async ValueTask<EventKind> TakeAsync(ReadOnlyMemory<byte> message)
    {
        var now = _clocks.Now;
        lock (_lock)
        {
            if (!_isLive)
            {
                var kind = EventEnvelope.KindOf(message.Span);
                if (kind is not (EventKind.QueueMetrics or EventKind.UserActivity)) return kind;
                if (_kept.Count >= _options.MaxBufferedMessages) _kept.Dequeue();
                _kept.Enqueue((message.ToArray(), now));
                return kind;
            }
        }

        return await _intake.TakeAsync(message, now);
    }

    private async Task WatchAsync()
    {
        var isPinged = false;
        try
        {
            while (End is null)
            {
                var idle = _clocks.Organization.GetElapsedTime(Volatile.Read(ref _lastHeard));
                if (idle >= _options.DeadAfter)
                {
                    Over(SessionEnd.Silent);
                    return;
                }

                if (idle < _options.PingAfter) isPinged = false;
                else if (!isPinged)
                {
                    isPinged = true;
                    await _socket.SendAsync(Ping, _stop.Token);
                }

                await Task.Delay((isPinged ? _options.DeadAfter : _options.PingAfter) - idle, _clocks.Organization, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}

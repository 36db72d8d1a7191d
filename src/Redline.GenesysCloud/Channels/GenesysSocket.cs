using System.Net;
using System.Net.WebSockets;

namespace Redline.GenesysCloud.Channels;

/// <summary>A notification socket over the network. Messages up to a bound; a longer one ends it.</summary>
internal sealed class GenesysSocket(ClientWebSocket socket, int maxMessageBytes, TimeProvider wall) : IGenesysSocket
{
    private const int FirstBuffer = 16 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private byte[] _buffer = new byte[FirstBuffer];

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close) return null;
                length += received.Count;
                if (received.EndOfMessage) return _buffer.AsMemory(0, length);
                if (length < _buffer.Length) continue;
                if (_buffer.Length >= maxMessageBytes) return null;
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxMessageBytes));
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever receives sees the same.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(CloseTimeout, wall);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }
}

/// <summary>Opens sockets over the network, by the way requests take: the same proxy and the same authorities.</summary>
internal sealed class GenesysSocketOpener(HttpMessageInvoker way, GenesysConnectorOptions options, TimeProvider wall) : IGenesysSocketOpener
{
    /// <inheritdoc/>
    public async Task<SocketOpening> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            using var limit = new CancellationTokenSource(options.RequestTimeout, wall);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await socket.ConnectAsync(address, way, either.Token);
            return new(new GenesysSocket(socket, options.MaxMessageBytes, wall));
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var isRefused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

            // Not the exception's own words: they hold the address.
            var why = status != 0 ? $"the platform answered {(int)status}" : e is OperationCanceledException ? "no answer in time" : (e.InnerException ?? e).GetType().Name;
            return new(null, isRefused, $"The socket cannot be opened: {why}.");
        }
    }
}

namespace Redline.GenesysCloud.Channels;

/// <summary>A notification socket. One task receives, one at a time sends.</summary>
public interface IGenesysSocket : IAsyncDisposable
{
    /// <summary>The next message as UTF-8, valid until the next call; null: the socket is closed or broken.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Sends a text; one that does not go out shows as a broken socket at the other end of <see cref="ReceiveAsync"/>.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken);
}

/// <summary>What became of opening a socket.</summary>
/// <param name="Socket">The socket; null: there is none.</param>
/// <param name="IsRefused">Whether the platform refused the address: the channel is of no use any more.</param>
/// <param name="Problem">Why there is none, without the address.</param>
public sealed record SocketOpening(IGenesysSocket? Socket, bool IsRefused = false, string? Problem = null);

/// <summary>Opens notification sockets. Any thread.</summary>
public interface IGenesysSocketOpener
{
    /// <summary>Opens a socket. The address is a secret: it stands in no message.</summary>
    Task<SocketOpening> OpenAsync(Uri address, CancellationToken cancellationToken);
}

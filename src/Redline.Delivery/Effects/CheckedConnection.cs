using System.Net;
using System.Net.Sockets;

namespace Redline.Delivery.Effects;

/// <summary>No address of a host may be called.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);

/// <summary>
/// Connects to an address that was checked, not to a name that could lead elsewhere when it is looked up again. Of a host's
/// addresses those that may be called are tried in turn. Any thread.
/// </summary>
internal sealed class CheckedConnection(EgressRules rules, Func<string, CancellationToken, Task<IPAddress[]>>? resolve) : IDisposable
{
    private const int MaxAddresses = 6;

    /// <summary>A look-up may hold a thread of the pool until the system gives up: a resolver that hangs must not take them all.</summary>
    private const int MaxLookups = 4;

    private readonly SemaphoreSlim _lookups = new(MaxLookups);
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await FindAsync(host, cancellationToken);
        var allowed = addresses.Where(rules.Allows).Take(MaxAddresses).ToArray();
        if (allowed.Length == 0)
            throw new AddressRefusedException($"{host} leads to {addresses[0]}, which is not a public address, and in none of flows.allowedNetworks.");
        for (var i = 0; ; i++)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(allowed[i], port), cancellationToken);
            }
            catch (SocketException) when (i < allowed.Length - 1)
            {
                // The next one may do; what the last one says is told.
            }
        }
    }

    public void Dispose() => _lookups.Dispose();

    private static async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal)) return [literal];
        await _lookups.WaitAsync(cancellationToken);
        Task<IPAddress[]> lookup;
        try
        {
            lookup = _resolve(host, cancellationToken);
        }
        catch
        {
            _lookups.Release();
            throw;
        }

        _ = FreeAsync(lookup);
        var addresses = await lookup.WaitAsync(cancellationToken);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    // The place is free when the look-up has ended, not when it was given up; it may end after we have.
    private async Task FreeAsync(Task lookup)
    {
        await lookup.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            _lookups.Release();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits for it any more.
        }
    }
}

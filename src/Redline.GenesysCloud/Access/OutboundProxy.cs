using System.Net;

namespace Redline.GenesysCloud.Access;

/// <summary>
/// A proxy on the way out, with credentials, for HTTP and WebSocket alike, and the hosts it is not used for, written as
/// in NO_PROXY: a name, a domain with or without a leading dot, an address or network (CIDR), any of them with a port,
/// or <c>*</c>. Loopback never goes through it. Immutable.
/// </summary>
/// <param name="address">Where the proxy is.</param>
/// <param name="credentials">Who asks; null: it needs nobody.</param>
/// <param name="bypass">What it is not used for.</param>
public sealed class OutboundProxy(Uri address, NetworkCredential? credentials, IReadOnlyList<string> bypass) : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => credentials;
        set => throw new NotSupportedException("The credentials of the proxy are those it was made with.");
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback || bypass.Any(item => Matches(item.Trim(), host));

    private static bool Matches(string item, Uri host)
    {
        if (item == "*") return true;
        var colon = item.LastIndexOf(':');
        if (colon > 0 && item.IndexOf(':', StringComparison.Ordinal) == colon && int.TryParse(item.AsSpan(colon + 1), out var port))
        {
            if (host.Port != port) return false;
            item = item[..colon];
        }

        if (item.Length == 0) return false;
        var name = host.DnsSafeHost;
        if (IPNetwork.TryParse(item, out var network)) return IPAddress.TryParse(name, out var inside) && network.Contains(inside);
        if (IPAddress.TryParse(item, out var exact)) return IPAddress.TryParse(name, out var ip) && exact.Equals(ip);
        var domain = item.TrimStart('*').TrimStart('.');
        return domain.Length > 0
            && (name.Equals(domain, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
    }
}

using System.Net;

namespace Redline.Server.Http;

/// <summary>
/// Refuses requests that name another host than this server: a foreign page must not reach it by a name of its own that
/// leads here. Allowed are the names of the options, this machine's loopback, and the very address a request came in by:
/// a page can bend a name, not an address.
/// </summary>
internal sealed class AllowedHosts(RequestDelegate next, IReadOnlyList<string> hosts)
{
    private readonly HashSet<string> _hosts = new(hosts, StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext http) => IsAllowed(http)
        ? next(http)
        : ApiResults.WriteAsync(
            http, StatusCodes.Status421MisdirectedRequest, "host.refused",
            "This server does not answer to the name in the Host header; its operator can add it to server.hosts.");

    /// <summary>Whether a request names this machine's loopback.</summary>
    public static bool IsLoopback(HttpRequest request)
    {
        var host = request.Host.Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (AddressOf(host) is { } address && IPAddress.IsLoopback(address));
    }

    private bool IsAllowed(HttpContext http)
    {
        var host = http.Request.Host.Host;
        return IsLoopback(http.Request) || _hosts.Contains(host)
            || (AddressOf(host) is { } address && http.Connection.LocalIpAddress is { } own && Plain(address).Equals(Plain(own)));
    }

    private static IPAddress? AddressOf(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : null;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

using System.Net;
using Redline.Server.Http;

namespace Redline.Server;

/// <summary>
/// Refuses requests that name another host than this machine's loopback: a foreign page must not reach a server on
/// loopback by a name of its own that leads here.
/// </summary>
internal sealed class LoopbackHosts(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var host = http.Request.Host.Host;
        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        return isLoopback
            ? next(http)
            : ApiResults.WriteAsync(http, StatusCodes.Status421MisdirectedRequest, "host.refused", "This server answers on loopback only.");
    }
}

using Redline.Server.Http;
using Redline.Server.OpenApi;

namespace Redline.Server.Desktop;

/// <summary>
/// <c>GET /api/v2/desktop</c>: the WebSocket of the desktop protocol. The permission is the token of the first frame; a
/// page of another origin is refused before that, since browsers let any page open a socket.
/// </summary>
internal sealed class DesktopEndpoint(DesktopHub hub, DesktopRequests requests, DesktopOptions options, AllowedOrigins origins, TimeProvider wall)
{
    public const string Path = "/api/v2/desktop";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, (HttpContext http, DesktopEndpoint endpoint) => endpoint.HandleAsync(http))
            .IsOpen("the first frame carries the token: a browser cannot set a header on a socket")
            .Describes("Desktop", "openDesktop", "Opens the WebSocket of the desktop protocol.", Api.Answers(101, "The socket is open."),
                Api.Refuses(403, "desktop.origin.refused"), Api.Refuses(426, "desktop.websocket.required"), Api.Refuses(503, "desktop.limit"));

    private async Task HandleAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await ApiResults.WriteAsync(http, StatusCodes.Status426UpgradeRequired, "desktop.websocket.required", "Open a WebSocket here.");
            return;
        }

        if (!origins.Allows(http.Request))
        {
            await ApiResults.WriteAsync(http, StatusCodes.Status403Forbidden, "desktop.origin.refused", "Pages of another origin are not allowed.");
            return;
        }

        if (!hub.TryEnter())
        {
            await ApiResults.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "desktop.limit", "Too many desktops are connected.");
            return;
        }

        try
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await new DesktopConversation(socket, hub, requests, options, wall).RunAsync();
        }
        finally
        {
            hub.Exit();
        }
    }
}

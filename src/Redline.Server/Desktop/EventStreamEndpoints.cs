using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Redline.Delivery.Desktop;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Desktop;

/// <summary>
/// The desktop protocol where the network lets no WebSocket through: <c>GET /api/v2/desktop/stream</c> gives the
/// server's frames as server-sent events, <c>POST /api/v2/desktop/sessions/{id}/frames</c> takes the desktop's. The
/// token is in the header of both.
/// </summary>
internal static class EventStreamEndpoints
{
    private const string Tag = "Desktop";

    private static readonly ApiSchema ClientFrameSchema = ApiSchema.Written("ClientFrame", """
        {"type":"object","required":["type"],"description":"Any but hello; see docs/desktop-protocol.md.","properties":{
         "type":{"type":"string","enum":["ping","receipt","acknowledge","hide","token"]},
         "id":{"type":"integer"},"alertId":{"type":"string"},"revision":{"type":"integer","minimum":1},
         "receipt":{"type":"string","enum":["received","rendered"]},"by":{"type":"string","enum":["WIDGET","HANDLER"]},
         "requestId":{"type":"string"},"note":{"type":["string","null"],"maxLength":500},
         "severity":{"type":"string","enum":["WARNING","CRITICAL"]},"token":{"type":"string"}}}
        """);

    public const string StreamPath = "/api/v2/desktop/stream";

    public const string FramesPath = "/api/v2/desktop/sessions/{id}/frames";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(StreamPath, StreamAsync).Requires(Permissions.RegistrationAdd)
            .Describes(Tag, "openDesktopStream", "Gives the frames of the desktop protocol as server-sent events.",
                Api.Query("registrationId", "The registration the desktop comes with; required."),
                Api.Query("epoch", "With offset: what the desktop has seen."), Api.Query("offset", "A whole number.", """{"type":"integer","minimum":0}"""),
                Api.AnswersText(200, "One event a frame; it ends with a closing.", "text/event-stream"), Api.Refuses(403, "person.required"), Api.Refuses(400, "bad.request"), Api.Refuses(503, "desktop.limit"));
        routes.MapPost(FramesPath, TakeAsync).Requires(Permissions.RegistrationAdd)
            .Describes(Tag, "sendDesktopFrame", "Takes a frame of a desktop that hears server-sent events.", Api.InPath("id", "sessionId of the stream's hello."),
                Api.Takes(ClientFrameSchema, """{"type":"ping","id":1}"""), Api.Answers(202, "It was taken."), Api.Refuses(400, "frame.invalid"), Api.Refuses(404, "not.found"));
    }

    private static async Task<IResult> StreamAsync(HttpContext http, DesktopHub hub, DesktopOptions options, TimeProvider wall)
    {
        if (http.Caller().Person is null)
            return ApiResults.Refuse(http, StatusCodes.Status403Forbidden, "person.required", "A desktop is a person's: use a person's token.");
        var problems = new List<ApiErrorDetail>();
        var hello = ReadHello(http, problems);
        if (hello is null) return ApiResults.BadRequest(http, problems);
        if (!hub.TryEnter())
            return ApiResults.Refuse(http, StatusCodes.Status503ServiceUnavailable, "desktop.limit", "Too many desktops are connected.");
        try
        {
            var transport = new EventStreamTransport(http, options, wall);
            Begin(http);
            var (session, closing) = await hub.GreetAsync(hello, transport, wall);
            if (session is null) await transport.CloseAsync(closing);
            else await StayAsync(http, hub, session);
            return Results.Empty;
        }
        finally
        {
            hub.Exit();
        }
    }

    private static async Task StayAsync(HttpContext http, DesktopHub hub, DesktopSession session)
    {
        await using var gone = http.RequestAborted.Register(session.End);
        await session.Ended;
        hub.Leave(session);
    }

    private static void Begin(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no"; // or a proxy collects frames before it passes them on
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static HelloFrame? ReadHello(HttpContext http, List<ApiErrorDetail> problems)
    {
        var query = http.Request.Query;
        var registrationId = query["registrationId"].ToString();
        if (registrationId.Length is 0 or > 200)
            problems.Add(new("field.required", "registrationId", "registrationId names the registration the desktop comes with."));
        var epoch = query["epoch"].ToString();
        var offset = 0L;
        if (epoch.Length > 0 && (epoch.Length > 200 || !long.TryParse(query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out offset)))
            problems.Add(new("parameter.position", "offset", "epoch and offset together say what the desktop has seen; offset is a whole number."));
        if (problems.Count > 0) return null;
        return new(DesktopFrames.Protocol, http.BearerToken(), registrationId, epoch.Length > 0 ? new(epoch, offset) : null);
    }

    private static async Task<IResult> TakeAsync(string id, HttpContext http, DesktopHub hub, DesktopRequests requests)
    {
        // Another's session looks like one that does not exist.
        if (hub.Find(id) is not { } session || session.PersonId != http.Caller().Person?.Id) return ApiResults.NotFound(http, "session");
        var body = await JsonBody.ReadAsync(http, ClientFrame.MaxBytes);
        if (body.Refusal is { } refusal) return refusal;
        using var json = body.Json!;
        if (ClientFrameReader.Read(json.RootElement) is not { } frame || frame is HelloFrame)
            return ApiResults.Refuse(http, StatusCodes.Status400BadRequest, DesktopClosing.FrameInvalid.Code, DesktopClosing.FrameInvalid.Message);
        requests.Take(session, frame);
        return Results.Accepted();
    }
}

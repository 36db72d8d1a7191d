using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Redline.Simulator;
using Redline.Simulator.Http;

namespace Redline.Server.Simulation;

/// <summary>
/// The emulated platform on one port of this machine: login, API and streaming by their paths. All that is decided is
/// the platform's; this turns HTTP into it and back.
/// </summary>
internal static class SimulationHost
{
    private const int MaxBodyBytes = 4 << 20;
    private const int MaxFrameBytes = 256 << 10;

    /// <summary>Builds the host; it listens when it is started.</summary>
    public static WebApplication Build(int port, EmulatedPlatform platform, ILoggerProvider logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Run(context => context.WebSockets.IsWebSocketRequest ? ConnectAsync(context, platform) : AnswerAsync(context, platform));
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, EmulatedPlatform platform)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = context.Request;
        var answer = platform.Handle(new EmulatedRequest
        {
            Method = request.Method,
            Path = request.Path.ToUriComponent(),
            Query = request.QueryString.Value ?? "",
            Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.GetBuffer().AsMemory(0, (int)body.Length),
            BaseUri = $"{request.Scheme}://{request.Host}",
        });
        if (answer.IsCut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        if (answer.ContentType is not null) context.Response.ContentType = answer.ContentType;
        if (answer.Body.IsEmpty) return;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task ConnectAsync(HttpContext context, EmulatedPlatform platform)
    {
        var path = context.Request.Path.Value ?? "";
        if (platform.StatusOfHandshake(path) is var status and not StatusCodes.Status101SwitchingProtocols)
        {
            if (status == 0) context.Abort();
            else context.Response.StatusCode = status;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var line = new SocketLine(socket);
        if (platform.Connect(path, line) is not { } connection)
        {
            socket.Abort();
            return;
        }

        var sending = line.SendAllAsync();
        try
        {
            await ReceiveAsync(socket, connection, context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // Gone without a word; that is what connections do.
        }

        connection.Ended();
        line.Close((int)WebSocketCloseStatus.NormalClosure, "");
        await sending;
    }

    private static async Task ReceiveAsync(WebSocket socket, EmulatedConnection connection, CancellationToken cancel)
    {
        var frame = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (part.MessageType == WebSocketMessageType.Close || frame.Length + part.Count > MaxFrameBytes) return;
            frame.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            connection.Receive(Encoding.UTF8.GetString(frame.GetBuffer(), 0, (int)frame.Length));
            frame.SetLength(0);
        }
    }
}

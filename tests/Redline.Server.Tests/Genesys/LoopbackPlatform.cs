using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Redline.Server.Tests.Genesys;

/// <summary>As much of Genesys Cloud as a connector needs, over real HTTP and WebSockets of loopback, with one queue.</summary>
internal sealed class LoopbackPlatform : IAsyncDisposable
{
    public const string QueueId = "6f1e84df-0ae4-493e-9ad3-0c2c78786e09";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();
    private readonly ConcurrentDictionary<string, byte> _tokens = new();
    private readonly SemaphoreSlim _subscriptions = new(0);
    private readonly SemaphoreSlim _connections = new(0);
    private int _made;

    private LoopbackPlatform(WebApplication app) => _app = app;

    /// <summary>How many wait, and since when the oldest does, as a snapshot tells it.</summary>
    public (int Count, long? Since) Waiting { get; set; }

    public int TokensGiven => _tokens.Count;

    public string Address => _app.Urls.First();

    public static async Task<LoopbackPlatform> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var platform = new LoopbackPlatform(app);
        app.UseWebSockets();
        app.Run(platform.HandleAsync);
        await app.StartAsync();
        return platform;
    }

    /// <summary>Completes when one more socket is there to be sent to and one more channel was subscribed to.</summary>
    public async Task SubscribedAsync()
    {
        await _connections.WaitAsync(TestContext.Current.CancellationToken).InTime();
        await _subscriptions.WaitAsync(TestContext.Current.CancellationToken).InTime();
    }

    /// <summary>Sends a message to every socket.</summary>
    public async Task SendAsync(string json)
    {
        foreach (var socket in _sockets.Values)
            await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
    }

    /// <summary>So many wait from now on: told to every socket, and by snapshots, as a platform that has one truth would.</summary>
    public Task SendWaitingAsync(int count, long since)
    {
        Waiting = (count, since);
        return SendAsync($$$$"""
            {"topicName":"v2.analytics.queues.{{{{QueueId}}}}.activity","version":"2","eventBody":{"results":[{"mediaType":"voice","data":[
              {"metric":"oWaiting","count":{{{{count}}}}},{"metric":"oLongestWaiting","calculatedMetricValue":{{{{since}}}}}]}]},"metadata":{"CorrelationId":"c"}}
            """);
    }

    public void RevokeTokens() => _tokens.Clear();

    public void DropSockets()
    {
        foreach (var (id, socket) in _sockets)
        {
            _sockets.TryRemove(id, out _);
            socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        DropSockets();
        await _app.DisposeAsync();
        _subscriptions.Dispose();
        _connections.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        // Kestrel's own is up to a second old, which would be taken for a clock that is behind and move every instant.
        http.Response.Headers.Date = TimeProvider.System.GetUtcNow().ToString("R");
        var path = http.Request.Path.Value!;
        if (path.StartsWith("/channels/", StringComparison.Ordinal))
        {
            await ServeSocketAsync(http, path);
            return;
        }

        if (path == "/oauth/token")
        {
            var token = $"t{Interlocked.Increment(ref _made)}";
            _tokens[token] = 0;
            await http.Response.WriteAsJsonAsync(new { access_token = token, expires_in = 86_400 });
            return;
        }

        if (!_tokens.ContainsKey(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal)))
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsJsonAsync(new { code = "bad.credentials" });
            return;
        }

        await AnswerAsync(http, path);
    }

    private async Task AnswerAsync(HttpContext http, string path)
    {
        if (path == "/api/v2/routing/queues") await http.Response.WriteAsJsonAsync(new { entities = new[] { new { id = QueueId, name = "Billing", division = new { id = "d1" } } }, pageCount = 1 });
        else if (path == "/api/v2/analytics/queues/observations/query") await http.Response.WriteAsJsonAsync(Snapshot());
        else if (path == "/api/v2/notifications/channels")
        {
            var id = $"c{Interlocked.Increment(ref _made)}";
            await http.Response.WriteAsJsonAsync(new { id, connectUri = $"ws://{http.Request.Host}/channels/{id}", expires = TimeProvider.System.GetUtcNow().AddHours(24) });
        }
        else if (path.EndsWith("/subscriptions", StringComparison.Ordinal) && http.Request.Method == "PUT")
        {
            await http.Response.WriteAsJsonAsync(new { entities = Array.Empty<object>() });
            _subscriptions.Release();
        }
    }

    private object Snapshot()
    {
        var data = new List<object> { new { metric = "oWaiting", stats = new { count = Waiting.Count } } };
        if (Waiting.Since is { } since) data.Add(new { metric = "oLongestWaiting", stats = new { calculatedMetricValue = since } });
        return new { results = new[] { new { group = new { queueId = QueueId, mediaType = "voice" }, data } } };
    }

    private async Task ServeSocketAsync(HttpContext http, string id)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        _sockets[id] = socket;
        _connections.Release();
        try
        {
            while (!(await socket.ReceiveAsync(new byte[4096], http.RequestAborted)).CloseStatus.HasValue)
                await socket.SendAsync("""{"topicName":"channel.metadata","eventBody":{"message":"pong"}}"""u8.ToArray(), WebSocketMessageType.Text, true, http.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The other end is gone.
        }

        _sockets.TryRemove(id, out _);
    }
}

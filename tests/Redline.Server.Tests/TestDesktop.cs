using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Server.Desktop;
using Redline.Server.Registrations;

namespace Redline.Server.Tests;

/// <summary>A desktop that says and hears exactly what a test wants. One thread.</summary>
internal sealed class TestDesktop : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private Uri Server { get; init; } = null!;

    /// <summary>The answer to the hello of <see cref="JoinAsync"/>.</summary>
    public JsonElement Hello { get; private set; }

    /// <summary>The open alerts it was given when it joined.</summary>
    public JsonElement Reset { get; private set; }

    /// <summary>The first metrics.</summary>
    public JsonElement Metrics { get; private set; }

    /// <summary>Opens a socket; nothing is said yet.</summary>
    public static async Task<TestDesktop> OpenAsync(
        Uri server, string? origin = null, HttpMessageInvoker? through = null)
    {
        var desktop = new TestDesktop { Server = server };
        desktop._socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) desktop._socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            var uri = new UriBuilder(server) { Scheme = "ws", Path = DesktopEndpoint.Path }.Uri;
            await desktop._socket.ConnectAsync(uri, through, CancellationToken.None).InTime();
            return desktop;
        }
        catch (WebSocketException refused) when (desktop._socket.HttpStatusCode != 0)
        {
            desktop.Dispose();
            throw new HttpRequestException(null, refused, desktop._socket.HttpStatusCode);
        }
    }

    /// <summary>The registration it came with.</summary>
    public string RegistrationId { get; private set; } = "";

    /// <summary>Registers a new device, opens a socket, says hello and hears hello, reset and metrics.</summary>
    public static async Task<TestDesktop> JoinAsync(Uri server, string token)
    {
        var desktop = await OpenAsync(server);
        await desktop.SayHelloAsync(token);
        return desktop;
    }

    /// <summary>Registers a device of the token's person and gives the registration's id.</summary>
    public static async Task<string> RegisterAsync(Uri server, string token, string? deviceId = null)
    {
        using var client = new HttpClient { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Post, RegistrationAnswer.Path);
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new StringContent(
            $$"""{"deviceType":"BROWSER","deviceId":"{{deviceId ?? Guid.NewGuid().ToString()}}","channelId":"test"}""",
            Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Text("id");
    }

    /// <summary>Registers, says hello and hears hello, reset and metrics, in this order and nothing else before them.</summary>
    public async Task SayHelloAsync(string token)
    {
        RegistrationId = await RegisterAsync(Server, token);
        await SendAsync(HelloText(token, RegistrationId));
        await HearGreetingAsync();
    }

    public async Task HearGreetingAsync()
    {
        Hello = await NextAsync("hello");
        Reset = await NextAsync("reset");
        Metrics = await NextAsync("metrics");
    }

    public static string HelloText(string token, string registrationId = "none", JsonNode? position = null) => new JsonObject
    {
        ["type"] = "hello",
        ["protocol"] = 1,
        ["token"] = token,
        ["registrationId"] = registrationId,
        ["position"] = position,
    }.ToJsonString();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        _socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).InTime();

    /// <summary>The next message as it came; null when the server has closed.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer, CancellationToken.None).InTime();
            if (part.MessageType == WebSocketMessageType.Close) return null;
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage) return message.ToArray();
        }
    }

    /// <summary>The next frame, which must be of a type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        var bytes = await ReceiveAsync() ?? throw new InvalidOperationException($"Closed instead of {type}.");
        var frame = JsonElement.Parse(bytes);
        Assert.True(type == frame.TypeOfFrame(), $"Not {type}: {frame}");
        return frame;
    }

    /// <summary>The next frames of alerts.</summary>
    public async Task<IReadOnlyList<JsonElement>> AlertsAsync(int count)
    {
        var frames = new List<JsonElement>();
        while (frames.Count < count) frames.Add(await NextAsync("alert"));
        return frames;
    }

    /// <summary>Pings, and gives what came before the answer.</summary>
    public async Task<IReadOnlyList<JsonElement>> UntilPongAsync(long id)
    {
        await SendAsync($$"""{"type":"ping","id":{{id}}}""");
        var before = new List<JsonElement>();
        while (true)
        {
            var bytes = await ReceiveAsync() ?? throw new InvalidOperationException("Closed instead of pong.");
            var frame = JsonElement.Parse(bytes);
            if (frame.TypeOfFrame() == "pong" && frame.GetProperty("id").GetInt64() == id) return before;
            before.Add(frame);
        }
    }

    /// <summary>Everything until the server closes, in the proper way; then this side closes too.</summary>
    public async Task<IReadOnlyList<JsonElement>> ToTheEndAsync()
    {
        var frames = new List<JsonElement>();
        while (await ReceiveAsync() is { } bytes) frames.Add(JsonElement.Parse(bytes));
        await CloseAsync();
        return frames;
    }

    /// <summary>Hears the closing frame as the only thing left, then the close. Gives code and reconnect.</summary>
    /// <param name="sending">What is still being sent; the close waits for it.</param>
    public async Task<(string Code, bool Reconnect)> ClosingAsync(Task? sending = null)
    {
        var closing = JsonElement.Parse(
            await ReceiveAsync() ?? throw new InvalidOperationException("Closed without a word."));
        if (sending is not null) await sending;
        Assert.Null(await ReceiveAsync());
        await CloseAsync();
        return closing.Closing();
    }

    /// <summary>Closes this side in the proper way.</summary>
    public Task CloseAsync() =>
        _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).InTime();

    public void Dispose() => _socket.Dispose();
}

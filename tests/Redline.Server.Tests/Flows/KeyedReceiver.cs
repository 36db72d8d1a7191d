using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Redline.Server.Tests.Flows;

/// <summary>A server outside that writes down the key of every request and answers each with the same id.</summary>
internal sealed class KeyedReceiver : IAsyncDisposable
{
    private readonly string _answer;
    private WebApplication _app = null!;

    private KeyedReceiver(string id) => _answer = $$"""{"id":"{{id}}"}""";

    /// <summary>The keys in the order of the requests.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>What is done when a request has come and before it is answered.</summary>
    public Action Received { get; set; } = () => { };

    public string Address => _app.Urls.First();

    public static async Task<KeyedReceiver> StartAsync(string id)
    {
        var receiver = new KeyedReceiver(id);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        receiver._app = builder.Build();
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        Keys.Enqueue(http.Request.Headers["Idempotency-Key"].ToString());
        Received();
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(_answer);
    }
}

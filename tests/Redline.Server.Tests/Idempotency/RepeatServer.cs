using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Journal;
using Redline.Server.Http;
using Redline.Server.Idempotency;
using Redline.Server.Identity;
using Redline.TestKit;

namespace Redline.Server.Tests.Idempotency;

/// <summary>What a request came to.</summary>
internal sealed record Repeated(HttpStatusCode Status, string Text, bool IsReplayed, string? Location, string? ETag, string? RetryAfter);

/// <summary>A server with a journal and endpoints that count how often they were run.</summary>
internal sealed class RepeatServer : IAsyncDisposable
{
    private readonly SqliteJournal _journal;
    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    private RepeatServer(SqliteJournal journal, FakeTimeProvider time, IdempotencyOptions options)
    {
        (_journal, Time) = (journal, time);
        _app = RedlineServer.Build(
            0, NullLoggerProvider.Instance,
            services => services.AddSingleton<TimeProvider>(time).AddSingleton<IJournal>(journal).AddSingleton(options).AddSingleton<ICallers>(new Callers(this)),
            routes =>
            {
                routes.MapPost("/api/v2/things", (Delegate)RunAsync).Requires(Permissions.StreamEdit);
                routes.MapPost("/api/v2/secrets", (Delegate)RunAsync).Requires(Permissions.StreamEdit).AnswersSecret();
                routes.MapPut("/api/v2/things", (Delegate)RunAsync).Requires(Permissions.StreamEdit);
            });
    }

    public FakeTimeProvider Time { get; }

    /// <summary>How often an endpoint ran.</summary>
    public int Runs { get; private set; }

    /// <summary>Whether callers hold the permission.</summary>
    public bool IsPermitted { get; set; } = true;

    /// <summary>Completes when an endpoint has begun that was told to wait.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it go on.</summary>
    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<RepeatServer> StartAsync(TemporaryDirectory directory, IdempotencyOptions? options = null, FakeTimeProvider? time = null)
    {
        var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = directory.File("redline.db") });
        var server = new RepeatServer(journal, time ?? new FakeTimeProvider(), options ?? new());
        await server._app.StartAsync();
        server._client.BaseAddress = new Uri(server._app.Urls.First());
        return server;
    }

    public async Task<Repeated> SendAsync(
        string? key, string body = "{}", string path = "/api/v2/things", string subject = "ana", string method = "POST")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + subject);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new(
            answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            answer.Headers.Contains("Idempotent-Replayed"), answer.Headers.Location?.OriginalString, answer.Headers.ETag?.Tag,
            answer.Headers.RetryAfter?.ToString());
    }

    /// <summary>The kept answers as text.</summary>
    public async Task<IReadOnlyList<string>> KeptAsync() =>
        [.. (await _journal.ListRecordsAsync("default", "idempotency", descending: false, 0, 1000)).Select(r => $"{r.Key} {Encoding.UTF8.GetString(r.Body.Span)}")];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private async Task<IResult> RunAsync(HttpContext http)
    {
        Runs++;
        if (http.Request.Query.ContainsKey("wait"))
        {
            Begun.TrySetResult();
            await GoOn.Task;
        }

        var body = await JsonBody.ReadAsync(http, 1 << 20);
        if (body.Refusal is { } refusal) return refusal;
        body.Json!.Dispose();
        if (http.Request.Query.ContainsKey("throw")) throw new InvalidOperationException("as a bug would");
        var status = int.TryParse(http.Request.Query["status"], out var asked) ? asked : 201;
        if (status == 204) return Results.NoContent();
        http.Response.Headers.ETag = "\"7\"";
        http.Response.Headers.Location = $"/api/v2/things/{Runs}";
        return Results.Json(new { run = Runs, secret = "s3cret" }, statusCode: status);
    }

    private sealed class Callers(RepeatServer server) : ICallers
    {
        public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) => ValueTask.FromResult<Caller?>(
            new("default", "person:" + token, null, server.IsPermitted ? Permissions.All.ToHashSet(StringComparer.Ordinal) : []));
    }
}

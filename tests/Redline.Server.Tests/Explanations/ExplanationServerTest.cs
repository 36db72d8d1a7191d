using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Redline.Server.Tests.Explanations;

/// <summary>A server with one stream (over 4 waiting for 10 s), and questions to it.</summary>
public abstract class ExplanationServerTest(int coalesceMilliseconds = 0) : IAsyncLifetime
{
    private string _stream = "none";

    private protected ServedOrganization Server { get; private set; } = null!;

    protected string Asked => "/api/v2/explanations?queueId=billing&streamId=" + _stream;

    public async ValueTask InitializeAsync()
    {
        Server = await ServedOrganization.StartAsync(coalesceMilliseconds: coalesceMilliseconds);
        await DefineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The verdict and the codes of the reasons.</summary>
    protected static string Said(JsonElement answer) =>
        $"{answer.GetProperty("verdict").GetProperty("code").GetString()}: "
        + string.Join(' ', answer.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));

    protected static JsonElement Reason(JsonElement answer, string code) =>
        answer.GetProperty("reasons").EnumerateArray().First(r => r.GetProperty("code").GetString() == code);

    /// <summary>From when until when a reason holds.</summary>
    protected static (string? From, string? Until) Span(JsonElement answer, string code) =>
        (Reason(answer, code).GetProperty("at").GetString(), Reason(answer, code).GetProperty("until").GetString());

    protected string Now(int seconds = 0) =>
        Server.Time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    protected async Task<string> WhyAsync(string more = "") => Said(await AskAsync(Asked + more));

    protected async Task<string> OfPersonAsync(string id, string more = "") => Said((await AskAsync($"{Asked}&personId={id}{more}")).GetProperty("person"));

    protected Task<JsonElement> OfAlertAsync(int number) => AskAsync($"/api/v2/alerts/A{number}/explanation?personId=zoe");

    protected async Task<JsonElement> AskAsync(string path)
    {
        var answer = await Server.AskAsync("GET", path, Server.Administrator);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Status} {answer.Json}");
        return answer.Json;
    }

    /// <summary>Defines the stream anew: another stream.</summary>
    protected async Task DefineAsync(string more = "", string filter = """{"field":"waitingCount","operator":"GREATER_THAN","value":4}""")
    {
        await Server.AskAsync("DELETE", "/api/v2/eventstreams/" + _stream, Server.Administrator);
        var made = await Server.AskAsync("POST", "/api/v2/eventstreams", Server.Administrator, Body(more, filter));
        Assert.True(made.Status == HttpStatusCode.Created, made.Json.ToString());
        _stream = made.Text("id")!;
    }

    /// <summary>Changes the stream.</summary>
    protected async Task ChangeAsync(string more)
    {
        using var body = new StringContent(Body(more, """{"field":"waitingCount","operator":"GREATER_THAN","value":4}"""), Encoding.UTF8, "application/json");
        var changed = await Server.AskAsync("PUT", "/api/v2/eventstreams/" + _stream, Server.Administrator, body, "*");
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Json.ToString());
    }

    /// <summary>Time goes on, and then the queue is heard of; what follows from it is committed when this ends.</summary>
    protected async Task ReportAsync(int waiting, int after = 1)
    {
        Server.Time.Advance(TimeSpan.FromSeconds(after));
        var since = waiting == 0 ? "null" : $"\"{Now(-1)}\"";
        var taken = await Server.AskAsync("POST", "/api/v2/observations", Server.Administrator, $$$"""
            {"source":"acd","observations":[{"queueId":"billing","mediaType":"voice","observedAt":"{{{Now()}}}",
             "metrics":{"waitingCount":{{{waiting}}},"oldestWaitingSince":{{{since}}}}}]}
            """);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        await WhyAsync(); // waits for the commit
    }

    /// <summary>A breach that holds for its sustain.</summary>
    /// <returns>When the condition became true.</returns>
    protected async Task<string> BreachAsync()
    {
        await ReportAsync(9);
        var began = Now();
        await ReportAsync(9, after: 10);
        return began;
    }

    /// <summary>What is open is over when this ends.</summary>
    protected async Task ClearAsync()
    {
        await ReportAsync(0);
        await ReportAsync(0, after: 10);
    }

    private static string Body(string more, string filter) =>
        $$"""{"name":"Slow","entityType":"queue","filterExpression":{{filter}},"sustainSeconds":10,"clearAfterSeconds":10{{more}}}""";
}

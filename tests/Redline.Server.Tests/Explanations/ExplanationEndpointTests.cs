using System.Net;
using System.Text.Json;

namespace Redline.Server.Tests.Explanations;

/// <summary>Explanations over HTTP, from the engine and the journal of a real server.</summary>
public sealed class ExplanationEndpointTests : IAsyncLifetime
{
    private string _stream = "none";

    private ServedOrganization _server = null!;

    private string Path => "/api/v2/explanations?queueId=billing&streamId=" + _stream;

    public async ValueTask InitializeAsync()
    {
        _server = await ServedOrganization.StartAsync();
        await DefineAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Explain_AsABreachComesAndGoes_SaysEachStepWithItsTimes()
    {
        Assert.Equal("not.watched: queue.unknown", await WhyAsync());
        await ReportAsync(1);
        Assert.Equal("no.breach: condition.false", await WhyAsync());
        var quiet = Reason(await AskAsync(Path), "condition.false");
        Assert.Equal("The condition is not true: the number waiting is 1, and has to be over 4.", quiet.GetProperty("words").GetString());
        Assert.Equal("1", quiet.GetProperty("details").GetProperty("waitingCount").GetString());

        await ReportAsync(9);
        var began = Now();
        var sustaining = Reason(await AskAsync(Path), "sustaining");
        Assert.Equal((began, Now(10)), (sustaining.GetProperty("at").GetString(), sustaining.GetProperty("until").GetString()));
        await ReportAsync(9, after: 10);
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        await ReportAsync(0);
        Assert.Equal("alert.told: clearing alert.open told", await WhyAsync());
        await ReportAsync(0, after: 10);
        Assert.Equal("no.breach: condition.false cooling.down", await WhyAsync());
        await ReportAsync(9, after: 10);
        await ReportAsync(9, after: 10);
        Assert.Equal("breach.suppressed: breached cooling.down", await WhyAsync());

        Assert.Equal("breach.sustaining: values.not.kept sustaining", await WhyAsync($"&at={began}"));
        Assert.Equal("not.watched: no.such.stream", await WhyAsync("&at=2000-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Explain_WhenTheStreamOrASilenceKeepsItBack_SaysWhich()
    {
        await ReportAsync(1);
        await _server.AskAsync("POST", "/api/v2/silences", _server.Administrator, $$"""{"queueIds":["billing"],"until":"{{Now(3_600)}}","reason":"works"}""");
        Assert.Equal("no.breach: condition.false silenced", await WhyAsync());
        Assert.Equal("works", Reason(await AskAsync(Path), "silenced").GetProperty("details").GetProperty("reason").GetString());
        await ReportAsync(9);
        await ReportAsync(9, after: 10);
        Assert.Equal("breach.suppressed: breached silenced silenced", await WhyAsync());

        await DefineAsync(",\"status\":\"SHADOW\"");
        Assert.Contains("shadow", await WhyAsync(), StringComparison.Ordinal);
        await DefineAsync(",\"status\":\"DISABLED\"");
        Assert.Equal("not.watched: not.evaluated", await WhyAsync());
        Assert.Equal("not.watched: no.such.stream", Said(await AskAsync("/api/v2/explanations?queueId=billing&streamId=none")));
        await DefineAsync(filter: """{"operator":"AND","operands":[{"field":"queueId","operator":"EQUALS","value":"sales"},{"field":"waitingCount","operator":"GREATER_THAN","value":4}]}""");
        Assert.Equal("not.watched: queue.not.matched", await WhyAsync());
    }

    [Fact]
    public async Task Explain_OfPeople_SaysWhoIsMeantAndWhatIsMissing()
    {
        await ReportAsync(9);
        await ReportAsync(9, after: 10);
        await WhyAsync(); // waits for the commit
        await _server.AskAsync("POST", "/api/v2/pushnotifications/registrations", await _server.TokenOfAsync("ana"), """{"deviceType":"BROWSER","deviceId":"d","channelId":"c"}""");
        Assert.Equal("person.not.connected: person.audience delivery.none registration.active person.not.connected", await OfPersonAsync("ana"));
        Assert.Equal("person.not.registered: person.audience delivery.none registration.none person.not.connected", await OfPersonAsync("ben"));
        Assert.StartsWith("person.not.audience: person.not.audience", await OfPersonAsync("sam"), StringComparison.Ordinal);
        Assert.Equal("person.unknown: person.unknown delivery.none", await OfPersonAsync("nobody"));

        var alert = await AskAsync("/api/v2/alerts/A1/explanation?pageSize=3");
        Assert.Equal("alert.told: alert.opened alert.triggered told", Said(alert));
        Assert.Equal(["ana", "ben", "zoe"], alert.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("personId").GetString()));
        Assert.EndsWith("pageNumber=2", alert.GetProperty("nextUri").GetString(), StringComparison.Ordinal);
        await ReportAsync(0);
        await ReportAsync(0, after: 10);
        await WhyAsync(); // waits for the commit
        var over = await AskAsync("/api/v2/alerts/A1/explanation?personId=ben");
        Assert.Equal("alert.was.told: alert.opened alert.triggered told resolved.condition.cleared", Said(over));
        Assert.StartsWith("person.not.reached", Said(Assert.Single(over.GetProperty("people").EnumerateArray())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WhenItIsAskedWronglyOrByOthers_IsRefused()
    {
        await ReportAsync(9);
        await ReportAsync(9, after: 10);
        var wrong = await _server.AskAsync("GET", "/api/v2/explanations?at=tomorrow&personId=", _server.Administrator);
        Assert.Equal(
            ["streamId parameter.missing", "queueId parameter.missing", "personId parameter.text", "at parameter.instant"],
            wrong.Json.GetProperty("details").EnumerateArray().Select(d => $"{d.GetProperty("fieldName").GetString()} {d.GetProperty("errorCode").GetString()}"));
        var future = await _server.AskAsync("GET", $"{Path}&at={Now(60)}", _server.Administrator);
        Assert.Contains("parameter.future", future.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", "/api/v2/alerts/A9/explanation", _server.Administrator)).Status);
        var sam = await _server.TokenOfAsync("sam"); // the division north
        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", Path, sam)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", "/api/v2/alerts/A1/explanation", sam)).Status);
        var ana = await _server.TokenOfAsync("ana");
        foreach (var path in (string[])[Path, "/api/v2/alerts/A1/explanation"])
            Assert.Equal("missing.permissions", (await _server.AskAsync("GET", path, ana)).Text("code"));
    }

    private static string Said(JsonElement answer) =>
        $"{answer.GetProperty("verdict").GetProperty("code").GetString()}: "
        + string.Join(' ', answer.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()));

    private static JsonElement Reason(JsonElement answer, string code) =>
        answer.GetProperty("reasons").EnumerateArray().First(r => r.GetProperty("code").GetString() == code);

    private string Now(int seconds = 0) =>
        _server.Time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> WhyAsync(string more = "") => Said(await AskAsync(Path + more));

    private async Task<string> OfPersonAsync(string id) => Said((await AskAsync($"{Path}&personId={id}")).GetProperty("person"));

    private async Task<JsonElement> AskAsync(string path)
    {
        var answer = await _server.AskAsync("GET", path, _server.Administrator);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Status} {answer.Json}");
        return answer.Json;
    }

    private async Task DefineAsync(string more = "", string filter = """{"field":"waitingCount","operator":"GREATER_THAN","value":4}""")
    {
        await _server.AskAsync("DELETE", "/api/v2/eventstreams/" + _stream, _server.Administrator);
        var made = await _server.AskAsync("POST", "/api/v2/eventstreams", _server.Administrator, $$"""
            {"name":"Slow","entityType":"queue","filterExpression":{{filter}},"sustainSeconds":10,"clearAfterSeconds":10{{more}}}
            """);
        Assert.True(made.Status == HttpStatusCode.Created, made.Json.ToString());
        _stream = made.Text("id")!;
    }

    private async Task ReportAsync(int waiting, int after = 1)
    {
        _server.Time.Advance(TimeSpan.FromSeconds(after));
        var since = waiting == 0 ? "null" : $"\"{Now(-1)}\"";
        var taken = await _server.AskAsync("POST", "/api/v2/observations", _server.Administrator, $$$"""
            {"source":"acd","observations":[{"queueId":"billing","mediaType":"voice","observedAt":"{{{Now()}}}",
             "metrics":{"waitingCount":{{{waiting}}},"oldestWaitingSince":{{{since}}}}}]}
            """);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
    }
}

using System.Net;
using System.Text.Json;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Escalations;

/// <summary>Escalations on the server as it is served: made by people and by the flow that ships, taken, closed, read.</summary>
public sealed class EscalationEndpointTests : IAsyncLifetime
{
    private const string Path = "/api/v2/escalations";

    private ServedOrganization _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServedOrganization.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Create_WhenOneIsOpenForTheAlert_AnswersThatOne()
    {
        await AlertAsync();
        var body = """{"alertId":"A1","reason":"Two are missing.","externalReference":{"system":"desk","id":"4711"}}""";
        var made = await AskAsync("POST", Path + "/create", body);
        Assert.Equal((HttpStatusCode.Created, "E1", "OPEN", "A1"), (made.Status, made.Text("id"), made.Text("state"), made.Text("alertId")));
        Assert.Equal(("billing", "CRITICAL", 300), (made.Text("queueId"), made.Text("severity"), made.Json.GetProperty("threshold").GetInt32()));
        Assert.Equal("4711", made.Json.GetProperty("externalReference").GetProperty("id").GetString());
        var again = await AskAsync("POST", Path + "/create", """{"alertId":"A1"}""");
        Assert.Equal((HttpStatusCode.OK, "E1"), (again.Status, again.Text("id")));

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("POST", Path + "/E1/close", """{"note":"They are back."}""")).Status);
        var next = await AskAsync("POST", Path + "/create", """{"alertId":"A1"}""");
        Assert.Equal((HttpStatusCode.Created, "E2"), (next.Status, next.Text("id")));
        Assert.Equal("TRIGGERED", (await AskAsync("GET", "/api/v2/alerts/A1")).Text("state"));
    }

    // Whichever comes first, there is one: the one that is open still, or another.
    [Fact]
    public async Task Create_WhenTheOpenOneIsBeingClosed_AnswersOneOfTheTwo()
    {
        await AlertAsync();
        await AskAsync("POST", Path + "/create", """{"alertId":"A1"}""");
        for (var last = 1; last <= 15;)
        {
            var asked = await Task.WhenAll(AskAsync("POST", Path + $"/E{last}/close"), AskAsync("POST", Path + "/create", """{"alertId":"A1"}"""));
            Assert.Equal(HttpStatusCode.OK, asked[0].Status);
            Assert.Equal(asked[1].Text("id") == $"E{last}" ? HttpStatusCode.OK : HttpStatusCode.Created, asked[1].Status);
            if (asked[1].Status == HttpStatusCode.OK) asked[1] = await AskAsync("POST", Path + "/create", """{"alertId":"A1"}""");
            Assert.Equal($"E{++last}", asked[1].Text("id"));
        }
    }

    [Fact]
    public async Task Create_WhenWhatIsSaidIsWrong_NamesAllOfIt()
    {
        var refused = await AskAsync("POST", Path + "/create", """{"alertId":"17","severity":"RED","metrics":{"calls":1},"externalReference":{"system":"desk"},"more":1}""");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(
            ["alert.not.found alertId", "field.choice severity", "field.required externalReference.id", "field.unknown ", "metric.unknown metrics.calls"],
            Details(refused));
        Assert.Equal(["escalation.subject alertId"], Details(await AskAsync("POST", Path + "/create", "{}")));
        Assert.Equal(["alert.not.found alertId"], Details(await AskAsync("POST", Path + "/create", """{"alertId":"A9"}""")));
        await AlertAsync();
        Assert.Equal(["escalation.queue.differs queueId"], Details(await AskAsync("POST", Path + "/create", """{"alertId":"A1","queueId":"sales"}""")));
        Assert.Equal(0, (await AskAsync("GET", Path)).Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Taking_OfAnEscalation_TakesItsAlertAndTheOtherWayRound()
    {
        await AlertAsync();
        await AskAsync("POST", Path + "/create", """{"alertId":"A1"}""");
        var taken = await AskAsync("POST", Path + "/E1/acknowledgement", """{"note":"calling"}""");
        Assert.Equal("ACKNOWLEDGED", taken.Text("state"));
        Assert.Equal("ACKNOWLEDGED", (await AskAsync("GET", "/api/v2/alerts/A1")).Text("state"));
        await AskAsync("DELETE", "/api/v2/alerts/A1/acknowledgement");
        Assert.Equal("OPEN", (await AskAsync("GET", Path + "?alertId=A1")).Json.GetProperty("entities")[0].GetProperty("state").GetString());
        var withdrawn = await AskAsync("DELETE", Path + "/E1/acknowledgement");
        Assert.Equal((HttpStatusCode.Conflict, "alert.not.acknowledged"), (withdrawn.Status, withdrawn.Text("code")));

        await AskAsync("POST", Path + "/E1/close", null);
        var late = await AskAsync("POST", Path + "/E1/acknowledgement");
        Assert.Equal((HttpStatusCode.Conflict, "escalation.closed"), (late.Status, late.Text("code")));
        var trace = (await AskAsync("GET", Path + "/E1")).Json.GetProperty("escalation").GetProperty("trace").EnumerateArray().Select(t => t.GetProperty("kind").GetString());
        Assert.Equal(["CREATED", "ACKNOWLEDGED", "WITHDRAWN", "CLOSED"], trace);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("GET", Path + "/E2")).Status);
    }

    [Fact]
    public async Task List_OfManyOpenAndClosed_FiltersAndPages()
    {
        for (var i = 0; i < 3; i++) await AskAsync("POST", Path + "/create", $$"""{"queueId":"q{{i % 2}}"}""");
        await AskAsync("POST", Path + "/E1/close", null);
        await AskAsync("POST", Path + "/E3/close", null);
        Assert.Equal("E2 E3 E1 of 3", await ListAsync(""));
        Assert.Equal("E2 of 1", await ListAsync("?state=OPEN"));
        Assert.Equal("E3 E1 of 2", await ListAsync("?state=CLOSED"));
        Assert.Equal("E3 E1 of 2", await ListAsync("?queueId=q0"));
        Assert.Equal("E3 of 3", await ListAsync("?pageSize=1&pageNumber=2"));
        Assert.Equal(["parameter.alert alertId", "parameter.choice state"], Details(await AskAsync("GET", Path + "?state=open&alertId=1")));

        await _server.RestartAsync();
        Assert.Equal("E2 E3 E1 of 3", await ListAsync(""));
    }

    // The shipped flow: the stream alerts, node2 makes the escalation, node3 tells people.
    [Fact]
    public async Task ShippedFlow_WhenAStreamAlerts_MakesTheEscalationThatItsTraceNames()
    {
        await AlertAsync(""","flow":"Queue_Escalation_Trigger" """);
        var trace = await UntilAsync(Path + "/E1", a => a.Status == HttpStatusCode.OK && a.Json.GetProperty("executions")[0].GetProperty("state").GetString() != "RUNNING").InTime();

        var escalation = trace.GetProperty("escalation");
        Assert.Equal(("flows", "X1", "A1"), (escalation.GetProperty("createdBy").GetString(), escalation.GetProperty("executionId").GetString(), escalation.GetProperty("alertId").GetString()));
        Assert.Equal("A1", trace.GetProperty("alert").GetProperty("id").GetString());
        Assert.Equal(
            ["node1 yes", "node2 ok", "node3 nobody"],
            trace.GetProperty("executions")[0].GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("node").GetString()} {s.GetProperty("outcome").GetString()}"));
        Assert.Equal("E1", trace.GetProperty("executions")[0].GetProperty("data").GetProperty("escalationId").GetString());
    }

    private async Task AlertAsync(string more = "")
    {
        var stream = await AskAsync("POST", "/api/v2/eventstreams", $$$"""{"name":"slow","entityType":"queue","filterExpression":"waitTimeSeconds > 300"{{{more}}}}""");
        Assert.Equal(HttpStatusCode.Created, stream.Status);
        var now = _server.Time.GetUtcNow();
        var since = now.AddSeconds(-400).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        var observed = await AskAsync("POST", "/api/v2/observations", $$$"""
            {"source":"acd","observations":[{"queueId":"billing","queueName":"Billing","mediaType":"voice","observedAt":"{{{now:yyyy-MM-ddTHH:mm:ss.fff}}}Z",
             "metrics":{"waitingCount":1,"oldestWaitingSince":"{{{since}}}"}}]}
            """);
        Assert.Equal(HttpStatusCode.OK, observed.Status);
        await UntilAsync("/api/v2/alerts/A1", a => a.Status == HttpStatusCode.OK).InTime();
    }

    private async Task<JsonElement> UntilAsync(string path, Func<Answer, bool> isSo)
    {
        while (true)
        {
            if (await AskAsync("GET", path) is var answer && isSo(answer)) return answer.Json;
            await Task.Yield();
        }
    }

    private async Task<string> ListAsync(string query)
    {
        var page = (await AskAsync("GET", Path + query)).Json;
        return $"{string.Join(' ', page.GetProperty("entities").EnumerateArray().Select(e => e.GetProperty("id").GetString()))} of {page.GetProperty("total").GetInt32()}";
    }

    private static string[] Details(Answer answer) =>
        [.. answer.Json.GetProperty("details").EnumerateArray().Select(d => $"{d.GetProperty("errorCode").GetString()} {d.GetProperty("fieldName").GetString()}").Order(StringComparer.Ordinal)];

    private async Task<Answer> AskAsync(string method, string path, string? body = null)
    {
        while (true)
        {
            var answer = await _server.AskAsync(method, path, _server.Administrator, body);
            if (answer.Status != HttpStatusCode.TooManyRequests) return answer;

            // Asking at full speed exhausts what a token may ask, which comes back with time alone.
            _server.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

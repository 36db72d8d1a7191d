using System.Net;
using System.Text;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Flows;

public sealed class FlowEndpointTests : IAsyncLifetime
{
    private const string Path = "/api/v2/flows";
    private const string Tell = """{"nodes":[{"id":"tell","type":"notify","next":{"done":"end"}}]}""";

    private ServedOrganization _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServedOrganization.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // No organization of Genesys Cloud is connected: what a node launches cannot be asked about, and that is said.
    [Fact]
    public async Task Validate_WhenThePlatformCannotBeAsked_SaysSo()
    {
        var checkedFlow = await _server.AskAsync(
            "POST", "/api/v2/flows/validate", _server.Administrator, """{"nodes":[{"id":"launch","type":"architectFlow","flowId":"f","next":{"ok":"end","failed":"end"}}]}""");
        Assert.True(checkedFlow.Json.GetProperty("valid").GetBoolean());
        Assert.Equal(["WORKFLOW_UNCHECKED launch"], checkedFlow.Json.GetProperty("lints").EnumerateArray().Select(l => $"{l.GetProperty("code").GetString()} {l.GetProperty("field").GetString()}"));
    }

    [Fact]
    public async Task Get_WhenTheServerIsNew_HasTheFlowThatShips()
    {
        var flow = await AskAsync("GET", Path + "/Queue_Escalation_Trigger");
        Assert.Equal((HttpStatusCode.OK, "\"1\"", "waitTimeSeconds > threshold"), (flow.Status, ETagOf(flow), flow.Json.GetProperty("nodes")[0].GetProperty("expression").GetString()));

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync("DELETE", Path + "/Queue_Escalation_Trigger")).Status);
        await _server.RestartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("GET", Path + "/Queue_Escalation_Trigger")).Status);
    }

    [Fact]
    public async Task Put_WhenAFlowChanges_CountsItsVersions()
    {
        var made = await AskAsync("PUT", Path + "/mine", Tell);
        Assert.Equal((HttpStatusCode.Created, "\"1\"", "mine"), (made.Status, ETagOf(made), made.Text("name")));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await AskAsync("PUT", Path + "/mine", Tell)).Status);
        var stale = await AskAsync("PUT", Path + "/mine", Tell, ifMatch: "\"7\"");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "flow.version.conflict", "\"1\""), (stale.Status, stale.Text("code"), ETagOf(stale)));

        var same = await AskAsync("PUT", Path + "/mine", made.Json.GetRawText(), ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, 1), (same.Status, same.Json.GetProperty("version").GetInt32()));
        var changed = await AskAsync("PUT", Path + "/mine", Tell.Replace("tell", "say", StringComparison.Ordinal), ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, 2), (changed.Status, changed.Json.GetProperty("version").GetInt32()));

        await _server.RestartAsync();
        Assert.Equal("say", (await AskAsync("GET", Path + "/mine")).Json.GetProperty("nodes")[0].GetProperty("id").GetString());
        Assert.Equal("tell", (await AskAsync("GET", Path + "/mine?version=1")).Json.GetProperty("nodes")[0].GetProperty("id").GetString());
        Assert.Equal(2, (await AskAsync("GET", Path + "/mine/versions")).Json.GetProperty("total").GetInt32());
        Assert.Equal(2, (await AskAsync("GET", Path)).Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Put_WhenTheBodyIsYaml_MeansTheSameAsJson()
    {
        const string yaml = """
            # As people write it.
            cooldownSeconds: 30
            nodes:
              - id: ask
                type: decision
                expression: waitTimeSeconds > threshold and queueName != "true"
                next: {yes: tell, no: end}
              - id: tell
                type: notify
                title: '{{queueName}}'
                text: "{{waitTimeSeconds}} s"
                next: {done: end}
            """;
        var made = await AskAsync("PUT", Path + "/yaml", yaml, type: "application/yaml");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("waitTimeSeconds > threshold and queueName != \"true\"", made.Json.GetProperty("nodes")[0].GetProperty("expression").GetString());

        var anchored = await AskAsync("PUT", Path + "/yaml2", "nodes: &a [*a]", type: "application/yaml");
        Assert.Equal((HttpStatusCode.BadRequest, "body.yaml"), (anchored.Status, anchored.Text("code")));
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("PUT", Path + "/yaml2", "a: b: c", type: "application/yaml")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await AskAsync("PUT", Path + "/yaml2", "a", type: "text/plain")).Status);
    }

    [Fact]
    public async Task Put_WhenTheFlowIsWrong_NamesEveryMistakeAndStoresNothing()
    {
        const string wrong = """{"name":"other","nodes":[{"id":"a","type":"decision","expression":"wait > 3","next":{"yes":"end"}},{"id":"b","type":"chat"}]}""";
        var refused = await AskAsync("PUT", Path + "/wrong", wrong);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["flow.variable.unknown", "flow.node.unavailable"], refused.Json.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("errorCode").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("GET", Path + "/wrong")).Status);

        var valid = await AskAsync("POST", Path + "/validate", wrong);
        Assert.Equal((HttpStatusCode.OK, false, 2), (valid.Status, valid.Json.GetProperty("valid").GetBoolean(), valid.Json.GetProperty("errors").GetArrayLength()));
        Assert.Equal("flow.name.differs", (await AskAsync("PUT", Path + "/wrong", """{"name":"other","nodes":[{"id":"a","type":"end"}]}""")).Json.GetProperty("details")[0].GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task Stream_WhenItNamesAFlow_IsToldWhatIsWrongWithIt()
    {
        const string body = """{"name":"s","entityType":"queue","filterExpression":"queueId = \"q\" and waitTimeSeconds >= 300","flow":"Queue_Escalation_Trigger","notificationType":"FLOW"}""";
        var stream = await AskAsync("POST", "/api/v2/eventstreams", body);
        Assert.Contains("FLOW_STRICTER_THAN_STREAM", stream.Json.GetProperty("lints").EnumerateArray().Select(l => l.GetProperty("code").GetString()));
        Assert.Contains("Tells whom its flow tells", stream.Text("sentence"), StringComparison.Ordinal);
        var flow = await AskAsync("GET", Path + "/Queue_Escalation_Trigger");
        Assert.Equal(stream.Text("id"), Assert.Single(flow.Json.GetProperty("usedBy").EnumerateArray()).GetString());
        var inUse = await AskAsync("DELETE", Path + "/Queue_Escalation_Trigger");
        Assert.Equal((HttpStatusCode.Conflict, "flow.in.use"), (inUse.Status, inUse.Text("code")));
        var unknown = await AskAsync("POST", "/api/v2/eventstreams", body.Replace("Queue_Escalation_Trigger", "mislaid", StringComparison.Ordinal));
        Assert.Contains("FLOW_UNKNOWN", unknown.Json.GetProperty("lints").EnumerateArray().Select(l => l.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task DryRun_WhenOutcomesAreChosen_AnswersTheTraceAndDoesNothing()
    {
        const string body = """{"queueId":"q","queueName":"Billing","threshold":300,"metrics":{"waitTimeSeconds":301},"outcomes":{"node2":"failed"}}""";
        var run = await AskAsync("POST", Path + "/Queue_Escalation_Trigger/dryrun", body);
        Assert.Equal(HttpStatusCode.OK, run.Status);
        Assert.Equal(["node1 yes node2", "node2 failed node3", "node3 done end"], run.Json.GetProperty("steps").EnumerateArray()
            .Select(s => $"{s.GetProperty("node")} {s.GetProperty("outcome")} {s.GetProperty("next")}"));
        Assert.Contains("\"waitTimeSeconds\":301", run.Json.GetProperty("steps")[1].GetProperty("effect").GetProperty("body").GetString(), StringComparison.Ordinal);

        var wrong = await AskAsync("POST", Path + "/Queue_Escalation_Trigger/dryrun", """{"metrics":{"wait":1},"outcomes":{"node1":"perhaps","node9":"ok"},"alertId":"A9","severity":"BAD"}""");
        Assert.Equal(
            ["alert.not.found", "field.choice", "flow.outcome.unknown", "flow.outcome.unknown", "metric.unknown"],
            wrong.Json.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("errorCode").GetString()).Order());
    }

    private Task<Answer> AskAsync(string method, string path, string? body = null, string? ifMatch = null, string type = "application/json") =>
        _server.AskAsync(method, path, _server.Administrator, body is null ? null : new StringContent(body, Encoding.UTF8, type), ifMatch);

    private static string? ETagOf(Answer answer) => answer.Headers.ETag?.Tag;
}

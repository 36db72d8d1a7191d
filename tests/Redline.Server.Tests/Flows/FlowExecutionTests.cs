using System.Net;
using System.Text.Json;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Flows;

/// <summary>Flows on the server as it is served: started from outside, carried out, read step by step.</summary>
public sealed class FlowExecutionTests : IAsyncLifetime
{
    private const string Path = "/api/v2/flows";

    private ServedOrganization _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServedOrganization.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Start_WhenTheFlowCallsThisServer_WalksToItsEnd()
    {
        await DefineAsync("reads", """
            {"inputs":["tier"],"nodes":[
             {"id":"call","type":"httpRequest","method":"GET","url":"/api/v2/eventstreams?name={{data.tier}}","answer":{"total":"$.total"},"next":{"ok":"ask","failed":"end"}},
             {"id":"ask","type":"decision","expression":"data.total = 0 and waitTimeSeconds > threshold","next":{"yes":"who","no":"end"}},
             {"id":"who","type":"presence","person":"ana","next":{"online":"end","offline":"tell"}},
             {"id":"tell","type":"notify","audience":{"people":["ana"]},"title":"{{queueName}}","text":"{{person.onlineState}}","next":{"done":"end"}}]}
            """);
        var started = await AskAsync("POST", Path + "/reads/executions", """{"queueName":"Billing","queueId":"b","threshold":300,"metrics":{"waitTimeSeconds":301},"data":{"tier":"gold"}}""");
        Assert.Equal(HttpStatusCode.Created, started.Status);

        var ended = await EndedAsync(started.Text("id")!);
        Assert.Equal(["call ok", "ask yes", "who offline", "tell nobody"], ended.GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("node").GetString()} {s.GetProperty("outcome").GetString()}"));
        var attempt = Assert.Single(ended.GetProperty("steps")[0].GetProperty("attempts").EnumerateArray());
        Assert.Equal(200, attempt.GetProperty("status").GetInt32());
        Assert.Equal(0, ended.GetProperty("data").GetProperty("total").GetInt32());
        Assert.Equal("OFFLINE", ended.GetProperty("data").GetProperty("person.onlineState").GetString());
    }

    [Fact]
    public async Task Start_WhenWhatIsCalledMayNotBe_TakesTheFailureEdge()
    {
        await DefineAsync("reaches", """
            {"nodes":[
             {"id":"host","type":"httpRequest","method":"GET","url":"https://crm.example.com/","next":{"ok":"end","failed":"own"}},
             {"id":"own","type":"httpRequest","method":"GET","url":"/api/v2/audit","next":{"ok":"end","failed":"workflow"}},
             {"id":"workflow","type":"architectFlow","flowId":"f","next":{"ok":"end","failed":"end"}}]}
            """);
        var started = await AskAsync("POST", Path + "/reaches/executions", "{}");
        var ended = await EndedAsync(started.Text("id")!);
        Assert.Equal(["host.refused", "http.status", "effect.no.target"], ended.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("code").GetString()));
        Assert.Equal(403, ended.GetProperty("steps")[1].GetProperty("attempts")[0].GetProperty("status").GetInt32());
    }

    // What a stop finds unfinished goes on after it: the wait by its own time, the effect under its own key.
    [Fact]
    public async Task Restart_WhenAnExecutionWaits_GoesOn()
    {
        await DefineAsync("waits", """{"nodes":[{"id":"pause","type":"wait","seconds":60,"next":{"elapsed":"call"}},{"id":"call","type":"httpRequest","method":"GET","url":"/api/v2/eventstreams","next":{"ok":"end","failed":"end"}}]}""");
        var started = await AskAsync("POST", Path + "/waits/executions", "{}");
        var id = started.Text("id")!;
        Assert.Equal("RUNNING", (await AskAsync("GET", $"{Path}/executions/{id}")).Text("state"));

        await _server.RestartAsync();
        _server.Time.Advance(TimeSpan.FromSeconds(61));
        var ended = await EndedAsync(id);
        Assert.Equal(["pause elapsed", "call ok"], ended.GetProperty("steps").EnumerateArray().Select(s => $"{s.GetProperty("node").GetString()} {s.GetProperty("outcome").GetString()}"));

        var listed = await AskAsync("GET", Path + "/executions?flow=waits&state=ENDED");
        Assert.Equal(id, Assert.Single(listed.Json.GetProperty("entities").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, (await AskAsync("GET", Path + "/executions?state=RUNNING")).Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Start_WhenItCannotBe_SaysWhy()
    {
        await DefineAsync("rare", """{"cooldownSeconds":300,"nodes":[{"id":"pause","type":"wait","seconds":60,"next":{"elapsed":"end"}}]}""");
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("POST", Path + "/mislaid/executions", "{}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await AskAsync("POST", Path + "/rare/executions", """{"queueId":"b"}""")).Status);
        var cooling = await AskAsync("POST", Path + "/rare/executions", """{"queueId":"b"}""");
        Assert.Equal((HttpStatusCode.Conflict, "flow.cooling.down"), (cooling.Status, cooling.Text("code")));
        var wrong = await AskAsync("POST", Path + "/rare/executions", """{"alertId":"A7","data":{"x":1}}""");
        Assert.Equal("flow.input.unknown", Assert.Single(wrong.Json.GetProperty("details").EnumerateArray()).GetProperty("errorCode").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("POST", Path + "/rare/executions", """{"alertId":"A7"}""")).Status);
    }

    // Failed is what came to a bound: here 200 steps of a loop.
    [Fact]
    public async Task List_WhenAskedForAStateOrQueue_ShowsThoseAlone()
    {
        await DefineAsync("turns", """{"inputs":["go"],"nodes":[{"id":"ask","type":"decision","expression":"data.go = 1","next":{"yes":"pause","no":"end"}},{"id":"pause","type":"wait","seconds":1,"next":{"elapsed":"ask"}}]}""");
        await DefineAsync("idle", """{"nodes":[{"id":"pause","type":"wait","seconds":60,"next":{"elapsed":"end"}}]}""");
        var completed = (await AskAsync("POST", Path + "/turns/executions", """{"queueId":"a","queueName":"Alpha"}""")).Text("id")!;
        var failed = (await AskAsync("POST", Path + "/turns/executions", """{"queueId":"b","data":{"go":1}}""")).Text("id")!;
        _server.Time.Advance(TimeSpan.FromSeconds(200));
        Assert.Equal("execution.steps", (await EndedAsync(failed)).GetProperty("reason").GetString());
        var running = (await AskAsync("POST", Path + "/turns/executions", """{"queueId":"b","data":{"go":1}}""")).Text("id")!;

        Assert.Equal([running, failed, completed], await IdsAsync("flow=turns"));
        Assert.Equal([failed], await IdsAsync("flow=turns&state=FAILED"));
        Assert.Equal([failed], await IdsAsync("state=FAILED"));
        Assert.Equal([completed], await IdsAsync("flow=turns&state=COMPLETED"));
        Assert.Equal([running, failed], await IdsAsync("flow=turns&queueId=b"));
        Assert.Equal([failed], await IdsAsync("flow=turns&queueId=b&pageSize=1&pageNumber=2"));
        Assert.Equal([running], await IdsAsync("state=RUNNING&queueId=b"));
        Assert.Empty(await IdsAsync("flow=turns&state=FAILED&queueId=a"));
        var unindexed = await AskAsync("GET", Path + "/executions?queueId=b&state=DONE");
        Assert.Equal(["parameter.choice", "parameter.missing"], unindexed.Json.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("errorCode").GetString()));

        var counts = (await AskAsync("GET", Path + "/executions/counts")).Json.GetProperty("entities").EnumerateArray()
            .Single(c => c.GetProperty("flow").GetString() == "turns");
        Assert.Equal((1, 1, 1), (counts.GetProperty("running").GetInt32(), counts.GetProperty("completed").GetInt32(), counts.GetProperty("failed").GetInt32()));
        Assert.Equal(running, counts.GetProperty("last").GetProperty("id").GetString());
        var node = Assert.Single(counts.GetProperty("nodes").EnumerateArray());
        Assert.Equal(("pause", 1, 1), (node.GetProperty("node").GetString(), node.GetProperty("version").GetInt32(), node.GetProperty("running").GetInt32()));

        async Task<string[]> IdsAsync(string query) =>
            [.. (await AskAsync("GET", $"{Path}/executions?{query}")).Json.GetProperty("entities").EnumerateArray().Select(x => x.GetProperty("id").GetString()!)];
    }

    private async Task DefineAsync(string name, string flow) =>
        Assert.Equal(HttpStatusCode.Created, (await AskAsync("PUT", $"{Path}/{name}", flow)).Status);

    private Task<JsonElement> EndedAsync(string id) => UntilEndedAsync(id).InTime();

    private async Task<JsonElement> UntilEndedAsync(string id)
    {
        while (true)
        {
            var execution = await AskAsync("GET", $"{Path}/executions/{id}");
            // Asking at full speed may exhaust what a token may ask, which comes back with time alone.
            if (execution.Status == HttpStatusCode.TooManyRequests) _server.Time.Advance(TimeSpan.FromSeconds(1));
            else if (execution.Text("state") != "RUNNING") return execution.Json;
            await Task.Yield();
        }
    }

    private Task<Answer> AskAsync(string method, string path, string? body = null) => _server.AskAsync(method, path, _server.Administrator, body);
}

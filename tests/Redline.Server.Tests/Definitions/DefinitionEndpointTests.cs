using System.Text.Json;
using Redline.Engine.Flows;
using Redline.Server.Tests.Streams;

namespace Redline.Server.Tests.Definitions;

public sealed class DefinitionEndpointTests : StreamServerTest
{
    private const string Plan = "/api/v2/definitions/plan";
    private const string Apply = "/api/v2/definitions/apply";

    [Fact]
    public async Task Plan_ThenApply_SaysTheSameAndChangesOnlyThen()
    {
        var body = Set(limit: 300, pattern: "VIP*");
        var plan = await Server.SendAsync("POST", Plan, body);
        Assert.Equal((200, false), (plan.Status, plan.Json.GetProperty("applied").GetBoolean()));
        Assert.Equal(["CREATE", "CREATE", "CREATE"], plan.Each("changes", "action"));
        Assert.Equal(["vip", "limit", "slow"], plan.Each("changes", "id"));
        Assert.Equal(0, (await Server.SendAsync("GET", StreamServer.Path)).Number("total"));

        var applied = await Server.SendAsync("POST", Apply, body);
        Assert.Equal((200, true), (applied.Status, applied.Json.GetProperty("applied").GetBoolean()));
        Assert.Equal(["slow"], (await Server.SendAsync("GET", StreamServer.Path)).Each("entities", "id"));
        var again = await Server.SendAsync("POST", Apply, body);
        Assert.Equal((0, 3), (again.Json.GetProperty("changes").GetArrayLength(), again.Number("unchanged")));
    }

    [Fact]
    public async Task Plan_OfAChange_NamesTheFieldsAndWhatOpenAlertsDo()
    {
        await Server.SendAsync("POST", Apply, Set(limit: 10, pattern: "VIP*"));
        await Server.ObserveAsync("q1", waiting: 12, name: "VIP");
        await Server.ObserveAsync("q2", waiting: 12, name: "Billing");
        await CreateAsync(Body("other", 50));

        var plan = await Server.SendAsync("POST", Plan, Set(limit: 20, pattern: "*"));
        Assert.Equal(["queueSet", "parameter"], plan.Each("changes", "kind"));
        Assert.Equal("""[{"path":"$.namePattern","before":"VIP*","after":"*"}]""", plan.Json.GetProperty("changes")[0].GetProperty("differences").GetRawText());
        Assert.Equal("""[{"path":"$.defaultValue","before":10,"after":20}]""", plan.Json.GetProperty("changes")[1].GetProperty("differences").GetRawText());
        Assert.Equal(
            """[{"alertId":"A1","streamId":"slow","queueId":"q1","mediaType":"voice","outcome":"RESOLVES","reason":"definitionChanged"}]""",
            plan.Json.GetProperty("alerts").GetRawText());
        Assert.Equal((1, 1), (plan.Number("unchanged"), plan.Number("others")));

        var stream = await Server.SendAsync("POST", Plan, Set(limit: 10, pattern: "*", name: "Renamed"));
        Assert.Equal("""[{"streamId":"slow","matchedQueues":2,"breachingQueues":2,"unknownQueueIds":[],"lints":[]}]""", stream.Json.GetProperty("streams").GetRawText());
    }

    [Fact]
    public async Task Apply_WithMistakes_NamesEveryOneAndChangesNothing()
    {
        var refused = await Server.SendAsync("POST", Apply, """
            {"queueSets":[{"id":"a b","namePattern":"*"},7],"parameters":[{"name":"limit","defaultValue":"x"}],"colours":[],"prune":1,
             "streams":[{"name":"No id","entityType":"queue","filterExpression":"waitTime > 3"}]}
            """);
        Assert.Equal(400, refused.Status);
        Assert.Equal(
            ["$.queueSets[0].id", "$.queueSets[1]", "$.parameters[0].defaultValue", "$.colours", "$.streams[0].filterExpression:1:1", "$.streams[0]", "$.prune"],
            refused.Each("details", "fieldName"));
        var missing = await Server.SendAsync("POST", Apply, """{"queueSets":[{"id":"vip","namePattern":"*"}],"streams":[{"id":"s","name":"S","entityType":"queue","filterExpression":"queueId in set(\"vpi\")"}]}""");
        Assert.Equal((400, "$.streams[0].filterExpression:1:16"), (missing.Status, missing.Each("details", "fieldName").Single()));
        Assert.Equal(0, (await Server.SendAsync("GET", "/api/v2/queuesets")).Number("total"));
        var twice = await Server.SendAsync("POST", Plan, """{"queueSets":[{"id":"vip","namePattern":"*"},{"id":"vip","namePattern":"?"}]}""");
        Assert.Equal(["definition.twice"], twice.Codes());
    }

    [Fact]
    public async Task Apply_ThatPrunes_DeletesWhatIsNotThereUnlessItIsInUse()
    {
        await Server.SendAsync("POST", Apply, Set(limit: 10, pattern: "VIP*"));
        await CreateAsync(Body("other", 50));
        var plan = await Server.SendAsync("POST", Plan, """{"queueSets":[{"id":"vip","name":"VIP","namePattern":"VIP*"}],"prune":true}""");
        Assert.Equal(["DELETE", "DELETE", "DELETE"], plan.Each("changes", "action"));
        Assert.Equal(200, (await Server.SendAsync("POST", Apply, """{"prune":true}""")).Status);
        Assert.Equal((0, 0), ((await Server.SendAsync("GET", StreamServer.Path)).Number("total"), (await Server.SendAsync("GET", "/api/v2/queuesets")).Number("total")));
    }

    [Fact]
    public async Task Plan_OfFlows_SaysWhoStartsThemAndWhatTheirAuthorsShouldKnow()
    {
        var body = WithFlow("waitTimeSeconds > 300", "waitTimeSeconds >= 300", "Escalate");
        var plan = await Server.SendAsync("POST", Plan, body);
        Assert.Equal(["flow:CREATE", "stream:CREATE"], plan.Json.GetProperty("changes").EnumerateArray().Select(c => $"{c.GetProperty("kind").GetString()}:{c.GetProperty("action").GetString()}"));
        var flow = plan.Json.GetProperty("flows")[0];
        Assert.Equal(("Escalate", """["slow"]"""), (flow.GetProperty("name").GetString(), flow.GetProperty("usedBy").GetRawText()));
        Assert.Equal(["FLOW_STRICTER_THAN_STREAM"], Codes(flow));
        Assert.Contains("FLOW_STRICTER_THAN_STREAM", Codes(plan.Json.GetProperty("streams")[0]));

        // Seen against what comes with it, not against what is there.
        Assert.Equal(200, (await Server.SendAsync("POST", Apply, body)).Status);
        var mended = await Server.SendAsync("POST", Plan, WithFlow("waitTimeSeconds >= 300", "waitTimeSeconds >= 300", "Escalate"));
        Assert.Equal("""[{"path":"$.nodes[0].expression","before":"waitTimeSeconds \u003E 300","after":"waitTimeSeconds \u003E= 300"}]""", mended.Json.GetProperty("changes")[0].GetProperty("differences").GetRawText());
        Assert.Empty(Codes(mended.Json.GetProperty("flows")[0]));
        var unknown = await Server.SendAsync("POST", Plan, WithFlow("waitTimeSeconds > 300", "waitTimeSeconds >= 300", "Escalated"));
        Assert.Equal(["QUEUE_UNBOUND", "FLOW_UNKNOWN"], Codes(unknown.Json.GetProperty("streams")[0]));

        static IEnumerable<string?> Codes(JsonElement of) => of.GetProperty("lints").EnumerateArray().Select(l => l.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Apply_OfFlows_DeletesNoneThatAStreamStartsNorOneThatShips()
    {
        await Server.Loop.AskAsync(new DefineFlow(ShippedFlows.All[0]), TestContext.Current.CancellationToken);
        await Server.SendAsync("POST", Apply, WithFlow("waitTimeSeconds >= 300", "waitTimeSeconds >= 300", "Escalate"));
        const string stream = """{"id":"slow","name":"Slow","entityType":"queue","filterExpression":"waitTimeSeconds >= 300","flow":"Escalate"}""";
        var refused = await Server.SendAsync("POST", Apply, $$"""{"streams":[{{stream}}],"prune":true}""");
        Assert.Equal((409, "flow.in.use"), (refused.Status, refused.Codes().Single()));
        var pruned = await Server.SendAsync("POST", Apply, """{"prune":true}""");
        Assert.Equal(["Escalate", "slow"], pruned.Each("changes", "id"));
        Assert.Equal((0, 1), (pruned.Number("others"), (await Server.SendAsync("POST", Plan, Shipped)).Number("unchanged")));
        var changed = await Server.SendAsync("POST", Plan, Shipped.Replace("> threshold", ">= threshold", StringComparison.Ordinal));
        Assert.Equal(["CHANGE"], changed.Each("changes", "action"));
    }

    [Fact]
    public async Task Apply_OfAFlowWithMistakes_PlacesEveryOneAndChangesNothing()
    {
        var refused = await Server.SendAsync("POST", Apply, """
            {"queueSets":[{"id":"vip","namePattern":"*"}],
             "flows":[{"nodes":[{"id":"a","type":"decision","expression":"waitTime > 3","next":{"yes":"end","no":"nowhere"}}]},{"name":"b c","nodes":[]}]}
            """);
        Assert.Equal(
            ["$.flows[0].name", "$.flows[0].nodes[0].expression:1:1", "$.flows[1].name", "$.flows[1].nodes"],
            refused.Each("details", "fieldName"));
        Assert.Equal(0, (await Server.SendAsync("GET", "/api/v2/queuesets")).Number("total"));
    }

    [Theory]
    [InlineData(Plan)]
    [InlineData(Apply)]
    public async Task Send_WhenTheCallerMayNot_IsRefused(string path) => Assert.Equal(403, (await Server.SendAsync("POST", path, "{}", StreamServer.Viewer)).Status);

    private static readonly string Shipped = $$"""{"flows":[{{FlowDefinitionWriter.ToJson(ShippedFlows.All[0])}}]}""";

    private static string WithFlow(string asked, string filter, string named) => $$"""
        {"flows":[{"name":"Escalate","nodes":[{"id":"ask","type":"decision","expression":"{{asked}}","next":{"yes":"tell","no":"end"} },{"id":"tell","type":"notify","next":{"done":"end"} }]}],
         "streams":[{"id":"slow","name":"Slow","entityType":"queue","filterExpression":"{{filter}}","flow":"{{named}}"}]}
        """;

    private static string Set(int limit, string pattern, string name = "Slow") => $$"""
        {"queueSets":[{"id":"vip","name":"VIP","namePattern":"{{pattern}}"}],"parameters":[{"name":"limit","defaultValue":{{limit}}}],
         "streams":[{"id":"slow","name":"{{name}}","entityType":"queue","filterExpression":"queueId in set(\"vip\") and waitingCount > param(limit)"}]}
        """;
}

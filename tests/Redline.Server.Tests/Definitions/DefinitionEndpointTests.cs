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
        Assert.Equal("""[{"streamId":"slow","matchedQueues":2,"breachingQueues":2,"unknownQueueIds":[]}]""", stream.Json.GetProperty("streams").GetRawText());
    }

    [Fact]
    public async Task Apply_WithMistakes_NamesEveryOneAndChangesNothing()
    {
        var refused = await Server.SendAsync("POST", Apply, """
            {"queueSets":[{"id":"a b","namePattern":"*"},7],"parameters":[{"name":"limit","defaultValue":"x"}],"flow":[],"prune":1,
             "streams":[{"name":"No id","entityType":"queue","filterExpression":"waitTime > 3"}]}
            """);
        Assert.Equal(400, refused.Status);
        Assert.Equal(
            ["$.queueSets[0].id", "$.queueSets[1]", "$.parameters[0].defaultValue", "$.flow", "$.streams[0].filterExpression:1:1", "$.streams[0]", "$.prune"],
            refused.Each("details", "fieldName"));
        var missing = await Server.SendAsync("POST", Apply, """{"queueSets":[{"id":"vip","namePattern":"*"}],"streams":[{"id":"s","name":"S","entityType":"queue","filterExpression":"queueId in set(\"vpi\")"}]}""");
        Assert.Equal((400, "$.streams[0].filterExpression.value.queueSet"), (missing.Status, missing.Each("details", "fieldName").Single()));
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

    [Theory]
    [InlineData(Plan)]
    [InlineData(Apply)]
    public async Task Send_WhenTheCallerMayNot_IsRefused(string path) => Assert.Equal(403, (await Server.SendAsync("POST", path, "{}", StreamServer.Viewer)).Status);

    private static string Set(int limit, string pattern, string name = "Slow") => $$"""
        {"queueSets":[{"id":"vip","name":"VIP","namePattern":"{{pattern}}"}],"parameters":[{"name":"limit","defaultValue":{{limit}}}],
         "streams":[{"id":"slow","name":"{{name}}","entityType":"queue","filterExpression":"queueId in set(\"vip\") and waitingCount > param(limit)"}]}
        """;
}

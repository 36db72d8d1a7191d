using Redline.Server.Tests.Streams;

namespace Redline.Server.Tests.QueueSets;

public sealed class QueueSetEndpointTests : StreamServerTest
{
    private const string Path = "/api/v2/queuesets";
    private const string Billing = """{"id":"billing","queueIds":["q1"],"namePattern":"Billing*"}""";
    private const string Slow = """{"name":"Slow","entityType":"queue","filterExpression":"queueId in set(\"billing\") and waitTimeSeconds > 300"}""";

    [Fact]
    public async Task Post_OfASet_CreatesItAndStreamsMayNameIt()
    {
        var created = await Server.SendAsync("POST", Path, Billing);
        Assert.Equal((201, "\"1\"", "/api/v2/queuesets/billing"), (created.Status, created.ETag, created.Location));
        Assert.Equal(
            """{"id":"billing","version":1,"selfUri":"/api/v2/queuesets/billing","definedAt":"2026-03-02T08:00:00.000Z","name":"billing","queueIds":["q1"],"namePattern":"Billing*","matching":0,"streams":[]}""",
            created.Json.GetRawText());
        Assert.Equal((409, "queueSet.exists"), Code(await Server.SendAsync("POST", Path, Billing)));

        var stream = await Server.SendAsync("POST", StreamServer.Path, Slow);
        Assert.Equal("queueId in set(\"billing\") and waitTimeSeconds > 300", stream.Text("text"));
        Assert.Equal("""{"queueSet":"billing"}""", stream.Json.GetProperty("filterExpression").GetProperty("operands")[0].GetProperty("value").GetRawText());
        Assert.Equal([stream.Text("id")], (await Server.SendAsync("GET", Path + "/billing")).Json.GetProperty("streams").EnumerateArray().Select(s => s.GetString()!));
    }

    [Fact]
    public async Task Post_OfAStreamThatNamesNoSet_IsRefusedWithItsPlace()
    {
        await Server.SendAsync("POST", Path, Billing);
        const string wrong = """{"name":"Slow","entityType":"queue","filterExpression":"queueId in set(\"biling\") and waitTimeSeconds > param(limit)"}""";
        var refused = await Server.SendAsync("POST", StreamServer.Path, wrong);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["filter.queueSet.unknown", "filter.parameter.unknown"], refused.Codes());
        Assert.Equal(["$.filterExpression:1:16", "$.filterExpression:1:54"], refused.Each("details", "fieldName"));
        var validated = await Server.SendAsync("POST", StreamServer.Path + "/validate", wrong);
        Assert.Equal((200, false), (validated.Status, validated.Json.GetProperty("valid").GetBoolean()));
        Assert.Equal(["filter.queueSet.unknown", "filter.parameter.unknown"], validated.Codes("errors"));
    }

    [Fact]
    public async Task PutAndDelete_FollowTheVersionAndWhoNamesIt()
    {
        await Server.SendAsync("POST", Path, Billing);
        var stream = await CreateAsync(Slow);
        Assert.Equal((428, "precondition.required"), Code(await Server.SendAsync("PUT", Path + "/billing", Billing)));
        Assert.Equal((412, "queueSet.version.conflict"), Code(await Server.SendAsync("PUT", Path + "/billing", Billing, ifMatch: "\"2\"")));
        Assert.Equal("\"1\"", (await Server.SendAsync("PUT", Path + "/billing", Billing, ifMatch: "\"1\"")).ETag);
        var changed = await Server.SendAsync("PUT", Path + "/billing", """{"namePattern":"B*"}""", ifMatch: "\"1\"");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal((400, "queueSet.id.assigned"), (400, (await Server.SendAsync("PUT", Path + "/billing", """{"id":"other","namePattern":"B*"}""", ifMatch: "*")).Codes()[0]));

        Assert.Equal(["2", "1"], (await Server.SendAsync("GET", Path + "/billing/versions")).Each("entities", "version"));
        Assert.Equal("Billing*", (await Server.SendAsync("GET", Path + "/billing?version=1")).Text("namePattern"));

        var refused = await Server.SendAsync("DELETE", Path + "/billing");
        Assert.Equal((409, "queueSet.in.use"), Code(refused));
        Assert.Contains("Slow (", refused.Text("message"), StringComparison.Ordinal);
        await Server.SendAsync("DELETE", stream);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Path + "/billing", ifMatch: "\"2\"")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", Path + "/billing")).Status);
        Assert.Equal("B*", (await Server.SendAsync("GET", Path + "/billing?version=2")).Text("namePattern"));
    }

    [Fact]
    public async Task Get_AfterARestart_HasTheSetsAndTheQueuesInThem()
    {
        await Server.SendAsync("POST", Path, Billing);
        await Server.SendAsync("POST", Path, """{"id":"vip","name":"VIP","namePattern":"VIP*"}""");
        await RestartAsync();
        Assert.Equal(["billing", "vip"], (await Server.SendAsync("GET", Path)).Each("entities", "id"));
        Assert.Equal(["vip"], (await Server.SendAsync("GET", Path + "?name=vi")).Each("entities", "id"));
        Assert.Equal(0, (await Server.SendAsync("GET", Path + "/vip/queues")).Number("total"));
        Assert.Equal(404, (await Server.SendAsync("GET", Path + "/none/queues")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", Path + "/none/versions")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", Path + "/a%20b/versions")).Status);
        Assert.Equal(400, (await Server.SendAsync("GET", Path + "/vip?version=0")).Status);
    }

    [Theory]
    [InlineData("POST", "", StreamServer.Viewer)]
    [InlineData("PUT", "/x", StreamServer.Viewer)]
    [InlineData("DELETE", "/x", StreamServer.Viewer)]
    [InlineData("GET", "", StreamServer.Agent)]
    [InlineData("GET", "/x", StreamServer.Agent)]
    [InlineData("GET", "/x/versions", StreamServer.Agent)]
    [InlineData("GET", "/x/queues", StreamServer.Agent)]
    public async Task Send_WhenTheCallerMayNot_IsRefused(string method, string path, string token) => Assert.Equal(
        (403, "missing.permissions"), Code(await Server.SendAsync(method, Path + path, method is "POST" or "PUT" ? Billing : null, token)));

    private static (int, string) Code(Answer answer) => (answer.Status, answer.Text("code"));
}

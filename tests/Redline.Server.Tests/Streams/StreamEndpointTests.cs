using System.Net.Http.Headers;
using System.Text;
using Redline.Engine;

namespace Redline.Server.Tests.Streams;

public sealed class StreamEndpointTests : StreamServerTest
{
    [Fact]
    public async Task Post_WhenTheBodyIsTheMissions_CreatesTheStream()
    {
        var created = await Server.SendAsync("POST", StreamServer.Path, Mission);
        Assert.Equal((201, "\"1\"", 1), (created.Status, created.ETag, created.Number("version")));
        Assert.Equal(7, Guid.Parse(created.Text("id")).Version);
        Assert.Equal($"{StreamServer.Path}/{created.Text("id")}", created.Location);
        Assert.Equal(created.Location, created.Text("selfUri"));
        Assert.Equal("2026-03-02T08:00:00.000Z", created.Text("definedAt"));
        Assert.Equal("""queueId in ("12345678-1234-1234-1234-123456789012") and waitTimeSeconds > 300""", created.Text("text"));
        Assert.Equal("Tells at once, as critical, when the longest wait in queue 12345678-1234-1234-1234-123456789012 (voice) is over 5 minutes; over when it has not been for 10 seconds; not again within 5 minutes.", created.Text("sentence"));
        Assert.Empty(created.Each("lints", "code"));
        Assert.Equal(1, created.Json.GetProperty("receivers").GetProperty("count").GetInt32());
        Assert.Equal(300, created.Number("cooldownSeconds"));

        var read = await Server.SendAsync("GET", created.Location!);
        Assert.Equal((200, "\"1\""), (read.Status, read.ETag));
        Assert.Equal(created.Json.GetRawText(), read.Json.GetRawText());
    }

    [Theory]
    [InlineData("POST", "", StreamServer.Viewer)]
    [InlineData("GET", "", StreamServer.Agent)]
    [InlineData("POST", "/validate", StreamServer.Agent)]
    [InlineData("GET", "/x", StreamServer.Agent)]
    [InlineData("GET", "/x/versions", StreamServer.Agent)]
    [InlineData("PUT", "/x", StreamServer.Viewer)]
    [InlineData("DELETE", "/x", StreamServer.Viewer)]
    public async Task Send_WhenTheCallerMayNot_IsRefused(string method, string path, string token)
    {
        var body = method is "POST" or "PUT" ? Mission : null;
        Assert.Equal(401, (await Server.SendAsync(method, StreamServer.Path + path, body, token: null)).Status);
        Assert.Equal(401, (await Server.SendAsync(method, StreamServer.Path + path, body, token: "expired")).Status);
        Assert.Equal(403, (await Server.SendAsync(method, StreamServer.Path + path, body, StreamServer.Stranger)).Status);
        var refused = await Server.SendAsync(method, StreamServer.Path + path, body, token);
        Assert.Equal((403, "missing.permissions"), (refused.Status, refused.Text("code")));
    }

    [Fact]
    public async Task Get_WhenTheCallerIsASupervisor_Answers()
    {
        var path = await CreateAsync(Mission);
        foreach (var read in (string[])["", "/versions"]) Assert.Equal(200, (await Server.SendAsync("GET", path + read, token: StreamServer.Viewer)).Status);
        Assert.Equal(200, (await Server.SendAsync("GET", StreamServer.Path, token: StreamServer.Viewer)).Status);
        Assert.Equal(200, (await Server.SendAsync("POST", StreamServer.Path + "/validate", Mission, StreamServer.Viewer)).Status);
    }

    [Fact]
    public async Task Post_WhenExpressionsAreTexts_AnswersTheObjectAndTheSameText()
    {
        const string text = "queueId in (\\\"q1\\\") and waitTimeSeconds > 300";
        var path = await CreateAsync($$"""{"name":"n","entityType":"queue","filterExpression":"{{text}}","clearExpression":"waitTimeSeconds < 9"}""");
        var stream = await Server.SendAsync("GET", path);
        Assert.Equal("AND", stream.Json.GetProperty("filterExpression").GetProperty("operator").GetString());
        Assert.Equal("queueId in (\"q1\") and waitTimeSeconds > 300 until waitTimeSeconds < 9", stream.Text("text"));

        var wrong = await Server.SendAsync("POST", StreamServer.Path, """{"name":"n","entityType":"queue","filterExpression":"waitTime > 300"}""");
        var detail = wrong.Json.GetProperty("details")[0];
        Assert.Equal((400, "filter.field.unknown", "$.filterExpression:1:1"), (wrong.Status, detail.GetProperty("errorCode").GetString(), detail.GetProperty("fieldName").GetString()));
        Assert.Contains("did you mean `waitTimeSeconds`?", wrong.Text("message") + detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenThereIsNoSuchStream_IsNotFound()
    {
        var nowhere = StreamServer.Path + "/nowhere";
        Assert.Equal(404, (await Server.SendAsync("GET", nowhere)).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", nowhere + "?version=1")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", nowhere + "/versions")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", StreamServer.Path + "/" + new string('x', 5_000) + "/versions")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", StreamServer.Path + "/%e4%20%23/versions")).Status);
        Assert.Equal(404, (await Server.SendAsync("PUT", nowhere, Mission, ifMatch: "\"1\"")).Status);
        Assert.Equal(404, (await Server.SendAsync("DELETE", nowhere)).Status);
    }

    [Fact]
    public async Task Post_WhenTheLimitIsReached_IsAConflict()
    {
        await RestartAsync(EngineLimits.Default with { MaxStreams = 1 });
        await CreateAsync(Mission);
        var refused = await Server.SendAsync("POST", StreamServer.Path, Mission);
        Assert.Equal((409, "stream.limit"), (refused.Status, refused.Text("code")));
    }

    [Fact]
    public async Task Post_WhenTheBodyNamesAnId_IsRefusedWithEveryProblem()
    {
        var refused = await Server.SendAsync("POST", StreamServer.Path, Body("a", 1, ""","id":"mine","priority":9,"colour":"red" """));
        Assert.Equal(400, refused.Status);
        Assert.Equal(["stream.id.assigned", "stream.property.unknown", "field.number"], refused.Codes());
        Assert.Equal(["$.id", "$.colour", "$.priority"], refused.Each("details", "fieldName"));
    }

    [Fact]
    public async Task Send_WhenTheBodyIsNotTaken_SaysWhy()
    {
        var path = await CreateAsync(Mission);
        foreach (var (method, uri) in ((string, string)[])[("POST", StreamServer.Path), ("POST", StreamServer.Path + "/validate"), ("PUT", path)])
        {
            var large = await Server.SendAsync(method, uri, Body("a", 1, $",\"description\":\"{new string('x', 2 << 20)}\""), ifMatch: "\"1\"");
            Assert.Equal((413, "body.too.large"), (large.Status, large.Text("code")));
            using var form = new HttpRequestMessage(new HttpMethod(method), uri) { Content = new StringContent(Mission, Encoding.UTF8, "text/plain") };
            Assert.Equal(415, (await Server.SendAsync(form, ifMatch: "\"1\"")).Status);
            using var broken = new HttpRequestMessage(new HttpMethod(method), uri) { Content = new ByteArrayContent([.. "{\"name\":\""u8, 0xc3, 0x28, .. "\"}"u8]) };
            broken.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            Assert.Equal("body.text", (await Server.SendAsync(broken, ifMatch: "\"1\"")).Text("code"));
        }
    }

    [Fact]
    public async Task List_WhenFiltered_GivesThosePageByPage()
    {
        foreach (var name in (string[])["VIP one", "vip two", "Billing", "VIP three"])
        {
            await CreateAsync(Body(name, 1));
            Server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await CreateAsync(Body("VIP off", 1, ",\"status\":\"DISABLED\""));

        var first = await Server.SendAsync("GET", StreamServer.Path + "?name=vip&status=ACTIVE&pageSize=2");
        Assert.Equal(["VIP one", "vip two"], first.Each("entities", "name"));
        Assert.Equal(3, first.Number("total"));
        var second = await Server.SendAsync("GET", first.Text("nextUri"));
        Assert.Equal(["VIP three"], second.Each("entities", "name"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.Json.GetProperty("nextUri").ValueKind);
        Assert.Equal(["VIP off"], (await Server.SendAsync("GET", StreamServer.Path + "?status=DISABLED")).Each("entities", "name"));

        var refused = await Server.SendAsync("GET", StreamServer.Path + $"?status=off&pageSize=0&pageNumber=x&name={new string('n', 201)}");
        Assert.Equal(["parameter.range", "parameter.range", "parameter.length", "parameter.choice"], refused.Codes());
    }

    [Fact]
    public async Task Post_WhenNobodyIsSignedIn_SaysSoAndHowManyQueuesItWatches()
    {
        await RestartAsync(receivers: 0);
        await Server.ObserveAsync("vip", 12);
        var created = await Server.SendAsync("POST", StreamServer.Path, Body("everything", 10));
        Assert.Equal(["NOBODY_LISTENS", "QUEUE_UNBOUND"], created.Each("lints", "code"));
        Assert.Contains("1 of the 1 known queues, 1 of them over the line now", created.Each("lints", "message")[1], StringComparison.Ordinal);
        Assert.Equal(0, created.Json.GetProperty("receivers").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Validate_WhenTheDefinitionIsWrong_NamesEveryMistakeAndStoresNothing()
    {
        var wrong = await Server.SendAsync("POST", StreamServer.Path + "/validate", """
            {"name":"","entityType":"queue","filterExpression":{"field":"waitTimeSecond","operator":"GREATER_THAN","value":300}}
            """);
        Assert.Equal((200, false), (wrong.Status, wrong.Json.GetProperty("valid").GetBoolean()));
        Assert.Equal(["filter.field.unknown", "field.text"], wrong.Codes("errors"));

        var good = await Server.SendAsync("POST", StreamServer.Path + "/validate", Mission);
        Assert.True(good.Json.GetProperty("valid").GetBoolean());
        Assert.EndsWith("waitTimeSeconds > 300", good.Text("text"), StringComparison.Ordinal);
        Assert.StartsWith("Tells at once", good.Text("sentence"), StringComparison.Ordinal);
        Assert.Equal(0, (await Server.SendAsync("GET", StreamServer.Path)).Number("total"));
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Redline.Server.Tests.Streams;

namespace Redline.Server.Tests.Parameters;

public sealed class ParameterEndpointTests : StreamServerTest
{
    private const string Limit = "/api/v2/parameters/limitSeconds";
    private const string Body120 = """{"defaultValue":120,"values":{"gold":30}}""";

    [Fact]
    public async Task Put_OfAParameter_CreatesItThenReplacesItOnTopOfItsVersion()
    {
        var created = await Server.SendAsync("PUT", Limit, Body120);
        Assert.Equal((201, "\"1\"", Limit), (created.Status, created.ETag, created.Location));
        Assert.Equal(
            """{"name":"limitSeconds","version":1,"selfUri":"/api/v2/parameters/limitSeconds","definedAt":"2026-03-02T08:00:00.000Z","defaultValue":120,"values":{"gold":30},"streams":[]}""",
            created.Json.GetRawText());
        Assert.Equal((428, "precondition.required"), Code(await Server.SendAsync("PUT", Limit, Body120)));
        Assert.Equal((412, "parameter.version.conflict"), Code(await Server.SendAsync("PUT", Limit, Body120, ifMatch: "\"2\"")));
        Assert.Equal("\"1\"", (await Server.SendAsync("PUT", Limit, Body120, ifMatch: "\"1\"")).ETag);
        var changed = await Server.SendAsync("PUT", Limit, """{"defaultFrom":"SERVICE_LEVEL_TARGET"}""", ifMatch: "\"1\"");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal(30, (await Server.SendAsync("GET", Limit + "?version=1")).Json.GetProperty("values").GetProperty("gold").GetInt32());
        Assert.Equal(["0"], (await Server.SendAsync("GET", "/api/v2/parameters")).Each("entities", "valueCount"));
        Assert.Equal(404, (await Server.SendAsync("PUT", "/api/v2/parameters/none", Body120, ifMatch: "*")).Status);
        Assert.Equal(["parameter.name", "parameter.value"], (await Server.SendAsync("PUT", "/api/v2/parameters/in", """{"defaultValue":"x"}""")).Codes());
    }

    [Fact]
    public async Task Delete_OfAParameterThatAStreamNames_IsRefused()
    {
        await Server.SendAsync("PUT", Limit, Body120);
        var stream = await CreateAsync("""{"name":"Slow","entityType":"queue","filterExpression":"waitTimeSeconds > param(limitSeconds)"}""");
        Assert.Equal("waitTimeSeconds > param(limitSeconds)", (await Server.SendAsync("GET", stream)).Text("text"));
        Assert.Equal((409, "parameter.in.use"), Code(await Server.SendAsync("DELETE", Limit)));
        await Server.SendAsync("DELETE", stream);
        Assert.Equal(204, (await Server.SendAsync("DELETE", Limit, ifMatch: "\"1\"")).Status);
        await RestartAsync();
        Assert.Equal(404, (await Server.SendAsync("GET", Limit)).Status);
    }

    [Fact]
    public async Task PutValues_OfATable_ReplacesItWholeAndGivesItBack()
    {
        await Server.SendAsync("PUT", Limit, Body120);
        var put = await TableAsync("\uFEFFqueueId;queueName;value\r\ntin;\"Tin; small\";45.5\r\n\r\niron;;\r\ngold;Gold;60\r\n");
        Assert.Equal((200, "\"2\""), (put.Status, put.ETag));
        Assert.Equal("""{"gold":60,"tin":45.5}""", put.Json.GetProperty("values").GetRawText());
        Assert.Equal(120, put.Number("defaultValue"));
        Assert.Equal("queueId,queueName,value\r\ngold,,60\r\ntin,,45.5\r\n", await TextAsync(Limit + "/values"));

        var same = await TableAsync(await TextAsync(Limit + "/values?all=true"), "\"2\"");
        Assert.Equal("\"2\"", same.ETag);
    }

    [Fact]
    public async Task PutValues_WithBadRows_NamesEachByItsLineAndChangesNothing()
    {
        await Server.SendAsync("PUT", Limit, Body120);
        var refused = await TableAsync("queueId,queueName,value\ngold,Gold,30\ngold,Gold,31\n,Nobody,3\ntin,Tin\niron,\"two\nlines\",1e99\n\nlead,Lead,five\nzinc,Zinc,2\n");
        Assert.Equal(400, refused.Status);
        Assert.Equal(["line 3, queueId", "line 4, queueId", "line 5", "line 6, value", "line 9, value"], refused.Each("details", "fieldName"));
        Assert.Equal(["table.queue.twice", "table.queue", "table.columns", "table.value", "table.value"], refused.Codes());
        Assert.Equal(["table.header"], (await TableAsync("id,value\ngold,1\n")).Codes());
        Assert.Equal(["table.header"], (await TableAsync("")).Codes());
        Assert.Equal("\"1\"", (await Server.SendAsync("GET", Limit)).ETag);
        using var json = new HttpRequestMessage(HttpMethod.Put, Limit + "/values") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        Assert.Equal(415, (await Server.SendAsync(json, ifMatch: "*")).Status);
    }

    [Fact]
    public async Task PutValues_OfWhatWasGiven_IsTheSameTableWhateverIsInIt()
    {
        string[] ids = ["plain", "a,b", "a;b", "say \"hi\"", "two\r\nlines", " spaced ", "=1+1", "-5", "+x", "@x", "'x", "'=x", "''x", "\u00e4\ud83d\ude00"];
        double[] numbers = [0, -7.5, 1e12, -1e12, 0.1 + 0.2, 1e-9];
        var values = string.Join(',', ids.Select((id, i) => $"{JsonSerializer.Serialize(id)}:{numbers[i % numbers.Length].ToString("R", CultureInfo.InvariantCulture)}"));
        var created = await Server.SendAsync("PUT", Limit, $$"""{"values":{ {{values}} } }""");
        Assert.Equal(201, created.Status);
        await Server.ObserveAsync("=1+1", waiting: 0, name: "=HYPERLINK(\"x\"), \"VIP\"");
        var table = await TextAsync(Limit + "/values");
        Assert.DoesNotContain(table.Split('\n'), l => l.StartsWith('=') || l.Contains(",=", StringComparison.Ordinal));
        foreach (var spelled in (string[])[table, "\uFEFF" + table, table.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("two\nlines", "two\r\nlines", StringComparison.Ordinal)])
        {
            var put = await TableAsync(spelled);
            Assert.Equal((200, "\"1\""), (put.Status, put.ETag)); // the same definition is no new version
        }
    }

    [Fact]
    public async Task PutValues_OfTenThousandQueues_TakesThemAndGivesThemBack()
    {
        await Server.SendAsync("PUT", Limit, Body120);
        var table = "queueId,queueName,value\r\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"queue-{i:00000},,{i}.5\r\n"));
        Assert.Equal("\"2\"", (await TableAsync(table)).ETag);
        Assert.Equal(table, await TextAsync(Limit + "/values"));
        var many = await TableAsync("queueId,queueName,value\n" + string.Concat(Enumerable.Range(0, 150).Select(i => $"q{i},,x\n")));
        Assert.Equal((101, "table.value", "definition.errors.more"), (many.Codes().Length, many.Codes()[0], many.Codes()[^1]));
    }

    [Fact]
    public async Task PutValues_WithoutRows_LeavesTheDefaultAndIsRefusedWhereThereIsNone()
    {
        await Server.SendAsync("PUT", Limit, Body120);
        var emptied = await TableAsync("queueId,queueName,value\r\n");
        Assert.Equal((200, 120, "{}"), (emptied.Status, emptied.Number("defaultValue"), emptied.Json.GetProperty("values").GetRawText()));
        await Server.SendAsync("PUT", Limit, """{"values":{"nobody-heard-of-it":30}}""", ifMatch: "*");
        Assert.Equal(["table.empty"], (await TableAsync("queueId,queueName,value\r\nnobody-heard-of-it,,\r\n")).Codes());
        await RestartAsync();
        Assert.Equal("queueId,queueName,value\r\nnobody-heard-of-it,,30\r\n", await TextAsync(Limit + "/values"));
    }

    [Theory]
    [InlineData("PUT", "/x", StreamServer.Viewer)]
    [InlineData("PUT", "/x/values", StreamServer.Viewer)]
    [InlineData("DELETE", "/x", StreamServer.Viewer)]
    [InlineData("GET", "", StreamServer.Agent)]
    [InlineData("GET", "/x", StreamServer.Agent)]
    [InlineData("GET", "/x/values", StreamServer.Agent)]
    public async Task Send_WhenTheCallerMayNot_IsRefused(string method, string path, string token) => Assert.Equal(
        (403, "missing.permissions"), Code(await Server.SendAsync(method, "/api/v2/parameters" + path, method == "PUT" ? Body120 : null, token)));

    private static (int, string) Code(Answer answer) => (answer.Status, answer.Text("code"));

    private async Task<Answer> TableAsync(string csv, string ifMatch = "*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Limit + "/values") { Content = new StringContent(csv, Encoding.UTF8, "text/csv") };
        return await Server.SendAsync(request, ifMatch: ifMatch);
    }

    private async Task<string> TextAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", StreamServer.Editor);
        using var answer = await Server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

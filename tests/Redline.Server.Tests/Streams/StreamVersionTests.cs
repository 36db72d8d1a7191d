using System.Text.Json.Nodes;

namespace Redline.Server.Tests.Streams;

public sealed class StreamVersionTests : StreamServerTest
{
    [Fact]
    public async Task Put_WhenTheVersionIsNamed_MakesTheNextOne()
    {
        var path = await CreateAsync(Body("a", 1));
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var changed = await Server.SendAsync("PUT", path, Body("b", 2), ifMatch: "\"1\"");
        Assert.Equal((200, "\"2\"", "b"), (changed.Status, changed.ETag, changed.Text("name")));
        Assert.Equal("2026-03-02T08:00:01.000Z", changed.Text("definedAt"));
        Assert.Equal("waitingCount > 2", (await Server.SendAsync("GET", path)).Text("text"));
        Assert.Equal(200, (await Server.SendAsync("PUT", path, Body("c", 3), ifMatch: "*")).Status);
    }

    [Theory]
    [InlineData(null, 428)]
    [InlineData("\"2\"", 412)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"99999999999999999999\"", 412)]
    [InlineData("1", 400)]
    [InlineData("\"7\", \"1\"", 200)]
    public async Task Put_WhenIfMatchIs_Answers(string? ifMatch, int status)
    {
        var path = await CreateAsync(Body("a", 1));
        var answer = await Server.SendAsync("PUT", path, Body("b", 2), ifMatch: ifMatch);
        Assert.Equal(status, answer.Status);
        if (status == 412) Assert.Equal("\"1\"", answer.ETag);
        if (status != 200) Assert.Equal("a", (await Server.SendAsync("GET", path)).Text("name"));
    }

    [Fact]
    public async Task Put_WhenTheAnswerIsSentBack_IsNoNewVersion()
    {
        var path = await CreateAsync(Mission);
        var read = await Server.SendAsync("GET", path);
        var again = await Server.SendAsync("PUT", path, read.Json.GetRawText(), ifMatch: "\"1\"");
        Assert.Equal((200, 1), (again.Status, again.Number("version")));

        var edited = JsonNode.Parse(read.Json.GetRawText())!;
        edited["text"] = "waitTimeSeconds > 60";
        Assert.Equal(["stream.text.differs"], (await Server.SendAsync("PUT", path, edited.ToJsonString(), ifMatch: "\"1\"")).Codes());
        edited["id"] = "another";
        Assert.Contains("stream.id.assigned", (await Server.SendAsync("PUT", path, edited.ToJsonString(), ifMatch: "\"1\"")).Codes());
    }

    [Fact]
    public async Task Put_WhenManyChangeTheSameVersion_ExactlyOneWins()
    {
        var path = await CreateAsync(Body("a", 0));
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Server.SendAsync("PUT", path, Body("a", i), ifMatch: "\"1\"")));
        var winner = Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(2, winner.Number("version"));
        Assert.All(answers.Where(a => a != winner), a => Assert.Equal((412, "\"2\""), (a.Status, a.ETag)));
        Assert.Equal(winner.Text("text"), (await Server.SendAsync("GET", path)).Text("text"));
        Assert.Equal(2, (await Server.SendAsync("GET", path + "/versions")).Number("total"));
    }

    [Fact]
    public async Task Delete_WhenTheVersionIsNamed_MustBeThatOne()
    {
        var path = await CreateAsync(Body("a", 1));
        Assert.Equal(412, (await Server.SendAsync("DELETE", path, ifMatch: "\"2\"")).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", path, ifMatch: "\"1\"")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", path)).Status);
        Assert.Equal(404, (await Server.SendAsync("DELETE", path)).Status);
        Assert.Equal(204, (await Server.SendAsync("DELETE", await CreateAsync(Body("b", 1)))).Status);
    }

    [Fact]
    public async Task Versions_WhenTheStreamWasChangedAndDeleted_AreAllThere()
    {
        var path = await CreateAsync(Body("a", 1));
        for (var v = 1; v < 12; v++) Assert.Equal(200, (await Server.SendAsync("PUT", path, Body("a", v + 1), ifMatch: $"\"{v}\"")).Status);
        await Server.SendAsync("DELETE", path);
        await RestartAsync();

        var versions = await Server.SendAsync("GET", path + "/versions?pageSize=5");
        Assert.Equal(["12", "11", "10", "9", "8"], versions.Each("entities", "version"));
        Assert.Equal(12, versions.Number("total"));
        var third = await Server.SendAsync("GET", path + "?version=3");
        Assert.Equal(("\"3\"", "waitingCount > 3"), (third.ETag, third.Text("text")));
        Assert.Equal(404, (await Server.SendAsync("GET", path + "?version=13")).Status);
        Assert.Equal(400, (await Server.SendAsync("GET", path + "?version=0")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", path)).Status);
    }

    [Fact]
    public async Task Get_WhenTheServerWasRestarted_AnswersTheSame()
    {
        var paths = new List<string> { await CreateAsync(Mission), await CreateAsync(Body("deep", 1, ",\"clearExpression\":" + Deep(31))) };
        var before = new List<string>();
        foreach (var path in paths) before.Add((await Server.SendAsync("GET", path)).Json.GetRawText());
        await RestartAsync();
        for (var i = 0; i < paths.Count; i++) Assert.Equal(before[i], (await Server.SendAsync("GET", paths[i])).Json.GetRawText());
    }

    private static string Deep(int depth) => string.Concat(Enumerable.Repeat("""{"operator":"NOT","operands":[""", depth))
        + """{"field":"waitingCount","operator":"LESS_THAN","value":1}""" + string.Concat(Enumerable.Repeat("]}", depth));
}

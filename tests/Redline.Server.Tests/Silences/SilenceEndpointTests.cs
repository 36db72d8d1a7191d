using System.Net;
using Redline.Server.Silences;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Silences;

/// <summary>Silences over HTTP, through the engine and the journal of a real server.</summary>
public sealed class SilenceEndpointTests : IAsyncLifetime
{
    private const string Path = SilenceEndpoints.Path;

    private ServedOrganization _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServedOrganization.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Silence_WhenSetChangedAndEnded_IsThatAndOutlivesARestart()
    {
        var made = await PostAsync(Body("\"queueIds\":[\"sales\",\"billing\",\"sales\"],\"severities\":[\"WARNING\"]"));
        Assert.Equal((HttpStatusCode.Created, "S1", "ACTIVE", "works"), (made.Status, made.Text("id"), made.Text("state"), made.Text("reason")));
        Assert.Equal(["billing", "sales"], made.Json.GetProperty("queueIds").EnumerateArray().Select(q => q.GetString()));
        Assert.Equal("Zoe Adler", made.Json.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("/api/v2/silences/S1", made.Text("selfUri"));

        await _server.RestartAsync();
        var changed = await AskAsync("PUT", "/S1", made.Json.GetRawText().Replace("works", "more works", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "more works"), (changed.Status, changed.Text("reason")));
        var same = await AskAsync("PUT", "/S1", changed.Json.GetRawText());
        Assert.Equal(changed.Text("changedAt"), same.Text("changedAt"));
        Assert.Equal("more works", (await AskAsync("GET", "/S1")).Text("reason"));

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync("DELETE", "/S1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("GET", "/S1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("DELETE", "/S1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync("PUT", "/S1", Body("\"queueIds\":[\"a\"]"))).Status);
        Assert.Equal("S2", (await PostAsync(Body("\"queueIds\":[\"sales\"]"))).Text("id"));
        var audit = await _server.AskAsync("GET", "/api/v2/audit", _server.Administrator);
        Assert.Contains("silence.deleted", audit.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_WhenItIsToBeginOrRecurs_SaysWhereItStands()
    {
        var later = await PostAsync(Body("\"queueIds\":[\"a\"],\"from\":\"" + Text(3_600) + "\""));
        Assert.Equal("SCHEDULED", later.Text("state"));
        var hour = _server.Time.GetUtcNow().AddHours(2).ToString("HH", System.Globalization.CultureInfo.InvariantCulture);
        var paused = await PostAsync(Body(
            "\"queueIds\":[\"a\"],\"schedule\":{\"timeZone\":\"UTC\",\"windows\":[{\"from\":\"" + hour + ":00\",\"to\":\"" + hour + ":30\"}]}"));
        Assert.Equal("PAUSED", paused.Text("state"));
        var page = await AskAsync("GET", "?pageSize=1&pageNumber=2");
        Assert.Equal("2", page.Text("total"));
        Assert.Equal("S2", page.Json.GetProperty("entities")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{}""", "$ silence.everything,$.until field.missing,$.reason field.missing")]
    [InlineData("""{"queueIds":["a"],"severities":["BAD"],"until":"tomorrow","reason":" ","x":1}""", "$.x silence.property.unknown,$.severities silence.severities,$.until silence.instant,$.reason field.text")]
    [InlineData("""{"queueIds":["a"],"until":"1999-01-01T00:00:00Z","reason":"x"}""", "$.until silence.over")]
    [InlineData("""{"queueIds":["a"],"until":"2999-01-01T00:00:00Z","reason":"x"}""", "$.until silence.long")]
    [InlineData("""[]""", "$ silence.type")]
    public async Task Post_WhenItIsWrong_NamesEveryProblemAndSetsNothing(string body, string problems)
    {
        var refused = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var named = refused.Json.GetProperty("details").EnumerateArray()
            .Select(d => $"{d.GetProperty("fieldName").GetString()} {d.GetProperty("errorCode").GetString()}");
        Assert.Equal(problems, string.Join(',', named));
        Assert.Equal("0", (await AskAsync("GET", "")).Text("total"));
    }

    [Fact]
    public async Task Silence_OfWhomSeesSomeQueues_IsOfTheseOnly()
    {
        var sam = await _server.TokenOfAsync("sam"); // the division north
        await PostAsync(Body("\"queueIds\":[\"sales\"]"));
        await PostAsync(Body("\"streamIds\":[\"slow\"]"));
        foreach (var others in (string[])["\"queueIds\":[\"sales\"]", "\"divisionIds\":[\"north\",\"south\"]", "\"severities\":[\"WARNING\"]"])
            Assert.Equal("silence.queues", (await _server.AskAsync("POST", Path, sam, Body(others))).Text("code"));

        var theirs = await _server.AskAsync("POST", Path, sam, Body("\"divisionIds\":[\"north\"],\"severities\":[\"WARNING\"]"));
        Assert.Equal((HttpStatusCode.Created, "S3"), (theirs.Status, theirs.Text("id")));
        Assert.Equal("2", (await _server.AskAsync("GET", Path, sam)).Text("total")); // not that of sales
        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", Path + "/S1", sam)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.AskAsync("DELETE", Path + "/S2", sam)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.AskAsync("DELETE", Path + "/S3", sam)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _server.AskAsync("GET", Path, await _server.TokenOfAsync("ana"))).Status);
    }

    private Task<Answer> PostAsync(string body) => _server.AskAsync("POST", Path, _server.Administrator, body);

    private Task<Answer> AskAsync(string method, string path, string? body = null) => _server.AskAsync(method, Path + path, _server.Administrator, body);

    private string Body(string scope) => $$"""{ {{scope}},"until":"{{Text(7_200)}}","reason":"works"}""";

    private string Text(int seconds) =>
        _server.Time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}

using System.Text.Json;

namespace Redline.Server.Tests.Alerts;

public sealed class AlertEndpointTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Get_WhenAnAlertIsOpenTakenAndOver_ShowsItsWholeState()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        var open = await server.SendAsync("GET", "/A1");
        Assert.Equal(200, open.Status);
        Assert.Equal(
            ["id", "revision", "state", "severity", "highestSeverity", "priority", "streamId", "streamName", "queueId", "queueName",
             "mediaType", "threshold", "metrics", "comparisons", "openedAt", "triggeredAt", "toldAt", "suppression", "nextUpdateAt", "acknowledgement", "resolvedAt",
             "resolvedReason", "selfUri"],
            open.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("A1", "TRIGGERED", "WARNING", "Somebody waits"), (open.Text("id"), open.Text("state"), open.Text("severity"), open.Text("streamName")));
        Assert.Equal(("billing", "Queue billing", "voice", "/api/v2/alerts/A1"), (open.Text("queueId"), open.Text("queueName"), open.Text("mediaType"), open.Text("selfUri")));
        Assert.Equal((1, 2, 0), (open.Number("revision"), open.Number("priority"), open.Number("threshold")));
        Assert.Equal(2, open.Json.GetProperty("metrics").GetProperty("waitingCount").GetInt32());
        Assert.Equal("GREATER_THAN", Assert.Single(open.Each("comparisons", "operator")));
        Assert.Equal(JsonValueKind.Null, open.Json.GetProperty("acknowledgement").ValueKind);

        await server.ReportAsync("billing", 9);
        await server.AcknowledgeAsync("A1", body: """{"note":"calling two back"}""");
        var taken = await server.SendAsync("GET", "/A1");
        Assert.Equal((3, "ACKNOWLEDGED", "CRITICAL"), (taken.Number("revision"), taken.Text("state"), taken.Text("highestSeverity")));
        var acknowledgement = taken.Json.GetProperty("acknowledgement");
        Assert.Equal(
            ("sam", "Sam Brook", "calling two back"),
            (acknowledgement.GetProperty("person").GetProperty("id").GetString(),
             acknowledgement.GetProperty("person").GetProperty("name").GetString(), acknowledgement.GetProperty("note").GetString()));

        await server.ReportAsync("billing", 0);
        var over = await server.SendAsync("GET", "/A1");
        Assert.Equal((4, "RESOLVED", "conditionCleared"), (over.Number("revision"), over.Text("state"), over.Text("resolvedReason")));
        Assert.EndsWith("Z", over.Text("resolvedAt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A2")]
    [InlineData("A0")]
    [InlineData("A01")]
    [InlineData("a1")]
    [InlineData("1")]
    [InlineData("A")]
    [InlineData("A+1")]
    [InlineData("A99999999999999999999")]
    public async Task One_WhenThereIsNoSuchAlert_IsNotFound(string id)
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        foreach (var answer in new[] { await server.SendAsync("GET", "/" + id), await server.AcknowledgeAsync(id), await server.WithdrawAsync(id) })
            Assert.Equal((404, "not.found"), (answer.Status, answer.Text("code")));
    }

    [Fact]
    public async Task List_WithFilters_HasWhatTheySayNewestFirstAlsoAfterARestart()
    {
        var expected = new List<string>();
        await using (var server = await AlertServer.StartAsync(_directory))
        {
            await server.ReportAsync("billing", 2);
            await server.ReportAsync("billing", 0);
            await server.ReportAsync("billing", 9);
            await server.ReportAsync("sales", 1);
            await server.ReportAsync("sales", 1, mediaType: "chat");
            await server.AcknowledgeAsync("A3");
            foreach (var (query, _) in Queries) expected.Add(await server.ListAsync(query));
            Assert.Equal(Queries.Select(q => q.Answer), expected);
            var page = await server.SendAsync("GET", "?pageSize=2&state=TRIGGERED,RESOLVED&pageNumber=1");
            Assert.Equal("/api/v2/alerts?state=TRIGGERED,RESOLVED&pageSize=2&pageNumber=2", Uri.UnescapeDataString(page.Text("nextUri")));
        }

        await using var again = await AlertServer.StartAsync(_directory);
        foreach (var (query, answer) in Queries) Assert.Equal(answer, await again.ListAsync(query));
    }

    [Fact]
    public async Task List_WhenMoreTriggerThanAreKept_HasTheNewestAndFindsNoOther()
    {
        await using (var server = await AlertServer.StartAsync(_directory, maxAlerts: 2))
        {
            foreach (var queue in (string[])["q1", "q2", "q3"]) await server.ReportAsync(queue, 1);
            Assert.Equal("A3 A2 of 2", await server.ListAsync());
        }

        await using var again = await AlertServer.StartAsync(_directory, maxAlerts: 2);
        Assert.Equal("A3 A2 of 2", await again.ListAsync());
        Assert.Equal(404, (await again.SendAsync("GET", "/A1")).Status);
    }

    [Theory]
    [InlineData("?state=OPEN", "parameter.choice")]
    [InlineData("?state=TRIGGERED,&severity=warning", "parameter.choice parameter.choice")]
    [InlineData("?severity=WARNING&severity=CRITICAL", "parameter.text")]
    [InlineData("?from=yesterday&to=2026-03-02T10:00:00", "parameter.instant parameter.instant")]
    [InlineData("?from=2026-03-02T10:00:00Z&to=2026-03-02T10:00:00Z", "parameter.range")]
    [InlineData("?pageSize=0&queueId=&streamId=&mediaType=", "parameter.range parameter.text parameter.text parameter.text")]
    public async Task List_WhenParametersAreWrong_NamesThemAll(string query, string codes)
    {
        await using var server = await AlertServer.StartAsync(_directory);
        var answer = await server.SendAsync("GET", query);
        Assert.Equal(400, answer.Status);
        Assert.Equal(codes.Split(' ').Order(), answer.Codes().Order());
    }

    [Fact]
    public async Task Alerts_OfQueuesTheCallerMayNotSee_AreNeitherListedNorCountedNorFound()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("hamburg", 2, divisionId: "north");
        await server.ReportAsync("munich", 2, divisionId: "south");
        await server.ReportAsync("nowhere", 2);
        await server.PublishedAsync();
        Assert.Equal("A3 A2 A1 of 3", await server.ListAsync());
        Assert.Equal("A1 of 1", await server.ListAsync(token: "nora"));
        Assert.Equal(200, (await server.SendAsync("GET", "/A1", "nora")).Status);
        Assert.Equal(404, (await server.SendAsync("GET", "/A2", "nora")).Status);
        Assert.Equal(404, (await server.AcknowledgeAsync("A2", "nora")).Status);
        Assert.Equal(404, (await server.WithdrawAsync("A3", "nora")).Status);
        Assert.Equal(200, (await server.AcknowledgeAsync("A1", "nora")).Status);
    }

    [Fact]
    public async Task Alerts_WhenTheTokenIsAnotherOrganizations_AreRefused()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        foreach (var answer in new[]
        {
            await server.SendAsync("GET", "", "stranger"), await server.SendAsync("GET", "/A1", "stranger"),
            await server.AcknowledgeAsync("A1", "stranger"), await server.WithdrawAsync("A1", "stranger"),
        })
            Assert.Equal((403, "organization.other"), (answer.Status, answer.Text("code")));
    }

    [Fact]
    public async Task Acknowledge_WhenNothingDecides_AnswersThatItMayBeTriedAgain()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        await server.StopDecidingAsync();
        var answer = await server.AcknowledgeAsync("A1");
        Assert.Equal((503, "storage.unavailable"), (answer.Status, answer.Text("code")));
        Assert.Equal("A1 of 1", await server.ListAsync());
    }

    // A1 was over at the second second, A2 critical at the third, A3 taken at the fourth, A4 of another media type.
    private static IEnumerable<(string Query, string Answer)> Queries =>
    [
        ("", "A4 A3 A2 A1 of 4"),
        ("?pageSize=1&pageNumber=2", "A3 of 4"),
        ("?state=TRIGGERED", "A4 A2 of 2"),
        ("?state=ACKNOWLEDGED&state=RESOLVED", "A3 A1 of 2"),
        ("?state=ACKNOWLEDGED,RESOLVED&queueId=billing", "A1 of 1"),
        ("?severity=CRITICAL", "A2 of 1"),
        ("?queueId=sales&mediaType=voice", "A3 of 1"),
        ("?streamId=waiting", "A4 A3 A2 A1 of 4"),
        ("?streamId=unheard", " of 0"),
        ($"?from={Second(1)}&to={Second(4)}", "A2 A1 of 2"),
        ($"?from={Second(4)}", "A4 A3 of 2"),
    ];

    private static string Second(int seconds) => Engine.Instant.From(new TestKit.FakeTimeProvider().GetUtcNow()).Plus(seconds * 1_000).ToString();
}

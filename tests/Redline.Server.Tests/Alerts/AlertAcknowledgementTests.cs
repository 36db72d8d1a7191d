namespace Redline.Server.Tests.Alerts;

public sealed class AlertAcknowledgementTests : IDisposable
{
    private static readonly string[] Everybody = ["sam", "kim", "zoe", "ana"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Acknowledge_WhenSomebodyHasTheAlert_SaysWho()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);

        var first = await server.AcknowledgeAsync("A1", "sam", """{"note":"mine"}""");
        var second = await server.AcknowledgeAsync("A1", "kim");
        var again = await server.AcknowledgeAsync("A1", "sam");

        Assert.Equal((200, 2, "ACKNOWLEDGED"), (first.Status, first.Number("revision"), first.Text("state")));
        Assert.Equal((409, "alert.already.acknowledged"), (second.Status, second.Text("code")));
        var owner = second.Json.GetProperty("owner");
        Assert.Equal(("sam", "Sam Brook"), (owner.GetProperty("id").GetString(), owner.GetProperty("name").GetString()));
        Assert.Equal((200, 2), (again.Status, again.Number("revision")));
    }

    [Fact]
    public async Task Acknowledge_WhenASupervisorTakesOver_ChangesHandsAndIsAudited()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);

        Assert.Equal(200, (await server.AcknowledgeAsync("A1", "ana")).Status);
        Assert.Equal(200, (await server.AcknowledgeAsync("A1", "ana")).Status);
        var taken = await server.AcknowledgeAsync("A1", "kim", """{"takeOver":true}""");
        var withdrawn = await server.WithdrawAsync("A1", "zoe");
        var nothing = await server.WithdrawAsync("A1", "zoe");

        Assert.Equal("kim", taken.Json.GetProperty("acknowledgement").GetProperty("person").GetProperty("id").GetString());
        Assert.Equal((200, "TRIGGERED", 4), (withdrawn.Status, withdrawn.Text("state"), withdrawn.Number("revision")));
        Assert.Equal((409, "alert.not.acknowledged"), (nothing.Status, nothing.Text("code")));
        Assert.Equal(
            ["person:ana alert.acknowledged alert:A1", "person:kim alert.taken.over alert:A1", "person:zoe alert.acknowledgement.withdrawn alert:A1"],
            await server.AuditAsync());
    }

    [Fact]
    public async Task Acknowledgement_WhenTheCallerMayNotOverrule_IsRefused()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        await server.AcknowledgeAsync("A1", "sam");

        var over = await server.AcknowledgeAsync("A1", "ana", """{"takeOver":true}""");
        var withdrawn = await server.WithdrawAsync("A1", "ana");

        Assert.Equal((403, "supervisor.required"), (over.Status, over.Text("code")));
        Assert.Equal((403, "acknowledgement.of.another"), (withdrawn.Status, withdrawn.Text("code")));
        Assert.Equal("sam", withdrawn.Json.GetProperty("owner").GetProperty("id").GetString());
        Assert.Equal("A1 of 1", await server.ListAsync("?state=ACKNOWLEDGED"));
    }

    [Fact]
    public async Task Acknowledgement_OfAProgram_IsRefused()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        foreach (var answer in new[] { await server.AcknowledgeAsync("A1", "program"), await server.WithdrawAsync("A1", "program") })
            Assert.Equal((403, "person.required"), (answer.Status, answer.Text("code")));
        Assert.Empty(await server.AuditAsync());
    }

    [Fact]
    public async Task Acknowledgement_WhenTheAlertIsOver_IsRefused()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        await server.AcknowledgeAsync("A1", "sam");
        await server.DisableAsync("waiting");
        foreach (var answer in new[] { await server.AcknowledgeAsync("A1", "sam"), await server.WithdrawAsync("A1", "sam") })
            Assert.Equal((409, "alert.resolved"), (answer.Status, answer.Text("code")));
        var over = await server.SendAsync("GET", "/A1");
        Assert.Equal(("RESOLVED", "streamDisabled"), (over.Text("state"), over.Text("resolvedReason")));
    }

    [Theory]
    [InlineData("[]", "body.object")]
    [InlineData("""{"note":"","takeOver":"yes","colour":1}""", "field.flag field.text field.unknown")]
    [InlineData("""{"note":"LONG"}""", "field.text")]
    public async Task Acknowledge_WhenTheBodyIsWrong_NamesEveryMistakeAndChangesNothing(string body, string codes)
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        var answer = await server.AcknowledgeAsync("A1", "sam", body.Replace("LONG", new string('x', 501), StringComparison.Ordinal));
        Assert.Equal(400, answer.Status);
        Assert.Equal(codes.Split(' '), answer.Codes().Order());
        Assert.Equal("A1 of 1", await server.ListAsync("?state=TRIGGERED"));
    }

    // What is committed is not undone, and the caller is not told that it was.
    [Fact]
    public async Task Acknowledge_WhenTheAuditLogTakesNoEntry_StandsAllTheSame()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        server.StopAuditing();
        var taken = await server.AcknowledgeAsync("A1");
        Assert.Equal((200, "ACKNOWLEDGED"), (taken.Status, taken.Text("state")));
    }

    [Fact]
    public async Task Acknowledge_ByManyAtOnce_IsOnesAlone()
    {
        await using var server = await AlertServer.StartAsync(_directory);
        await server.ReportAsync("billing", 2);
        var answers = await Task.WhenAll(Everybody.Select(p => server.AcknowledgeAsync("A1", p)));
        Assert.Equal([200, 409, 409, 409], answers.Select(a => a.Status).Order());
        Assert.Equal(2, (await server.SendAsync("GET", "/A1")).Number("revision"));
    }
}

using System.Net;
using Redline.GenesysCloud.Diagnosis;
using Redline.TestKit;

namespace Redline.GenesysCloud.Tests.Diagnosis;

/// <summary>What an examination finds, fault by fault; everything else must then be as it should be.</summary>
public sealed class GenesysDoctorTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakePlatform _platform;
    private readonly FakeSockets _sockets;
    private Func<SeenRequest, HttpResponseMessage?> _instead = _ => null;

    public GenesysDoctorTests()
    {
        _platform = new(_time) { Ahead = TimeSpan.Zero };
        _platform.Queues.Add(("q1", "Billing", "d1"));
        _platform.Instead = r => (_instead(r) ?? Usual(r)) is { } answer ? Task.FromResult(answer) : null;
        _sockets = new(_platform) { OnOpen = s => s.Bring("""{"topicName":"channel.metadata","eventBody":{"message":"pong"}}""") };
    }

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task Examine_WhenAllIsWell_FindsEverythingInOrder()
    {
        var findings = await ExamineAsync();
        Assert.All(findings, f => Assert.Equal(FindingSeverity.Ok, f.Severity));
        Assert.Equal(
            ["credentials", "organization", "queues", "topics.room", "metrics", "topics", "topics", "topics", "channel", "subscription", "socket", "clock", "budget"],
            findings.Select(f => f.Check));
        Assert.Empty(_platform.Topics);
        Assert.All(_sockets.All, s => Assert.True(s.IsClosed));
    }

    [Fact]
    public async Task Examine_WhenTheClientIsRefused_SaysSoAndStops()
    {
        _platform.RefusesClient = true;
        var finding = Assert.Single(await ExamineAsync());
        Assert.Equal(("credentials", FindingSeverity.Error), (finding.Check, finding.Severity));
        Assert.Contains("secret", finding.Remedy);
    }

    [Fact]
    public async Task Examine_WhenAPermissionIsMissing_NamesIt()
    {
        _instead = r => r.Path.StartsWith("/api/v2/analytics/", StringComparison.Ordinal) ? FakePlatform.Answer(HttpStatusCode.Forbidden, new { code = "missing.permissions" }) : null;
        _platform.Rejects.Add("v2.analytics.queues.q1.observations");
        var bad = Bad(await ExamineAsync());
        Assert.Equal(["metrics", "subscription"], bad.Select(f => f.Check));
        Assert.All(bad, f => Assert.Contains("analytics:queueObservation:view", f.Remedy));
    }

    [Fact]
    public async Task Examine_WhenAStreamNamesAQueueThatIsNotVisible_NamesBoth()
    {
        var finding = Assert.Single(Bad(await ExamineAsync(("q9", "Long waits"), ("Q1", "Other"))));
        Assert.Equal("queues.missing", finding.Check);
        Assert.Contains("q9 (Long waits)", finding.Message);
        Assert.DoesNotContain("Other", finding.Message);
    }

    [Theory]
    [InlineData("EventBridge", false)]
    [InlineData("Websocket", true)]
    public async Task Examine_WhenATopicDoesNotComeByWebSocket_SaysSo(string transport, bool requiresCurrentUser)
    {
        _instead = r => r.Path.Contains("availabletopics", StringComparison.Ordinal)
            ? FakePlatform.Answer(HttpStatusCode.OK, new { entities = new[] { new { id = "v2.analytics.queues.{id}.activity", transports = List(transport), requiresCurrentUser } } })
            : null;
        var bad = Bad(await ExamineAsync());
        Assert.Equal([FindingSeverity.Error, FindingSeverity.Error, FindingSeverity.Warning], bad.Select(f => f.Severity));
        Assert.All(bad, f => Assert.Equal("topics", f.Check));
    }

    [Fact]
    public async Task Examine_WhenNoSocketOpens_SaysWhatMustBeLetThrough()
    {
        _sockets.IsCut = true;
        var finding = Assert.Single(Bad(await ExamineAsync()));
        Assert.Equal("socket", finding.Check);
        Assert.Contains("wss", finding.Remedy);
    }

    [Fact]
    public async Task Examine_WhenNothingIsHeardOfTheSocket_SaysSo()
    {
        _sockets.OnOpen = _ => { };
        var examining = ExamineAsync();
        await _time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(41));
        Assert.Equal("socket", Assert.Single(Bad(await examining)).Check);
    }

    [Theory]
    [InlineData(5, FindingSeverity.Warning)]
    [InlineData(300, FindingSeverity.Error)]
    public async Task Examine_WhenTheClocksDiffer_SaysByHowMuch(int seconds, FindingSeverity severity)
    {
        _platform.Ahead = TimeSpan.FromSeconds(seconds);
        var finding = Assert.Single(Bad(await ExamineAsync()));
        Assert.Equal(("clock", severity), (finding.Check, finding.Severity));
    }

    [Fact]
    public async Task Examine_WhenTheBudgetIsSmall_SaysWhatIsNeeded()
    {
        for (var i = 2; i < 900; i++) _platform.Queues.Add(($"q{i}", $"Queue {i}", "d1"));
        var finding = Assert.Single(Bad(await ExamineAsync(new GenesysConnectorOptions { RequestsPerMinute = 60, QueuesPerQuery = 10 })));
        Assert.Equal(("budget", FindingSeverity.Error), (finding.Check, finding.Severity));
    }

    private static HttpResponseMessage? Usual(SeenRequest request)
    {
        if (request.Path.StartsWith("/api/v2/tokens/me?preserveIdleTTL=true", StringComparison.Ordinal)) return FakePlatform.Answer(HttpStatusCode.OK, new { organization = new { name = "Contoso" } });
        if (!request.Path.Contains("availabletopics", StringComparison.Ordinal)) return null;
        string[] topics = ["v2.analytics.queues.{id}.activity", "v2.analytics.queues.{id}.observations", "v2.users.{id}.activity"];
        return FakePlatform.Answer(HttpStatusCode.OK, new { entities = topics.Select(id => new { id, transports = List("All"), requiresCurrentUser = false }) });
    }

    private static List<string> List(string item) => [item];

    private static List<Finding> Bad(IEnumerable<Finding> findings) => [.. findings.Where(f => f.Severity != FindingSeverity.Ok)];

    private Task<IReadOnlyList<Finding>> ExamineAsync(params (string QueueId, string StreamName)[] named) => ExamineAsync(new GenesysConnectorOptions(), named);

    private async Task<IReadOnlyList<Finding>> ExamineAsync(GenesysConnectorOptions options, params (string QueueId, string StreamName)[] named)
    {
        var connection = new GenesysConnection("genesys", new("https://login.test/"), new("https://api.test/"), "client", () => "sesame");
        using var doctor = new GenesysDoctor(connection, options, new(_time, _time), _platform, _sockets, new Random(7));
        return await doctor.ExamineAsync(new(named, _ => QueueInterest.Activity), TestContext.Current.CancellationToken);
    }
}

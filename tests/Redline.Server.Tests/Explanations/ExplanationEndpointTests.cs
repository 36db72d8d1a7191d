using System.Net;

namespace Redline.Server.Tests.Explanations;

/// <summary>Explanations over HTTP, from the engine and the journal of a real server.</summary>
public sealed class ExplanationEndpointTests : ExplanationServerTest
{
    [Fact]
    public async Task Explain_AsABreachComesAndGoes_SaysEachStepWithItsTimes()
    {
        Assert.Equal("not.watched: queue.unknown", await WhyAsync());
        await ReportAsync(1);
        Assert.Equal("no.breach: condition.false", await WhyAsync());
        var quiet = Reason(await AskAsync(Asked), "condition.false");
        Assert.Equal("The condition is not true: the number waiting is 1, and has to be over 4.", quiet.GetProperty("words").GetString());
        Assert.Equal("1", quiet.GetProperty("details").GetProperty("waitingCount").GetString());

        await ReportAsync(9);
        var began = Now();
        var sustaining = Reason(await AskAsync(Asked), "sustaining");
        Assert.Equal((began, Now(10)), (sustaining.GetProperty("at").GetString(), sustaining.GetProperty("until").GetString()));
        await ReportAsync(9, after: 10);
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        await ReportAsync(0);
        Assert.Equal("alert.told: clearing alert.open told", await WhyAsync());
        await ReportAsync(0, after: 10);
        Assert.Equal("no.breach: condition.false cooling.down", await WhyAsync());
        await ReportAsync(9, after: 10);
        await ReportAsync(9, after: 10);
        Assert.Equal("breach.suppressed: breached cooling.down", await WhyAsync());

        Assert.Equal("breach.sustaining: values.not.kept sustaining", await WhyAsync($"&at={began}"));
        Assert.Equal("not.watched: no.such.stream", await WhyAsync("&at=2000-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Explain_WhenTheStreamOrASilenceKeepsItBack_SaysWhich()
    {
        await ReportAsync(1);
        await Server.AskAsync("POST", "/api/v2/silences", Server.Administrator, $$"""{"queueIds":["billing"],"until":"{{Now(3_600)}}","reason":"works"}""");
        Assert.Equal("no.breach: condition.false silenced", await WhyAsync());
        Assert.Equal("works", Reason(await AskAsync(Asked), "silenced").GetProperty("details").GetProperty("reason").GetString());
        await ReportAsync(9);
        await ReportAsync(9, after: 10);
        Assert.Equal("breach.suppressed: breached silenced silenced", await WhyAsync());

        await DefineAsync(",\"status\":\"SHADOW\"");
        Assert.Contains("shadow", await WhyAsync(), StringComparison.Ordinal);
        await DefineAsync(",\"status\":\"DISABLED\"");
        Assert.Equal("not.watched: not.evaluated", await WhyAsync());
        Assert.Equal("not.watched: no.such.stream", Said(await AskAsync("/api/v2/explanations?queueId=billing&streamId=none")));
        await DefineAsync(filter: """{"operator":"AND","operands":[{"field":"queueId","operator":"EQUALS","value":"sales"},{"field":"waitingCount","operator":"GREATER_THAN","value":4}]}""");
        Assert.Equal("not.watched: queue.not.matched", await WhyAsync());
    }

    [Fact]
    public async Task Explain_OfPeople_SaysWhoIsMeantAndWhatIsMissing()
    {
        await ReportAsync(9);
        await ReportAsync(9, after: 10);
        await Server.AskAsync("POST", "/api/v2/pushnotifications/registrations", await Server.TokenOfAsync("ana"), """{"deviceType":"BROWSER","deviceId":"d","channelId":"c"}""");
        Assert.Equal("person.not.connected: person.audience delivery.none registration.active person.not.connected", await OfPersonAsync("ana"));
        Assert.Equal("person.not.registered: person.audience delivery.none registration.none person.not.connected", await OfPersonAsync("ben"));
        Assert.StartsWith("person.not.audience: person.not.audience", await OfPersonAsync("sam"), StringComparison.Ordinal);
        Assert.Equal("person.unknown: person.unknown delivery.none", await OfPersonAsync("nobody"));

        var alert = await AskAsync("/api/v2/alerts/A1/explanation?pageSize=3");
        Assert.Equal("alert.told: alert.opened sustained alert.triggered told", Said(alert));
        Assert.Equal(["ana", "ben", "zoe"], alert.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("personId").GetString()));
        Assert.EndsWith("pageNumber=2", alert.GetProperty("nextUri").GetString(), StringComparison.Ordinal);
        await ReportAsync(0);
        await ReportAsync(0, after: 10);
        var over = await AskAsync("/api/v2/alerts/A1/explanation?personId=ben");
        Assert.Equal("alert.was.told: alert.opened sustained alert.triggered told resolved.condition.cleared", Said(over));
        Assert.StartsWith("person.not.reached", Said(Assert.Single(over.GetProperty("people").EnumerateArray())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WhenItIsAskedWronglyOrByOthers_IsRefused()
    {
        await ReportAsync(9);
        await ReportAsync(9, after: 10);
        var wrong = await Server.AskAsync("GET", "/api/v2/explanations?at=tomorrow&personId=", Server.Administrator);
        Assert.Equal(
            ["streamId parameter.missing", "queueId parameter.missing", "personId parameter.text", "at parameter.instant"],
            wrong.Json.GetProperty("details").EnumerateArray().Select(d => $"{d.GetProperty("fieldName").GetString()} {d.GetProperty("errorCode").GetString()}"));
        var future = await Server.AskAsync("GET", $"{Asked}&at={Now(60)}", Server.Administrator);
        Assert.Contains("parameter.future", future.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Server.AskAsync("GET", "/api/v2/alerts/A9/explanation", Server.Administrator)).Status);
        var sam = await Server.TokenOfAsync("sam"); // the division north
        Assert.Equal(HttpStatusCode.NotFound, (await Server.AskAsync("GET", Asked, sam)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Server.AskAsync("GET", "/api/v2/alerts/A1/explanation", sam)).Status);
        var ana = await Server.TokenOfAsync("ana");
        foreach (var path in (string[])[Asked, "/api/v2/alerts/A1/explanation"])
            Assert.Equal("missing.permissions", (await Server.AskAsync("GET", path, ana)).Text("code"));
    }
}

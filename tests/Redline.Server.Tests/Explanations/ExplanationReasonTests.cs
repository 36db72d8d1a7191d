using System.Net;

namespace Redline.Server.Tests.Explanations;

/// <summary>Every reason that keeps people from being told, as it is said now, of a past instant and of the alert it held.</summary>
public sealed class ExplanationReasonTests : ExplanationServerTest
{
    [Theory]
    [InlineData(",\"status\":\"SHADOW\"", "shadow")]
    [InlineData(",\"notificationType\":\"NONE\"", "notification.none")]
    [InlineData(",\"notificationType\":\"FLOW\"", "notification.flow")]
    public async Task Explain_WhenTheStreamTellsNobody_SaysSoNowThenAndOfTheAlert(string how, string code)
    {
        await DefineAsync(how);
        await ReportAsync(1);
        Assert.Equal($"no.breach: condition.false {code}", await WhyAsync());
        await BreachAsync();
        var triggered = Now();
        Assert.Equal($"alert.not.told: breached alert.open {code}", await WhyAsync());
        var alert = await OfAlertAsync(1);
        Assert.Equal($"alert.not.told: alert.opened sustained alert.triggered {code}", Said(alert));
        Assert.Equal((triggered, null), Span(alert, code));
        Assert.StartsWith("nobody.told", Said(alert.GetProperty("people")[0]), StringComparison.Ordinal);

        Server.Time.Advance(TimeSpan.FromSeconds(5));
        await ChangeAsync("");
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        Assert.Equal($"alert.not.told: values.not.kept breached alert.open {code}", await WhyAsync($"&at={triggered}"));
        alert = await OfAlertAsync(1);
        Assert.Equal($"alert.told: alert.opened sustained alert.triggered {code} told", Said(alert));
        Assert.Equal((triggered, Now()), Span(alert, code));
        Assert.Equal((Now(), null), Span(alert, "told"));
    }

    [Fact]
    public async Task Explain_WhenAnAlertWasNeverTold_SaysWhatHeldItToItsEnd()
    {
        await DefineAsync(",\"status\":\"SHADOW\"");
        await BreachAsync();
        var triggered = Now();
        await ClearAsync();
        var alert = await OfAlertAsync(1);
        Assert.Equal("alert.never.told: alert.opened sustained alert.triggered shadow resolved.condition.cleared", Said(alert));
        Assert.Equal((triggered, Now()), Span(alert, "shadow"));
        Assert.Equal("never", Reason(alert, "shadow").GetProperty("details").GetProperty("toldAt").GetString());
    }

    [Fact]
    public async Task Explain_OutsideTheSchedule_SaysUntilWhenNowThenAndOfTheAlert()
    {
        await DefineAsync(""","schedule":{"timeZone":"UTC","windows":[{"from":"08:10","to":"17:00"}]}""");
        await ReportAsync(1);
        Assert.Equal("no.breach: condition.false outside.schedule", await WhyAsync());
        var began = await BreachAsync();
        var suppressed = Now();
        const string opens = "2026-03-02T08:10:00.000Z";
        var why = await AskAsync(Asked);
        Assert.Equal("breach.suppressed: breached outside.schedule", Said(why));
        Assert.Equal(opens, Span(why, "outside.schedule").Until);

        // A minute is less than it takes to be blind; the last report comes as the schedule opens.
        for (var left = TimeLeft(); left > 0; left = TimeLeft()) await ReportAsync(9, after: Math.Min(60, left));
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        Assert.Equal("breach.suppressed: values.not.kept breached outside.schedule", await WhyAsync($"&at={suppressed}"));
        var alert = await OfAlertAsync(1);
        Assert.Equal("alert.told: alert.opened sustained outside.schedule alert.triggered told", Said(alert));
        Assert.Equal((suppressed, opens), Span(alert, "outside.schedule"));
        Assert.Equal((began, suppressed), Span(alert, "sustained"));

        int TimeLeft() => (int)(DateTimeOffset.Parse(opens, null) - Server.Time.GetUtcNow()).TotalSeconds;
    }

    [Fact]
    public async Task Explain_AfterACooldownAndASilence_SaysWhatHeldEachAlertAndForHowLong()
    {
        await ChangeAsync(",\"cooldownSeconds\":60");
        await BreachAsync();
        var first = Now();
        await ClearAsync();
        await BreachAsync();
        var suppressed = Now();
        Assert.Equal("breach.suppressed: breached cooling.down", await WhyAsync());
        var cooled = DateTimeOffset.Parse(first, null).AddSeconds(60);
        await ReportAsync(9, after: (int)(cooled - Server.Time.GetUtcNow()).TotalSeconds);
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        var cooledAlert = await OfAlertAsync(2);
        Assert.Equal("alert.told: alert.opened sustained cooling.down alert.triggered told", Said(cooledAlert));
        Assert.Equal((suppressed, Now()), Span(cooledAlert, "cooling.down"));

        // Of the first nothing was held, and what was held later is not of it.
        Assert.Equal("alert.was.told: alert.opened sustained alert.triggered told resolved.condition.cleared", Said(await OfAlertAsync(1)));

        await ClearAsync();
        await ReportAsync(0, after: 60);
        var silence = await Server.AskAsync("POST", "/api/v2/silences", Server.Administrator, $$"""{"queueIds":["billing"],"until":"{{Now(3_600)}}","reason":"works"}""");
        await BreachAsync();
        suppressed = Now();
        Assert.Equal("breach.suppressed: breached silenced silenced", await WhyAsync());
        Server.Time.Advance(TimeSpan.FromSeconds(7));
        await Server.AskAsync("DELETE", "/api/v2/silences/" + silence.Text("id"), Server.Administrator);
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        var silenced = await OfAlertAsync(3);
        Assert.Equal("alert.told: alert.opened sustained silenced alert.triggered told", Said(silenced));
        Assert.Equal((suppressed, Now()), Span(silenced, "silenced"));
        Assert.Equal("breach.suppressed: values.not.kept breached silenced silenced", await WhyAsync($"&at={suppressed}"));
    }

    [Fact]
    public async Task Explain_WhenTheQueueIsNotSeen_SaysBlindOrWarmingAndSinceWhen()
    {
        await ReportAsync(1);
        await WhyAsync();
        var seen = Now();
        await Server.RestartAsync();
        Assert.Equal("not.seen: queue.warming condition.false", await WhyAsync());
        await ReportAsync(1);
        Assert.Equal("no.breach: condition.false", await WhyAsync());

        var heard = Now();
        Server.Time.Advance(TimeSpan.FromSeconds(200));
        var blind = await AskAsync(Asked);
        Assert.StartsWith("not.seen: queue.blind ", Said(blind), StringComparison.Ordinal);
        Assert.EndsWith(" blind.silence", Said(blind), StringComparison.Ordinal);
        Assert.Equal(heard, Span(blind, "queue.blind").From);
        Assert.Equal("acd", Reason(blind, "blind.silence").GetProperty("details").GetProperty("sourceId").GetString());

        var then = Now();
        await ReportAsync(1);
        Assert.Equal("no.breach: condition.false", await WhyAsync());
        Assert.Equal("not.seen: values.not.kept blind.silence", await WhyAsync($"&at={then}"));
        Assert.Equal("no.breach: values.not.kept", await WhyAsync($"&at={seen}"));
    }

    [Fact]
    public async Task Explain_OfAPersonAtAPastInstant_DoesNotTakeWhatIsSoNowForWhatWas()
    {
        await BreachAsync();
        var then = Now();
        await ReportAsync(9);
        await Server.AskAsync("POST", "/api/v2/pushnotifications/registrations", await Server.TokenOfAsync("ana"), """{"deviceType":"BROWSER","deviceId":"d","channelId":"c"}""");
        Assert.Equal("person.not.connected: person.audience delivery.none registration.active person.not.connected", await OfPersonAsync("ana"));
        Assert.Equal("person.not.sent: person.then.not.kept delivery.none", await OfPersonAsync("ana", $"&at={then}"));
        Assert.Equal("person.not.sent: person.then.not.kept delivery.none", await OfPersonAsync("sam", $"&at={then}"));
        Assert.Equal("person.not.sent: person.then.not.kept person.unknown delivery.none", await OfPersonAsync("nobody", $"&at={then}"));
    }

    [Fact]
    public async Task Explain_OfAnAlertWhoseStreamIsGone_SaysWhyItResolved()
    {
        await BreachAsync();
        await DefineAsync();
        await WhyAsync();
        Assert.Equal("alert.was.told: alert.opened sustained alert.triggered told resolved.stream.deleted", Said(await OfAlertAsync(1)));
        Assert.Equal(HttpStatusCode.NotFound, (await Server.AskAsync("GET", "/api/v2/alerts/A7/explanation", Server.Administrator)).Status);
    }
}

/// <summary>The moment for which alerts are held so that they are told together.</summary>
public sealed class ExplanationCoalescedTests() : ExplanationServerTest(coalesceMilliseconds: 250)
{
    [Fact]
    public async Task Explain_WithinTheMoment_SaysCoalescedAndAfterItForHowLong()
    {
        await BreachAsync();
        var triggered = Now();
        var why = await AskAsync(Asked);
        Assert.Equal("alert.not.told: breached alert.open coalesced", Said(why));
        Server.Time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Now(), Span(why, "coalesced").Until);
        Assert.Equal("alert.told: breached alert.open told", await WhyAsync());
        var alert = await OfAlertAsync(1);
        Assert.Equal("alert.told: alert.opened sustained alert.triggered coalesced told", Said(alert));
        Assert.Equal((triggered, Now()), Span(alert, "coalesced"));
        Assert.Equal("alert.not.told: values.not.kept breached alert.open coalesced", await WhyAsync($"&at={triggered}"));
    }
}

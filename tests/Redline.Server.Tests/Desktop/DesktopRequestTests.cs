using System.Net;
using System.Text.Json;

namespace Redline.Server.Tests.Desktop;

/// <summary>What desktops ask and report in their frames.</summary>
public sealed class DesktopRequestTests
{
    [Fact]
    public async Task Acknowledge_WhenTheAlertIsFree_IsAnsweredAfterEverybodyIsToldWhoHasIt()
    {
        await using var server = await RunningServer.StartAsync();
        using var sam = await server.JoinAsync(RunningServer.Sam);
        using var ana = await server.JoinAsync();
        var id = await OpenAsync(server, sam, ana);

        await sam.SendAsync($$"""{"type":"acknowledge","requestId":"r1","alertId":"{{id}}","note":"On it."}""");

        var taken = (await sam.NextAsync("alert")).Alert();
        Assert.Equal(("ACKNOWLEDGED", "Sam Brook", "On it."), (taken.Text("state"), taken.GetProperty("acknowledgement").Text("name"), taken.GetProperty("acknowledgement").Text("note")));
        Assert.Equal(("r1", true), AnswerOf(await sam.NextAsync("answer")));
        Assert.Equal("ACKNOWLEDGED", (await ana.NextAsync("alert")).Alert().Text("state"));
    }

    [Fact]
    public async Task Acknowledge_WhenAnotherHasIt_IsRefusedWithTheOwner()
    {
        await using var server = await RunningServer.StartAsync();
        using var sam = await server.JoinAsync(RunningServer.Sam);
        using var kim = await server.JoinAsync(RunningServer.Kim);
        var id = await OpenAsync(server, "claims", sam, kim);
        await sam.SendAsync($$"""{"type":"acknowledge","requestId":"r1","alertId":"{{id}}"}""");
        await kim.NextAsync("alert");

        await kim.SendAsync($$"""{"type":"acknowledge","requestId":"r2","alertId":"{{id}}"}""");

        var answer = await kim.NextAsync("answer");
        Assert.Equal(("r2", false), AnswerOf(answer));
        Assert.Equal(("alert.already.acknowledged", "Sam Brook"), (answer.Text("code"), answer.Text("ownerName")));
    }

    [Theory]
    [InlineData("ana", "sales", "missing.permissions")]
    [InlineData("kim", "sales", "alert.not.found")]
    public async Task Acknowledge_WhenThePersonMayNot_IsRefusedAndChangesNothing(string who, string queue, string code)
    {
        await using var server = await RunningServer.StartAsync();
        using var sam = await server.JoinAsync(RunningServer.Sam);
        using var other = await server.JoinAsync(who == "ana" ? RunningServer.Ana : RunningServer.Kim);
        var id = await OpenAsync(server, queue, sam);
        if (who == "ana") await other.NextAsync("alert");

        await other.SendAsync($$"""{"type":"acknowledge","requestId":"r","alertId":"{{id}}"}""");

        Assert.Equal(code, (await other.NextAsync("answer")).Text("code"));
        Assert.Empty(await sam.UntilPongAsync(1));
    }

    [Fact]
    public async Task Hide_WhenOnOneDesktop_ReachesAllOfThePersonAndNobodyElse()
    {
        await using var server = await RunningServer.StartAsync();
        using var one = await server.JoinAsync(RunningServer.Sam);
        using var two = await server.JoinAsync(RunningServer.Sam);
        using var ana = await server.JoinAsync();
        var id = await OpenAsync(server, one, two, ana);

        await one.SendAsync($$"""{"type":"hide","requestId":"h","alertId":"{{id}}","severity":"WARNING"}""");

        Assert.Equal((id, "WARNING"), HiddenOf(await one.NextAsync("hidden")));
        Assert.Equal(("h", true), AnswerOf(await one.NextAsync("answer")));
        Assert.Equal((id, "WARNING"), HiddenOf(await two.NextAsync("hidden")));
        Assert.Empty(await ana.UntilPongAsync(1));

        using var later = await TestDesktop.OpenAsync(server.Address);
        var token = server.Tokens.Issue(RunningServer.Sam);
        await later.SendAsync(TestDesktop.HelloText(token, await TestDesktop.RegisterAsync(server.Address, token)));
        await later.NextAsync("hello");
        await later.NextAsync("reset");
        Assert.Equal((id, "WARNING"), HiddenOf(await later.NextAsync("hidden")));
    }

    [Fact]
    public async Task Receipts_WhenTheyCome_AreInTheDeliveriesOfTheAlert()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.JoinAsync();
        using var sam = await server.JoinAsync(RunningServer.Sam);
        var id = await OpenAsync(server, ana, sam);

        await ana.SendAsync($$"""{"type":"receipt","alertId":"{{id}}","revision":1,"receipt":"received"}""");
        await ana.SendAsync($$"""{"type":"receipt","alertId":"{{id}}","revision":1,"receipt":"rendered","by":"WIDGET"}""");
        await ana.SendAsync("""{"type":"receipt","alertId":"A999","revision":1,"receipt":"rendered","by":"WIDGET"}""");
        await ana.UntilPongAsync(1);
        await sam.SendAsync($$"""{"type":"acknowledge","requestId":"r","alertId":"{{id}}"}""");
        await sam.NextAsync("alert");
        await sam.NextAsync("answer");

        var page = await GetAsync(server, $"/api/v2/alerts/{id}/deliveries");
        var rows = page.GetProperty("entities").EnumerateArray().Select(d => $"{d.GetProperty("person").Text("name")} {d.Text("state")}");
        Assert.Equal(["Ana Weber RENDERED", "Sam Brook ACKNOWLEDGED"], rows.Order());
        Assert.Empty((await server.Ledger.ListAsync(999, 0, 10, TestContext.Current.CancellationToken)).Page);
    }

    [Fact]
    public async Task Token_WhenItIsOfTheSamePerson_GoesOnBeyondTheOldOne()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.JoinAsync();
        await PassAsync(server, ana, minutes: 59);

        await ana.SendAsync($$"""{"type":"token","token":"{{server.Tokens.Issue(RunningServer.Ana)}}"}""");
        var renewed = await NextOfAsync(ana, "registration", f => f.Text("state") == "ACTIVE");
        Assert.Equal(ana.RegistrationId, renewed.Text("registrationId"));

        await PassAsync(server, ana, minutes: 10);
        Assert.Equal(1, server.Hub.Sessions);
    }

    [Fact]
    public async Task Token_WhenItIsAnotherPersons_EndsTheSession()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.JoinAsync();

        await ana.SendAsync($$"""{"type":"token","token":"{{server.Tokens.Issue(RunningServer.Sam)}}"}""");

        Assert.Equal(("token.invalid", false), await ana.ClosingAsync());
    }

    [Fact]
    public async Task Session_WhenItsTokenEnds_IsEndedWithinASweep()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.JoinAsync();

        await PassAsync(server, ana, minutes: 59);
        server.Wall.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("token.invalid", false), (await ana.ToTheEndAsync())[^1].Closing());
    }

    [Fact]
    public async Task Registration_WhenItIsRevoked_EndsItsSessionsAtOnce()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.JoinAsync();

        await server.Registrations.RevokeAsync(ana.RegistrationId, new("test", "test"), TestContext.Current.CancellationToken);

        Assert.Equal("REVOKED", (await ana.NextAsync("registration")).Text("state"));
        Assert.Equal(("registration.revoked", false), await ana.ClosingAsync());
    }

    [Fact]
    public async Task Hello_WhenTheRegistrationIsAnotherPersons_IsRefused()
    {
        await using var server = await RunningServer.StartAsync();
        var registration = await TestDesktop.RegisterAsync(server.Address, server.Tokens.Issue(RunningServer.Sam));
        using var desktop = await TestDesktop.OpenAsync(server.Address);

        await desktop.SendAsync(TestDesktop.HelloText(server.Tokens.Issue(RunningServer.Ana), registration));

        Assert.Equal(("registration.unknown", false), await desktop.ClosingAsync());
    }

    [Fact]
    public async Task Hello_WhenTheRegistrationHasTooManySessions_EndsTheOldest()
    {
        await using var server = await RunningServer.StartAsync(new() { MaxSessionsPerRegistration = 1 });
        using var first = await server.JoinAsync();
        using var second = await TestDesktop.OpenAsync(server.Address);

        await second.SendAsync(TestDesktop.HelloText(server.Tokens.Issue(RunningServer.Ana), first.RegistrationId));

        Assert.Equal(("session.replaced", false), await first.ClosingAsync());
        await second.HearGreetingAsync();
    }

    // Pings keep it from falling silent.
    private static async Task PassAsync(RunningServer server, TestDesktop desktop, int minutes)
    {
        for (var minute = 1; minute <= minutes; minute++)
        {
            server.Wall.Advance(TimeSpan.FromMinutes(1));
            await desktop.UntilPongAsync(minute);
        }
    }

    private static Task<string> OpenAsync(RunningServer server, params TestDesktop[] desktops) => OpenAsync(server, "sales", desktops);

    private static async Task<string> OpenAsync(RunningServer server, string queue, params TestDesktop[] desktops)
    {
        await server.ReportAsync(queue, 1);
        var ids = new List<string>();
        foreach (var desktop in desktops) ids.Add((await desktop.NextAsync("alert")).Alert().Text("alertId"));
        return Assert.Single(ids.Distinct());
    }

    private static async Task<JsonElement> NextOfAsync(TestDesktop desktop, string type, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            var frame = await desktop.NextAsync(type);
            if (holds(frame)) return frame;
        }
    }

    private static (string, bool) AnswerOf(JsonElement frame) => (frame.Text("requestId"), frame.GetProperty("ok").GetBoolean());

    private static (string, string) HiddenOf(JsonElement frame) => (frame.Text("alertId"), frame.Text("severity"));

    private static async Task<JsonElement> GetAsync(RunningServer server, string path)
    {
        using var client = server.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Tokens.Issue(RunningServer.Sam));
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}

using System.Net;
using Redline.Server.Desktop;
using Redline.Server.Registrations;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Registrations;

/// <summary>Registering a device over HTTP, with the people and tokens of a real server.</summary>
public sealed class RegistrationEndpointTests : IAsyncLifetime
{
    private const string Path = RegistrationAnswer.Path;

    private const string Mission =
        """{"deviceType":"BROWSER","deviceId":"agent-desktop-uuid-12345","channelId":"web-push-channel-id","appVersion":"2.5.1"}""";

    private ServedOrganization _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServedOrganization.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Post_WhenItIsTheMissionsBody_RegistersThePersonOfTheToken()
    {
        var ana = await _server.TokenOfAsync("ana");

        var made = await _server.AskAsync("POST", Path, ana, Mission);

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(
            ("ana", "BROWSER", "agent-desktop-uuid-12345", "web-push-channel-id", "2.5.1", "ACTIVE"),
            (made.Text("userId"), made.Text("deviceType"), made.Text("deviceId"), made.Text("channelId"), made.Text("appVersion"), made.Text("state")));
        var address = new Uri(made.Text("connectUri")!);
        Assert.Equal(("ws", DesktopEndpoint.Path, ""), (address.Scheme, address.AbsolutePath, address.Query));
        Assert.Equal(made.Text("selfUri"), made.Headers.Location!.OriginalString);
        Assert.Equal(made.Text("createdAt"), made.Text("renewedAt"));
        Assert.Equal(
            TimeSpan.FromSeconds(3720), made.Json.GetProperty("expires").GetDateTimeOffset() - made.Json.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Null(made.Text("signingSecret"));
        Assert.Null(made.Text("endpointUrl"));
        var read = await _server.AskAsync("GET", made.Text("selfUri")!, ana);
        Assert.Equal(made.Json.GetRawText(), read.Json.GetRawText());
    }

    [Fact]
    public async Task Post_WhenSentAgain_RenewsTheSameRegistration()
    {
        var ana = await _server.TokenOfAsync("ana");
        var made = await _server.AskAsync("POST", Path, ana, Mission);
        _server.Time.Advance(TimeSpan.FromSeconds(3500));

        var renewed = await _server.AskAsync(
            "POST", Path, ana, """{"deviceType":"DESKTOP_APP","deviceId":"agent-desktop-uuid-12345","channelId":"web-push-channel-id"}""");

        Assert.Equal(HttpStatusCode.OK, renewed.Status);
        Assert.Equal((made.Text("id"), "DESKTOP_APP", null), (renewed.Text("id"), renewed.Text("deviceType"), renewed.Text("appVersion")));
        Assert.Equal(made.Text("createdAt"), renewed.Text("createdAt"));
        Assert.Equal(
            TimeSpan.FromSeconds(3500), renewed.Json.GetProperty("expires").GetDateTimeOffset() - made.Json.GetProperty("expires").GetDateTimeOffset());
    }

    [Fact]
    public async Task Post_WhenTheDeviceIsAnothers_LeavesTheirsAlone()
    {
        var ana = await _server.TokenOfAsync("ana");
        var hers = await _server.AskAsync("POST", Path, ana, Mission);
        var before = (await _server.AskAsync("GET", hers.Text("selfUri")!, ana)).Json.GetRawText();
        _server.Time.Advance(TimeSpan.FromSeconds(10));

        var his = await _server.AskAsync("POST", Path, await _server.TokenOfAsync("ben"), Mission);

        Assert.Equal((HttpStatusCode.Created, "ben"), (his.Status, his.Text("userId")));
        Assert.NotEqual(hers.Text("id"), his.Text("id"));
        Assert.Equal(before, (await _server.AskAsync("GET", hers.Text("selfUri")!, ana)).Json.GetRawText());
    }

    [Theory]
    [InlineData("""{"deviceType":"TOASTER","deviceId":"d","channelId":"c"}""", "device.type.unknown")]
    [InlineData("""{"deviceType":"BROWSER","deviceId":"d","channelId":"c","endpointUrl":"https://a.example/"}""", "device.endpoint.unexpected")]
    [InlineData("""{"deviceType":"BROWSER","deviceId":"d","channelId":"c","rotateSecret":true}""", "device.secret.none")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c"}""", "field.required")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":null}""", "field.required")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":7}""", "field.text")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":"http://a.example/"}""", "device.endpoint.address")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":"http://127.0.0.1/"}""", "device.endpoint.address")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":"/hook"}""", "device.endpoint.address")]
    [InlineData("""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":"https://u:secret@a.example/"}""", "device.endpoint.credentials")]
    [InlineData("""{"deviceType":7,"channelId":"","appVersion":[],"more":1}""", "field.unknown,field.text,field.required,field.text,field.text")]
    [InlineData("[]", "body.object,field.required,field.required,field.required")]
    public async Task Post_WhenSomethingIsWrong_NamesEveryMistake(string body, string codes)
    {
        var refused = await _server.AskAsync("POST", Path, await _server.TokenOfAsync("ana"), body);

        Assert.Equal((HttpStatusCode.BadRequest, "bad.request"), (refused.Status, refused.Text("code")));
        Assert.Equal(codes, string.Join(',', refused.Json.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("errorCode").GetString())));
        Assert.DoesNotContain("secret@", refused.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhenTheTypeIsUnknown_NamesTheDeclaredOnesAlsoThoseOfConfiguration()
    {
        await _server.RestartAsync(new() { Devices = new() { Additional = ["KIOSK"] } });
        var ana = await _server.TokenOfAsync("ana");

        var refused = await _server.AskAsync("POST", Path, ana, """{"deviceType":"TOASTER","deviceId":"d","channelId":"c"}""");
        var taken = await _server.AskAsync("POST", Path, ana, """{"deviceType":"KIOSK","deviceId":"d","channelId":"c"}""");

        Assert.Contains("BROWSER, DESKTOP_APP, GENESYS_CLIENT_APP, SERVICE, KIOSK", refused.Text("message"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, taken.Status);
    }

    [Fact]
    public async Task Post_WhenTheTokenHasNoPerson_IsRefusedUnlessTheClientStandsForOne()
    {
        var program = await _server.ClientTokenAsync("\"role\":\"ADMINISTRATOR\"");
        var ofAna = await _server.ClientTokenAsync("\"personId\":\"ana\"");

        var refused = await _server.AskAsync("POST", Path, program, Mission);
        var taken = await _server.AskAsync("POST", Path, ofAna, Mission);

        Assert.Equal((HttpStatusCode.Forbidden, "person.required"), (refused.Status, refused.Text("code")));
        Assert.Equal((HttpStatusCode.Created, "ana"), (taken.Status, taken.Text("userId")));
        Assert.Equal("person.required", (await _server.AskAsync("GET", Path, program)).Text("code"));
    }

    [Fact]
    public async Task List_WhenItIsOthers_NeedsThePermissionToSeePeople()
    {
        var (ana, ben, sam) = (await _server.TokenOfAsync("ana"), await _server.TokenOfAsync("ben"), await _server.TokenOfAsync("sam"));
        var hers = await _server.AskAsync("POST", Path, ana, Mission);
        await _server.AskAsync("POST", Path, ben, Mission);

        Assert.Equal(["ana"], Users(await _server.AskAsync("GET", Path, ana)));
        Assert.Equal(["ana"], Users(await _server.AskAsync("GET", Path + "?userId=ana", sam)));
        Assert.Equal(["ana", "ben"], Users(await _server.AskAsync("GET", Path + "?userId=*", sam)).Order());
        Assert.Equal("missing.permissions", (await _server.AskAsync("GET", Path + "?userId=*", ana)).Text("code"));
        Assert.Equal("missing.permissions", (await _server.AskAsync("GET", Path + "?userId=ben", ana)).Text("code"));
        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", hers.Text("selfUri")!, ben)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.AskAsync("GET", hers.Text("selfUri")!, sam)).Status);
        var page = await _server.AskAsync("GET", Path + "?userId=*&pageSize=1", sam);
        Assert.Equal(("2", $"{Path}?userId=*&pageSize=1&pageNumber=2"), (page.Text("total"), Uri.UnescapeDataString(page.Text("nextUri")!)));
        Assert.Equal("bad.request", (await _server.AskAsync("GET", Path + "?pageSize=0", ana)).Text("code"));
    }

    [Fact]
    public async Task Delete_WhenItIsOnesOwnOrOneIsAdministrator_RevokesAtOnce()
    {
        var (ana, sam) = (await _server.TokenOfAsync("ana"), await _server.TokenOfAsync("sam"));
        var first = await _server.AskAsync("POST", Path, ana, Mission);
        var second = await _server.AskAsync("POST", Path, ana, """{"deviceType":"BROWSER","deviceId":"d2","channelId":"c"}""");

        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("DELETE", first.Text("selfUri")!, sam)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.AskAsync("DELETE", first.Text("selfUri")!, ana)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.AskAsync("DELETE", second.Text("selfUri")!, _server.Administrator)).Status);

        Assert.Equal("REVOKED", (await _server.AskAsync("GET", first.Text("selfUri")!, ana)).Text("state"));
        var again = await _server.AskAsync("POST", Path, ana, Mission);
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.NotEqual(first.Text("id"), again.Text("id"));
        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", first.Text("selfUri")!, ana)).Status);
        var audit = (await _server.AskAsync("GET", "/api/v2/audit", _server.Administrator)).Json.GetProperty("entities").EnumerateArray()
            .Where(e => e.GetProperty("target").GetString() == "registration:" + first.Text("id"))
            .Select(e => (e.GetProperty("actor").GetString(), e.GetProperty("action").GetString()));
        Assert.Equal([("person:ana", "registration.revoked"), ("person:ana", "registration.created")], audit);
    }

    [Fact]
    public async Task Post_WhenThePersonHasAsManyAsThereMayBe_SaysWhatToDo()
    {
        await _server.RestartAsync(new() { MaxPerPerson = 2 });
        var ana = await _server.TokenOfAsync("ana");
        var first = await _server.AskAsync("POST", Path, ana, Device("d1"));
        await _server.AskAsync("POST", Path, ana, Device("d2"));

        var refused = await _server.AskAsync("POST", Path, ana, Device("d3"));

        Assert.Equal((HttpStatusCode.Conflict, "registration.limit"), (refused.Status, refused.Text("code")));
        Assert.Contains("revoke one first", refused.Text("message"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _server.AskAsync("POST", Path, ana, Device("d2"))).Status);
        await _server.AskAsync("DELETE", first.Text("selfUri")!, ana);
        Assert.Equal(HttpStatusCode.Created, (await _server.AskAsync("POST", Path, ana, Device("d3"))).Status);
    }

    [Fact]
    public async Task Streams_WhenSomebodyIsRegistered_CountThem()
    {
        const string stream = """{"name":"s","entityType":"queue","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":1}}""";
        Assert.Equal(0, Receivers(await _server.AskAsync("POST", "/api/v2/eventstreams", _server.Administrator, stream)));
        var ana = await _server.TokenOfAsync("ana");
        await _server.AskAsync("POST", Path, ana, Device("d1"));
        await _server.AskAsync("POST", Path, ana, Device("d2"));

        Assert.Equal(1, Receivers(await _server.AskAsync("POST", "/api/v2/eventstreams", _server.Administrator, stream)));
    }

    [Fact]
    public async Task People_WhenOneIsTakenOutOfTheFile_LoseTheirRegistrations()
    {
        var ben = await _server.AskAsync("POST", Path, await _server.TokenOfAsync("ben"), Mission);
        await _server.RestartAsync(people: ServedOrganization.People.Replace("  - {id: ben, name: Ben Ode, role: AGENT}\n", "", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, (await _server.AskAsync("GET", ben.Text("selfUri")!, _server.Administrator)).Status);
        Assert.Empty(Users(await _server.AskAsync("GET", Path + "?userId=*", _server.Administrator)));
    }

    [Fact]
    public async Task Post_WhenItIsTheDemo_RegistersThePersonOfTheLink()
    {
        await using var demo = await RunningServer.StartAsync();
        using var client = demo.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", demo.Tokens.Issue(RunningServer.Ana));
        using var body = new StringContent(Mission, System.Text.Encoding.UTF8, "application/json");

        using var made = await client.PostAsync(Path, body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(["ana"], demo.Registrations.RegisteredPersons());
    }

    [Fact]
    public async Task Post_WhenLoopbackEndpointsAreAllowed_TakesPlainHttpThereOnly()
    {
        await _server.RestartAsync(new() { AllowLoopbackEndpoints = true });
        var ana = await _server.TokenOfAsync("ana");

        Assert.Equal(HttpStatusCode.Created, (await _server.AskAsync("POST", Path, ana, Program("http://127.0.0.1:9/hook"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.AskAsync("POST", Path, ana, Program("http://10.0.0.1:9/hook"))).Status);

        static string Program(string url) => $$"""{"deviceType":"SERVICE","deviceId":"d","channelId":"c","endpointUrl":"{{url}}"}""";
    }

    private static string Device(string id) => $$"""{"deviceType":"BROWSER","deviceId":"{{id}}","channelId":"c"}""";

    private static int Receivers(Answer answer) => answer.Json.GetProperty("receivers").GetProperty("count").GetInt32();

    private static string[] Users(Answer page) =>
        [.. page.Json.GetProperty("entities").EnumerateArray().Select(e => e.GetProperty("userId").GetString()!)];
}

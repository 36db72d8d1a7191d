using System.Net;
using Redline.Server.Messages;
using Redline.Server.Registrations;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Messages;

/// <summary>Sending messages over HTTP, through the engine and the journal of a real server.</summary>
public sealed class MessageEndpointTests : IAsyncLifetime
{
    private const string Path = MessageEndpoints.Path;

    private ServedOrganization _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServedOrganization.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Post_WhenSentByAnApiKey_IsCommittedWithItsIdAndItsEnd()
    {
        var made = await _server.AskAsync("POST", "/api/v2/apikeys", _server.Administrator, """{"name":"crm","permissions":["pushNotifications:message:add"]}""");

        var sent = await _server.AskAsync("POST", Path, made.Text("key"), Body("""{"everyone":true}"""));
        var second = await _server.AskAsync("POST", Path, made.Text("key"), Body("""{"everyone":true}""", """,  "expiresInSeconds":30,"queueId":"billing" """));

        Assert.Equal((HttpStatusCode.Created, "M1", "SENT"), (sent.Status, sent.Text("id"), sent.Text("state")));
        Assert.Equal(TimeSpan.FromSeconds(600), Life(sent));
        Assert.Equal(("M2", TimeSpan.FromSeconds(30)), (second.Text("id"), Life(second)));
        await _server.RestartAsync();
        Assert.Equal("M3", (await _server.AskAsync("POST", Path, made.Text("key"), Body("""{"everyone":true}"""))).Text("id"));
    }

    [Fact]
    public async Task Post_WhenPeopleAreRegistered_SaysHowManyAreMeant()
    {
        foreach (var person in (string[])["ana", "ben", "sam"])
            await _server.AskAsync("POST", RegistrationAnswer.Path, await _server.TokenOfAsync(person), """{"deviceType":"BROWSER","deviceId":"d","channelId":"c"}""");

        var sent = await _server.AskAsync("POST", Path, _server.Administrator, Body("""{"roles":["AGENT"],"people":["zoe"]}"""));

        Assert.Equal((HttpStatusCode.Created, "2"), (sent.Status, sent.Text("recipients")));
        Assert.Null(sent.Text("warnings"));
    }

    [Fact]
    public async Task Post_WhenNobodyIsReached_IsSentWithAWarning()
    {
        var sent = await _server.AskAsync("POST", Path, _server.Administrator, Body("""{"people":["ana"]}"""));

        Assert.Equal((HttpStatusCode.Created, "0"), (sent.Status, sent.Text("recipients")));
        Assert.Equal("NOBODY_REACHED", sent.Json.GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{}""", "audience field.required,severity field.required,title field.required,text field.required")]
    [InlineData("""{"audience":{"roles":["BOSS"]},"severity":"LOUD","title":"","text":7,"expiresInSeconds":9,"to":"x"}""",
        " field.unknown,audience.roles audience.role.unknown,severity field.choice,title field.text,text field.text,expiresInSeconds field.whole")]
    [InlineData("""{"audience":{"everyone":false},"severity":"WARNING","title":"t","text":"x","expiresInSeconds":86401}""",
        "audience audience.none,expiresInSeconds field.whole")]
    public async Task Post_WhenSomethingIsWrong_NamesEveryMistakeAndSendsNothing(string body, string mistakes)
    {
        var refused = await _server.AskAsync("POST", Path, _server.Administrator, body);

        Assert.Equal((HttpStatusCode.BadRequest, "bad.request"), (refused.Status, refused.Text("code")));
        Assert.Equal(mistakes, string.Join(',', refused.Json.GetProperty("details").EnumerateArray()
            .Select(d => $"{d.GetProperty("fieldName").GetString()} {d.GetProperty("errorCode").GetString()}")));
        Assert.Equal("M1", (await _server.AskAsync("POST", Path, _server.Administrator, Body("""{"everyone":true}"""))).Text("id"));
    }

    [Fact]
    public async Task Post_WhenTitleAndTextAreAsLongAsTheyMayBe_IsTaken()
    {
        var names = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"{i:D3}{new string('é', 197)}\""));
        var longest = $$"""
            {"audience":{"people":[{{names}}],"queues":[{{names}}]},"severity":"CRITICAL","title":"{{new string('t', 100)}}","text":"{{new string('x', 500)}}"}
            """;

        Assert.Equal(HttpStatusCode.Created, (await _server.AskAsync("POST", Path, _server.Administrator, longest)).Status);
        var longer = longest.Replace("\"ttt", "\"tttt", StringComparison.Ordinal).Replace("\"xxx", "\"xxxx", StringComparison.Ordinal);
        var refused = await _server.AskAsync("POST", Path, _server.Administrator, longer);
        Assert.Equal(2, refused.Json.GetProperty("details").GetArrayLength());
    }

    private static TimeSpan Life(Answer sent) =>
        sent.Json.GetProperty("expiresAt").GetDateTimeOffset() - sent.Json.GetProperty("sentAt").GetDateTimeOffset();

    private static string Body(string audience, string more = "") =>
        $$"""{"audience":{{audience}},"severity":"WARNING","title":"CRM is down","text":"Take notes on paper."{{more}}}""";
}

using System.Text.Json.Nodes;

namespace Redline.Server.Tests.Desktop;

/// <summary>The frames of clients in <c>protocol/desktop</c>, which the web client's tests read too.</summary>
public sealed class DesktopFixtureTests
{
    public static TheoryData<string> Fixtures =>
        [.. Directory.GetFiles(Folder, "client-*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    private static string Folder => Path.Combine(Repository.Root, "protocol", "desktop");

    [Fact]
    public void Fixtures_WhenRead_HoldValidAndInvalidOnes()
    {
        var valid = Fixtures.Select(f => Read(f.Data)["valid"]!.GetValue<bool>()).ToArray();

        Assert.Contains(true, valid);
        Assert.Contains(false, valid);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Frame_WhenAFixtureSaysSo_IsTakenOrRefused(string name)
    {
        var fixture = Read(name);
        var frame = fixture["frame"]!;
        var isHello = (string?)frame["type"] == "hello";
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Issue(RunningServer.Ana);
        using var desktop = await TestDesktop.OpenAsync(server.Address);
        if (!isHello) await desktop.SayHelloAsync(token);

        // Token and registration of the file are nobody's; what the file shows is the form.
        if (frame["token"] is JsonValue shown && (string?)shown != "") frame["token"] = token;
        if (frame["registrationId"] is not null)
            frame["registrationId"] = await TestDesktop.RegisterAsync(server.Address, token);
        await desktop.SendAsync(frame.ToJsonString());

        if (fixture["valid"]!.GetValue<bool>()) await HearAsync(desktop, frame);
        else Assert.Equal((((string)fixture["note"]!).Split(':')[0], false), await desktop.ClosingAsync());
    }

    // What each type is answered by; a receipt by nothing, and the session goes on.
    private static async Task HearAsync(TestDesktop desktop, JsonNode frame)
    {
        switch ((string)frame["type"]!)
        {
            case "hello":
                await desktop.HearGreetingAsync();
                break;
            case "ping":
                Assert.Equal((long)frame["id"]!, (await desktop.NextAsync("pong")).GetProperty("id").GetInt64());
                break;
            case "token":
                Assert.Equal("ACTIVE", (await desktop.NextAsync("registration")).Text("state"));
                break;
            case "receipt":
                Assert.Empty(await desktop.UntilPongAsync(1));
                break;
            default:
                Assert.Equal((string)frame["requestId"]!, (await desktop.NextAsync("answer")).Text("requestId"));
                break;
        }
    }

    private static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!;
}

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

        // The token of the file is nobody's; what the file shows is the form.
        if (frame["token"] is not null) frame["token"] = token;
        await desktop.SendAsync(frame.ToJsonString());

        if (!fixture["valid"]!.GetValue<bool>())
            Assert.Equal((((string)fixture["note"]!).Split(':')[0], false), await desktop.ClosingAsync());
        else if (isHello)
            await desktop.HearGreetingAsync();
        else
            Assert.Equal((long)frame["id"]!, (await desktop.NextAsync("pong")).GetProperty("id").GetInt64());
    }

    private static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!;
}

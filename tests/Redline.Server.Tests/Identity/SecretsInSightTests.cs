using System.Text;
using Redline.Server.Desktop;
using Redline.Server.Identity;

namespace Redline.Server.Tests.Identity;

/// <summary>A whole conversation, all of it logged: no code or token is in a log, an answer or an address.</summary>
public sealed class SecretsInSightTests
{
    [Fact]
    public async Task Conversation_WhenEverythingIsLogged_ShowsNoSecret()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();
        var seen = new StringBuilder();

        var token = await SignIn.TokenAsync(server.Address, RunningServer.Code);
        seen.Append(await RefusedCodeAsync(client));
        using (var desktop = await TestDesktop.JoinAsync(server.Address, token))
        {
            seen.Append(desktop.Hello).Append(desktop.Reset).Append(desktop.Metrics);
            await desktop.SendAsync(TestDesktop.HelloText(token));
            foreach (var frame in await desktop.ToTheEndAsync()) seen.Append(frame);
        }

        await server.ConversationEndedAsync();
        server.Wall.Advance(AccessTokens.Life);
        using (var late = await TestDesktop.OpenAsync(server.Address))
        {
            await late.SendAsync(TestDesktop.HelloText(token));
            foreach (var frame in await late.ToTheEndAsync()) seen.Append(frame);
        }

        await server.ConversationEndedAsync();
        using (var root = await client.GetAsync("/", TestContext.Current.CancellationToken)) seen.Append(root);
        foreach (var line in server.Logs.Lines) seen.AppendLine(line);

        // What is searched is what was said: the requests are in the log, the answers in the frames.
        Assert.Contains("/oauth/token", seen.ToString());
        Assert.Contains("token.invalid", seen.ToString());
        Assert.All(
            (string[])[token, RunningServer.Code, Secrets.Hash(token), Secrets.Hash(RunningServer.Code)],
            secret => Assert.DoesNotContain(secret, seen.ToString()));
    }

    [Fact]
    public void HelloFrame_WhenWrittenAsText_DoesNotShowItsToken()
    {
        var hello = Assert.IsType<HelloFrame>(
            ClientFrameReader.Read(Encoding.UTF8.GetBytes(TestDesktop.HelloText("the-token"))));

        Assert.Equal("the-token", hello.Token);
        Assert.DoesNotContain("the-token", hello.ToString());
    }

    private static async Task<string> RefusedCodeAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("grant_type", "another"), KeyValuePair.Create("code", RunningServer.Code)]);
        using var answer = await client.PostAsync("/oauth/token", form).InTime();
        return answer + await answer.Content.ReadAsStringAsync();
    }
}

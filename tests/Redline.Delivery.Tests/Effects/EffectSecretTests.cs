using System.Text;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

public sealed class EffectSecretTests
{
    private const string Token = "s3cr\"t/t0ken+value";

    [Theory]
    [InlineData("Bearer secret:crm", "Bearer ", "crm")]
    [InlineData("secret:crm", "", "crm")]
    [InlineData("secret:not a name", "secret:not a name", null)]
    [InlineData("nosecret:crm", "nosecret:crm", null)]
    [InlineData("plain", "plain", null)]
    public void HeaderRead_TakesAReferenceFromItsEnd(string written, string text, string? secret) =>
        Assert.Equal(new EffectHeader("Authorization", text, secret), EffectHeader.Read("Authorization", written));

    [Fact]
    public async Task Secret_IsSentAndComesBackNowhere_HoweverTheHostSpellsIt()
    {
        var echoed = $$"""{"echo":{{System.Text.Json.JsonSerializer.Serialize(Token)}},"url":"{{Uri.EscapeDataString(Token)}}","own":"s3cr\"t\/t0ken+value","b64":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Token))}}"}""";
        await using var server = new LoopbackServer(r => LoopbackServer.Answer(r.Path == "/hook" ? 400 : 200, r.Path == "/hook" ? Token + echoed : echoed));
        await using var rig = new EffectRig(LoopbackReach.Of(new LoopbackReach.Secrets(("crm", Token))));
        var failed = await rig.RunAsync(Intent("a", server.Url));
        var good = await rig.RunAsync(Intent("b", server.Url + "2"));
        Assert.All(server.Requests, r => Assert.Equal("Bearer " + Token, r.Headers["Authorization"]));
        Assert.Equal("[secret:crm]", good.Data["echo"].Text);
        var told = string.Join('\n', [.. failed.Attempts.Concat(good.Attempts).Select(a => a.ToString()), .. good.Data.Values.Select(v => v.ToString()), .. rig.Log.Lines]);
        foreach (var spelling in new[] { Token, "s3cr", "t0ken", Uri.EscapeDataString(Token), Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)) })
            Assert.DoesNotContain(spelling, told, StringComparison.Ordinal);
        Assert.Contains("[secret:crm]", failed.Attempts[0].Excerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown", EffectCodes.SecretUnknown)]
    [InlineData("short", EffectCodes.SecretUnfit)]
    [InlineData("lines", EffectCodes.SecretUnfit)]
    [InlineData("broken", EffectCodes.SecretUnreadable)]
    public async Task Secret_ThatCannotBeUsed_FailsWithoutACall(string name, string code)
    {
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(204) };
        await using var rig = new EffectRig(new() { OwnServer = target, Secrets = new Difficult() });
        var ended = await rig.RunAsync(EffectRig.Intent(with: r => r with { SigningSecret = name, Retry = new() { Attempts = 4 } }));
        Assert.Equal(code, ended.Code);
        Assert.Empty(target.Calls);
        Assert.Contains(name, Assert.Single(ended.Attempts).Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("a\nb", ended.Attempts[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ThatChanges_IsTakenByTheNextAttempt()
    {
        var secrets = new Changing();
        var target = new OwnTarget { Answer = _ => OwnTarget.Status(503) };
        await using var rig = new EffectRig(new() { OwnServer = target, Secrets = secrets });
        rig.Runner.Submit(Intent("a", "/x") with { Request = Intent("a", "/x").Request with { Timeout = TimeSpan.FromSeconds(100), Retry = new() { Attempts = 2 } } });
        await rig.NextWithTimeAsync(TimeSpan.FromMilliseconds(500));
        Assert.Equal(["Bearer secret-number-1", "Bearer secret-number-2"], target.Calls.Select(c => c.Headers[0].Value));
    }

    [Fact]
    public void Signature_IsTheOneTheDocumentShows() => Assert.Equal(
        "t=1764178200,v1=da89d552fb8047b430bf5cd5f0409f072d18674196e293f1cc7aa35ac6104791",
        WebhookSignature.Sign("whsec_0123456789", DateTimeOffset.FromUnixTimeSeconds(1_764_178_200), "{\"a\":1}"u8));

    [Theory]
    [InlineData("Host"), InlineData("Content-Length"), InlineData("Idempotency-Key"), InlineData("redline-signature"), InlineData("bad name"), InlineData("")]
    public async Task Header_ThatIsNotTheFlowsToSet_IsRefused(string name)
    {
        await using var rig = new EffectRig(new() { OwnServer = new OwnTarget() });
        Assert.Equal(EffectCodes.Request, (await rig.RunAsync(EffectRig.Intent(with: r => r with { Headers = [new(name, "x")] }))).Code);
    }

    [Theory]
    [InlineData("a\r\nEvil: 1"), InlineData("ü")]
    public async Task HeaderValue_WithALineBreakOrBeyondAscii_IsRefused(string value)
    {
        await using var rig = new EffectRig(new() { OwnServer = new OwnTarget() });
        Assert.Equal(EffectCodes.Request, (await rig.RunAsync(EffectRig.Intent(with: r => r with { Headers = [new("X-A", value)] }))).Code);
    }

    private static EffectIntent Intent(string key, string url) => EffectRig.Intent(key, url, with: r => r with
    {
        Headers = [new("Authorization", "Bearer ", "crm")],
        Answer = new Dictionary<string, string> { ["echo"] = "$.echo", ["url"] = "$['url']", ["b64"] = "$.b64" },
    });

    private sealed class Difficult : ISecretSource
    {
        public string? Find(string name) => name switch
        {
            "short" => "seven77",
            "lines" => "secret a\nb secret",
            "broken" => throw new UnauthorizedAccessException("no"),
            _ => null,
        };
    }

    private sealed class Changing : ISecretSource
    {
        private int _asked;

        public string? Find(string name) => $"secret-number-{++_asked}";
    }
}

using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

public sealed class EffectRedirectTests
{
    private static readonly LoopbackReach.Secrets Known = new(("crm", "correct horse battery"), ("hook", "staple staple staple"));

    [Theory]
    [InlineData(301, "POST", "GET", false)]
    [InlineData(302, "POST", "GET", false)]
    [InlineData(303, "PUT", "GET", false)]
    [InlineData(303, "HEAD", "HEAD", false)]
    [InlineData(301, "PUT", "PUT", true)]
    [InlineData(307, "POST", "POST", true)]
    [InlineData(308, "POST", "POST", true)]
    public async Task Redirect_OnTheSameHost_KeepsHeadersAndChangesTheMethodAsItSays(int status, string method, string next, bool keepsBody)
    {
        await using var server = new LoopbackServer(r => r.Path == "/hook"
            ? LoopbackServer.Answer(status, headers: "Location: /next?a=1#there\r\n")
            : LoopbackServer.Answer(204));
        await using var rig = new EffectRig(LoopbackReach.Of(Known));
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url, with: r => Signed(r) with { Method = method, Body = method == "HEAD" ? null : r.Body }));
        Assert.Equal((EffectOutcome.Ok, 1), (ended.Outcome, ended.Attempts.Count));
        var second = server.Requests.Last();
        Assert.Equal((next, "/next?a=1"), (second.Method, second.Path));
        Assert.Equal("Bearer correct horse battery", second.Headers["Authorization"]);
        Assert.Equal(keepsBody ? """{"a":1}""" : "", second.Body);
        Assert.Equal(WebhookSignature.Sign("staple staple staple", rig.Time.GetUtcNow(), System.Text.Encoding.UTF8.GetBytes(second.Body)), second.Headers[WebhookSignature.Header]);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_TakesNoHeaderAndNoSignatureAlong_NorBackAgain()
    {
        LoopbackServer? first = null;
        await using var second = new LoopbackServer(_ => LoopbackServer.Answer(307, headers: $"Location: {first!.Url}/back\r\n"));
        await using var made = first = new LoopbackServer(r => r.Path == "/hook"
            ? LoopbackServer.Answer(307, headers: $"Location: {second.Url}\r\n")
            : LoopbackServer.Answer(204));
        await using var rig = new EffectRig(LoopbackReach.Of(Known));
        var ended = await rig.RunAsync(EffectRig.Intent(url: made.Url, with: Signed));
        Assert.Equal(EffectOutcome.Ok, ended.Outcome);
        foreach (var request in second.Requests.Append(made.Requests.Last()))
        {
            Assert.DoesNotContain("Authorization", request.Headers.Keys);
            Assert.DoesNotContain("X-Tenant", request.Headers.Keys);
            Assert.DoesNotContain(WebhookSignature.Header, request.Headers.Keys);
            Assert.Equal("text/json", request.Headers["Content-Type"]);
            Assert.Equal("j/1/node2/1", request.Headers["Idempotency-Key"]);
        }
    }

    [Fact]
    public async Task Redirects_WithoutEnd_AreFollowedToTheBound()
    {
        await using var server = new LoopbackServer(r => LoopbackServer.Answer(307, headers: $"Location: {r.Path}x\r\n"));
        await using var rig = new EffectRig(LoopbackReach.Of(), new() { MaxRedirects = 3 });
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url));
        Assert.Equal(EffectCodes.RedirectLimit, ended.Code);
        Assert.Equal(["/hook", "/hookx", "/hookxx", "/hookxxx"], server.Requests.Select(r => r.Path));
    }

    [Fact]
    public async Task Redirect_ToAHostThatIsNotAllowed_IsNotFollowed()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(302, headers: "Location: http://elsewhere.example.com/\r\n"));
        var reach = LoopbackReach.Of();
        await using var rig = new EffectRig(reach with { Egress = reach.Egress with { AllowedHosts = ["127.0.0.1:*"] } });
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url));
        Assert.Equal(EffectCodes.HostRefused, ended.Code);
        Assert.Equal(302, Assert.Single(ended.Attempts).Status);
    }

    [Fact]
    public async Task Redirect_ToANameThatLeadsToALinkLocalAddress_IsNotFollowed()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(302, headers: "Location: http://metadata.example.com/latest\r\n"));
        var reach = LoopbackReach.Of(networks: ["127.0.0.0/8", "0.0.0.0/0"]);
        await using var rig = new EffectRig(reach with { Resolve = (_, _) => Task.FromResult<System.Net.IPAddress[]>([new([169, 254, 169, 254])]) });
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url));
        Assert.Equal(EffectCodes.AddressRefused, ended.Code);
    }

    [Fact]
    public async Task Redirects_ThatAreSlowTogether_EndWithTheAttempt()
    {
        EffectRig? rig = null;
        await using var server = new LoopbackServer(r =>
        {
            rig!.Time.Advance(TimeSpan.FromSeconds(4));
            return LoopbackServer.Answer(307, headers: $"Location: {r.Path}x\r\n");
        });
        await using var made = rig = new EffectRig(LoopbackReach.Of(), new() { MaxRedirects = 10 });
        var ended = await made.RunAsync(EffectRig.Intent(url: server.Url, with: r => r with { Timeout = TimeSpan.FromSeconds(10) }));
        Assert.Equal(EffectCodes.Timeout, ended.Code);
        Assert.InRange(server.Requests.Count, 2, 4);
    }

    private static EffectRequest Signed(EffectRequest request) => request with
    {
        Headers = [new("Authorization", "Bearer ", "crm"), new("X-Tenant", "nine"), new("Content-Type", "text/json")],
        SigningSecret = "hook",
    };
}

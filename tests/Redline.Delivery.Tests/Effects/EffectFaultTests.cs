using System.Net;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

/// <summary>A CRM with every fault at once, beside one that is well: what fails fails with its code, and nothing is left behind.</summary>
public sealed class EffectFaultTests
{
    private const int Each = 12;

    [Fact]
    public async Task Faults_OfManyHosts_FailWithTheirCodes_OpenTheirCircuits_AndLeaveNothing()
    {
        await using var hangs = new LoopbackServer(async (_, from, cancel) => await from.ReadExactlyAsync(new byte[1], cancel));
        await using var broken = new LoopbackServer(_ => LoopbackServer.Answer(500, "oops", "text/plain"));
        await using var garbage = new LoopbackServer(_ => LoopbackServer.Answer(200, "}{", "application/json"));
        await using var large = new LoopbackServer(async (_, to, cancel) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
            for (var i = 0; i < 160; i++)
            {
                await to.WriteAsync("10000\r\n"u8.ToArray(), cancel);
                await to.WriteAsync(new byte[65_536], cancel);
                await to.WriteAsync("\r\n"u8.ToArray(), cancel);
            }
        });
        await using var redirects = new LoopbackServer(_ => LoopbackServer.Answer(302, headers: "Location: http://169.254.169.254/latest\r\n"));
        await using var good = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"tier":"gold"}"""));
        (string Name, string Url, string Code)[] hosts =
        [
            ("hangs", hangs.Url, EffectCodes.Timeout), ("broken", broken.Url, EffectCodes.Status), ("garbage", garbage.Url, EffectCodes.AnswerJson),
            ("large", large.Url, EffectCodes.AnswerLarge), ("redirects", redirects.Url, EffectCodes.AddressRefused),
            ("inside", "http://crm.example.com:81/", EffectCodes.AddressRefused),
        ];
        var reach = LoopbackReach.Of() with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback]) };
        var rig = new EffectRig(reach, new() { CallsPerHost = 2, FailuresToOpen = 4 }, TimeProvider.System);

        foreach (var i in Enumerable.Range(0, Each))
        {
            foreach (var (name, url, _) in hosts) rig.Runner.Submit(Intent($"{name}/{i}", url));
            rig.Runner.Submit(Intent($"good/{i}", good.Url));
        }

        var ended = new Dictionary<string, EffectConclusion>();
        for (var i = 0; i < Each * (hosts.Length + 1); i++)
        {
            var one = await rig.NextAsync();
            ended.Add(one.Key, one);
        }

        foreach (var (name, _, code) in hosts)
        {
            var codes = ended.Where(e => e.Key.StartsWith(name, StringComparison.Ordinal)).Select(e => e.Value.Code).ToList();
            Assert.Equal([code, EffectCodes.CircuitOpen], codes.Distinct().OrderBy(c => c == code ? 0 : 1));
            Assert.InRange(codes.Count(c => c == code), 4, 5); // two calls at once: one may be on its way when the circuit opens
        }

        Assert.All(ended.Where(e => e.Key.StartsWith("good", StringComparison.Ordinal)), e => Assert.Equal(EffectValue.Of("gold"), e.Value.Data["tier"]));
        Assert.Equal(hosts.Length, rig.Runner.Hosts.Count(h => h.Circuit == "OPEN"));
        Assert.Equal(hosts.Length, rig.Log.Lines.Count(l => l.StartsWith("600 ", StringComparison.Ordinal)));
        Assert.Equal(0, rig.Runner.UnderWay);
        Assert.True(rig.HasNone);
        await rig.DisposeAsync();
        foreach (var server in new[] { hangs, broken, garbage, large, redirects, good }) await server.WaitUntilAllAreClosedAsync();
    }

    [Fact]
    public async Task Stop_WithCallsUnderWay_ClosesTheirSockets()
    {
        await using var server = new LoopbackServer(async (_, from, cancel) => await from.ReadExactlyAsync(new byte[1], cancel));
        var rig = new EffectRig(LoopbackReach.Of());
        for (var i = 0; i < 5; i++) rig.Runner.Submit(EffectRig.Intent($"k{i}", server.Url));
        for (var i = 0; i < 5; i++) await server.WaitForRequestAsync();
        await rig.DisposeAsync();
        await server.WaitUntilAllAreClosedAsync();
        Assert.True(rig.HasNone);
        Assert.Equal(0, rig.Time.ArmedTimerCount);
    }

    private static EffectIntent Intent(string key, string url) => EffectRig.Intent(key, url, with: r => r with
    {
        Timeout = TimeSpan.FromMilliseconds(300),
        Answer = new Dictionary<string, string> { ["tier"] = "$.tier" },
    });
}

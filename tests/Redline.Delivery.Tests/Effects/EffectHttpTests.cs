using System.Net;
using System.Net.Sockets;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

public sealed class EffectHttpTests
{
    private static readonly Dictionary<string, string> WantsTier = new() { ["tier"] = "$.tier" };

    [Fact]
    public async Task Call_SendsWhatIsAskedWithItsKey()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"tier":"gold"}"""));
        await using var rig = Rig();
        var ended = await rig.RunAsync(EffectRig.Intent("j/1/n/1", server.Url + "?q=1", with: r => r with
        {
            Headers = [new("X-Tenant", "nine"), new("Accept", "text/plain")],
            Answer = WantsTier,
        }));
        Assert.Equal(EffectValue.Of("gold"), ended.Data["tier"]);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/hook?q=1", """{"a":1}"""), (request.Method, request.Path, request.Body));
        Assert.Equal(("j/1/n/1", "nine", "text/plain"), (request.Headers["Idempotency-Key"], request.Headers["X-Tenant"], request.Headers["Accept"]));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.DoesNotContain("traceparent", request.Headers.Keys);
    }

    [Fact]
    public async Task Call_OfAHostThatHangs_IsGivenUpAndItsSocketClosed()
    {
        await using var server = new LoopbackServer(async (_, from, cancel) => await from.ReadExactlyAsync(new byte[1], cancel)); // until the caller is gone
        await using var rig = Rig();
        Assert.True(rig.Runner.Submit(EffectRig.Intent(url: server.Url, with: r => r with { Timeout = TimeSpan.FromSeconds(5) })));
        await server.WaitForRequestAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        var ended = await rig.NextAsync();
        Assert.Equal(EffectCodes.Timeout, ended.Code);
        Assert.Equal(0, Assert.Single(ended.Attempts).Status);
        await server.WaitUntilAllAreClosedAsync();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n<garbage>", EffectCodes.AnswerJson)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p/>", EffectCodes.AnswerType)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"tier\":true}", EffectCodes.AnswerType)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"tier\":{}}", EffectCodes.AnswerValue)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"tier\":1e999}", EffectCodes.AnswerValue)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90000000\r\n\r\n{", EffectCodes.AnswerLarge)]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", EffectCodes.RedirectLocation)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", EffectCodes.Url)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0\r\n\r\n", EffectCodes.AddressRefused)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://[fe80::1]/\r\nContent-Length: 0\r\n\r\n", EffectCodes.AddressRefused)]
    [InlineData("this is not HTTP\r\n\r\n", EffectCodes.Garbled)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot a zip", EffectCodes.Garbled)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: br\r\nContent-Length: 9\r\n\r\nnot a zip", EffectCodes.Garbled)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n", EffectCodes.RedirectLocation)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://user:pw@127.0.0.1/\r\nContent-Length: 0\r\n\r\n", EffectCodes.Url)]
    public async Task Call_AnsweredWithNonsense_FailsWithACodeAndIsNotTriedAgain(string answer, string code)
    {
        await using var server = new LoopbackServer(_ => answer);
        await using var rig = Rig();
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url, with: r => r with { Answer = WantsTier, Retry = new() { Attempts = 5 } }));
        Assert.Equal((EffectOutcome.Failed, code), (ended.Outcome, ended.Code));
        Assert.Equal(code, Assert.Single(ended.Attempts).Error);
        Assert.Empty(ended.Data);
    }

    [Fact]
    public async Task Call_AnsweredWithoutEnd_IsCutOffAfterWhatIsRead()
    {
        long sent = 0;
        await using var server = new LoopbackServer(async (_, to, cancel) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
            for (var part = new byte[65_536]; ; sent += part.Length) await to.WriteAsync(part, cancel);
        });
        await using var rig = Rig();
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url));
        Assert.Equal(EffectCodes.AnswerLarge, ended.Code);
        await server.WaitUntilAllAreClosedAsync();
        Assert.InRange(sent, 1, 32 << 20); // what the buffers of both sockets take, not all it would have sent
    }

    [Fact]
    public async Task Call_AnsweredWithHeadersWithoutEnd_IsCutOff()
    {
        await using var server = new LoopbackServer(async (_, to, cancel) =>
        {
            await to.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), cancel);
            while (true) await to.WriteAsync("X-More: 0123456789012345678901234567890123456789\r\n"u8.ToArray(), cancel);
        });
        await using var rig = Rig();
        Assert.Equal(EffectCodes.Garbled, (await rig.RunAsync(EffectRig.Intent(url: server.Url))).Code);
        await server.WaitUntilAllAreClosedAsync();
    }

    [Fact]
    public async Task Call_AnsweredWithABodyThatUnpacksToMuchMore_IsCutOff()
    {
        using var packed = new MemoryStream();
        await using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            await zip.WriteAsync(new byte[20 << 20], TestContext.Current.CancellationToken);
        await using var server = new LoopbackServer(async (_, to, cancel) =>
        {
            await to.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"), cancel);
            await to.WriteAsync(packed.ToArray(), cancel);
        });
        await using var rig = Rig();
        Assert.Equal(EffectCodes.AnswerLarge, (await rig.RunAsync(EffectRig.Intent(url: server.Url))).Code);
    }

    [Fact]
    public async Task Lookups_ThatHang_DoNotTakeEveryThing_AndEndWithTheAttempt()
    {
        var hanging = new TaskCompletionSource<IPAddress[]>();
        var asked = 0;
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(204));
        await using var rig = new EffectRig(
            LoopbackReach.Of() with { Resolve = (_, _) => Hang() },
            new() { ConnectTimeout = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        for (var i = 0; i < 20; i++) rig.Runner.Submit(EffectRig.Intent($"k{i}", $"http://h{i}.example.com:81/"));
        Assert.Equal(EffectOutcome.Ok, (await EndOfAsync(rig, EffectRig.Intent("good", server.Url), 20)).Outcome);
        Assert.Equal(4, asked);
        hanging.SetResult([IPAddress.Loopback]);

        Task<IPAddress[]> Hang()
        {
            Interlocked.Increment(ref asked);
            return hanging.Task;
        }
    }

    [Fact]
    public async Task Call_OfNobody_IsTriedAgain()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var rig = new EffectRig(LoopbackReach.Of(), time: TimeProvider.System);
        var ended = await rig.RunAsync(EffectRig.Intent(url: $"http://127.0.0.1:{port}/", with: r => r with { Retry = new() { Attempts = 2, Delay = TimeSpan.FromMilliseconds(10) } }));
        Assert.Equal([EffectCodes.Connect, EffectCodes.Connect], ended.Attempts.Select(a => a.Error));
    }

    [Fact]
    public async Task Call_WhoseConnectionBreaks_IsTriedAgain()
    {
        await using var server = new LoopbackServer((_, to, _) =>
        {
            to.Close();
            return Task.CompletedTask;
        });
        await using var rig = new EffectRig(LoopbackReach.Of(), time: TimeProvider.System);
        var ended = await rig.RunAsync(EffectRig.Intent(url: server.Url, with: r => r with { Retry = new() { Attempts = 2, Delay = TimeSpan.FromMilliseconds(10) } }));
        Assert.Equal([EffectCodes.Broken, EffectCodes.Broken], ended.Attempts.Select(a => a.Error));
    }

    [Fact]
    public async Task Call_OfANameThatLeadsToLoopback_IsRefusedWithoutAConnection()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(200));
        var reach = LoopbackReach.Of(networks: ["10.0.0.0/8"]) with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) };
        await using var rig = new EffectRig(reach);
        var ended = await rig.RunAsync(EffectRig.Intent(url: $"http://crm.example.com:{server.Port}/"));
        Assert.Equal(EffectCodes.AddressRefused, ended.Code);
        Assert.Contains("crm.example.com leads to 127.0.0.1", ended.Attempts[0].Detail, StringComparison.Ordinal);
        Assert.Equal(0, server.Accepted);
    }

    [Fact]
    public async Task Call_OfANameWithSeveralAddresses_GoesToOneThatMayBeCalled()
    {
        await using var server = new LoopbackServer(r => LoopbackServer.Answer(r.Headers["Host"].StartsWith("crm.example.com", StringComparison.Ordinal) ? 200 : 400));
        IPAddress[] addresses = [IPAddress.Parse("169.254.169.254"), IPAddress.Parse("10.0.0.1"), IPAddress.Loopback];
        await using var rig = new EffectRig(LoopbackReach.Of() with { Resolve = (_, _) => Task.FromResult(addresses) });
        var ended = await rig.RunAsync(EffectRig.Intent(url: $"http://crm.example.com:{server.Port}/"));
        Assert.Equal(EffectOutcome.Ok, ended.Outcome);
    }

    [Fact]
    public async Task Call_OfANameNobodyKnows_SaysSo()
    {
        await using var rig = new EffectRig(LoopbackReach.Of() with { Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound) });
        var ended = await rig.RunAsync(EffectRig.Intent(url: "http://nowhere.example.com:81/"));
        Assert.Equal(EffectCodes.HostUnknown, ended.Code);
    }

    [Fact]
    public async Task Excerpt_IsBoundedAndOnOneLine()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Answer(500, "a\r\n\u0007b " + new string('x', 5_000), "text/plain"));
        await using var rig = Rig();
        var attempt = Assert.Single((await rig.RunAsync(EffectRig.Intent(url: server.Url))).Attempts);
        Assert.Equal(500, attempt.Status);
        Assert.Equal(300, attempt.Excerpt!.Length);
        Assert.StartsWith("a   b xxx", attempt.Excerpt, StringComparison.Ordinal);
    }

    // Submits one more and collects all; the others must each have failed to connect.
    private static async Task<EffectConclusion> EndOfAsync(EffectRig rig, EffectIntent intent, int others)
    {
        rig.Runner.Submit(intent);
        EffectConclusion? found = null;
        for (var i = 0; i <= others; i++)
        {
            var one = await rig.NextAsync();
            if (one.Key == intent.Key) found = one;
            else Assert.Equal(EffectCodes.Connect, one.Code);
        }

        return found!;
    }

    private static EffectRig Rig() => new(LoopbackReach.Of());
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

public sealed class EffectProxyTests
{
    [Fact]
    public async Task Proxy_GetsTheRequestWithItsCredentials_AndTheHostsListStillHolds()
    {
        await using var proxy = new LoopbackServer(r => r.Headers.ContainsKey("Proxy-Authorization")
            ? LoopbackServer.Answer(200, """{"tier":"gold"}""")
            : LoopbackServer.Answer(407, headers: "Proxy-Authenticate: Basic realm=\"out\"\r\n"));
        var reach = Reach(new Proxy(proxy.Port));
        await using var rig = new EffectRig(reach);
        var good = await rig.RunAsync(EffectRig.Intent("a", "http://crm.example.com/x", with: r => r with { Answer = new Dictionary<string, string> { ["tier"] = "$.tier" } }));
        Assert.Equal("gold", good.Data["tier"].Text);
        Assert.Equal("http://crm.example.com/x", proxy.Requests.Last().Path);
        Assert.Equal("Basic " + Convert.ToBase64String("user:a-password"u8), proxy.Requests.Last().Headers["Proxy-Authorization"]);
        var refused = await rig.RunAsync(EffectRig.Intent("b", "http://elsewhere.example.com/"));
        Assert.Equal(EffectCodes.HostRefused, refused.Code);
        var literal = await rig.RunAsync(EffectRig.Intent("c", "http://10.0.0.1/"));
        Assert.Equal(EffectCodes.AddressRefused, literal.Code);
        Assert.StartsWith("604 ", Assert.Single(rig.Log.Lines), StringComparison.Ordinal);
        Assert.Equal((true, null), (rig.Runner.Look("http://crm.example.com/x").IsProxied, rig.Runner.Look("http://crm.example.com/x").Refusal));
        Assert.Equal(EffectCodes.HostRefused, rig.Runner.Look("http://elsewhere.example.com/").Refusal?.Code);
    }

    [Fact]
    public async Task Proxy_NotUsedForAHost_IsBypassedAndTheAddressIsChecked()
    {
        await using var proxy = new LoopbackServer(_ => LoopbackServer.Answer(200));
        await using var rig = new EffectRig(Reach(new Proxy(proxy.Port, "direct.example.com")) with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) });
        var ended = await rig.RunAsync(EffectRig.Intent(url: "http://direct.example.com/"));
        Assert.Equal(EffectCodes.AddressRefused, ended.Code);
        Assert.Empty(proxy.Requests);
        Assert.False(rig.Runner.Look("http://direct.example.com/").IsProxied);
    }

    [Fact]
    public async Task Proxy_ThatRefusesToLeadThere_IsTold()
    {
        await using var proxy = new LoopbackServer(_ => LoopbackServer.Answer(403, "not allowed", "text/plain"));
        await using var rig = new EffectRig(Reach(new Proxy(proxy.Port)));
        var ended = await rig.RunAsync(EffectRig.Intent(url: "https://crm.example.com/"));
        Assert.Equal(EffectCodes.Proxy, ended.Code);
        Assert.StartsWith("CONNECT crm.example.com:443", $"{proxy.Requests.Single().Method} {proxy.Requests.Single().Path}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_ThatIsNotTrusted_EndsItWithoutSendingAnything()
    {
        using var key = ECDsa.Create();
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        await using var server = new TlsListener(certificate);
        await using var rig = new EffectRig(LoopbackReach.Of(new LoopbackReach.Secrets(("crm", "correct horse"))));
        var ended = await rig.RunAsync(EffectRig.Intent(url: $"https://127.0.0.1:{server.Port}/", with: r => r with { Headers = [new("Authorization", "Bearer ", "crm")], Retry = new() { Attempts = 3 } }));
        Assert.Equal(EffectCodes.Tls, ended.Code);
        Assert.Single(ended.Attempts);
    }

    private static EffectReach Reach(IWebProxy proxy) => new()
    {
        Egress = new() { AllowedHosts = ["crm.example.com", "direct.example.com", "10.0.0.1"], AllowPlainHttp = true },
        Proxy = proxy,
    };

    private sealed class Proxy(int port, string? bypassed = null) : IWebProxy
    {
        public ICredentials? Credentials { get; set; } = new NetworkCredential("user", "a-password");

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : new Uri($"http://127.0.0.1:{port}");

        public bool IsBypassed(Uri host) => host.Host == bypassed;
    }

    /// <summary>Takes one connection and shakes hands with a certificate nobody trusts.</summary>
    private sealed class TlsListener : IAsyncDisposable
    {
        private readonly System.Net.Sockets.TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public TlsListener(X509Certificate2 certificate)
        {
            _listener.Start();
            _serving = ServeAsync(certificate);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync(X509Certificate2 certificate)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(certificate);
                Assert.Equal(0, await stream.ReadAsync(new byte[1]));
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or System.Net.Sockets.SocketException)
            {
                // The caller did not trust it, as it should be.
            }
        }
    }
}

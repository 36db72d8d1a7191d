using Redline.Server.Serving;

namespace Redline.Server.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Tls_WhenThereIsACertificate_IsServedWithStrictTransport()
    {
        await using var server = await HttpServer.StartAsync(
            new ServeOptions { Tls = Certificate.WritePem(_directory, "first"), Hosts = ["redline.example.com"] });

        using var named = await server.SendAsync($"https://redline.example.com:{server.Port}/api/seen");
        Assert.Equal("CN=first", server.LastSubject);
        Assert.Contains("\"scheme\":\"https\"", await TextOf(named));
        Assert.Equal("max-age=31536000", Assert.Single(named.Headers.GetValues("Strict-Transport-Security")));

        using var local = await server.SendAsync($"https://localhost:{server.Port}/api/seen");
        Assert.False(local.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Tls_WhenTheFilesChange_GivesTheNextHandshakeTheNewCertificate()
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { Tls = Certificate.WritePem(_directory, "first") });
        Certificate.WritePem(_directory, "another-one");

        using var answer = await server.SendAsync($"https://localhost:{server.Port}/api/seen");

        Assert.Equal("CN=another-one", server.LastSubject);
    }

    [Fact]
    public async Task Tls_WhenTheNewFilesAreBroken_KeepsTheOldCertificateAndSaysSoOnce()
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { Tls = Certificate.WritePem(_directory, "first") });
        _directory.Write("certificate.pem", "no certificate at all");

        using var answer = await server.SendAsync($"https://localhost:{server.Port}/api/seen");
        using var again = await server.SendAsync($"https://localhost:{server.Port}/api/seen");

        Assert.Equal("CN=first", server.LastSubject);
        Assert.Single(server.Logs.Lines, l => l.Contains("the old certificate stays", StringComparison.Ordinal));
        Certificate.WritePem(_directory, "mended");
        using var mended = await server.SendAsync($"https://localhost:{server.Port}/api/seen");
        Assert.Equal("CN=mended", server.LastSubject);
    }

    [Fact]
    public async Task Tls_WhenTheKeyIsAnothers_KeepsTheOldCertificate()
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { Tls = Certificate.WritePem(_directory, "first") });
        var key = await File.ReadAllTextAsync(_directory.File("key.pem"), TestContext.Current.CancellationToken);
        Certificate.WritePem(_directory, "halfway-there");
        _directory.Write("key.pem", key);

        using var answer = await server.SendAsync($"https://localhost:{server.Port}/api/seen");

        Assert.Equal("CN=first", server.LastSubject);
    }

    [Fact]
    public async Task Tls_WhenTheCertificateIsPkcs12_IsServed()
    {
        await using var server = await HttpServer.StartAsync(new ServeOptions { Tls = Certificate.WritePkcs12(_directory, "bundle", "s3cret") });

        using var answer = await server.SendAsync($"https://localhost:{server.Port}/api/seen");

        Assert.Equal("CN=bundle", server.LastSubject);
    }

    [Fact]
    public void Validate_WhenThePasswordIsWrong_SaysSoWithoutIt()
    {
        var tls = Certificate.WritePkcs12(_directory, "bundle", "s3cret");
        _directory.Write("password.txt", "wr0ng");

        var problem = Assert.Single(tls.Validate());

        Assert.StartsWith("CertificateFile cannot be used: ", problem);
        Assert.DoesNotContain("wr0ng", problem);
    }

    private static Task<string> TextOf(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redline.Server.Commands;
using Redline.Server.Configuration;
using Redline.Server.Tests.Commands;

namespace Redline.Server.Tests.Genesys;

public sealed class GenesysOptionsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_WhenARegionIsNamed_ConnectsToItsAddresses()
    {
        var secret = _directory.Write("secret", "sesame\n");
        var connection = Read($"genesys: {{main: {{region: mypurecloud.de, clientId: c, clientSecretFile: {secret}}}}}").Genesys["main"].Connect("main");
        Assert.Equal(("main", "https://login.mypurecloud.de/", "https://api.mypurecloud.de/"), (connection.SourceId, connection.LoginAddress.ToString(), connection.ApiAddress.ToString()));
        Assert.Equal("sesame", connection.ClientSecret());
        File.WriteAllText(secret, "changed");
        Assert.Equal("changed", connection.ClientSecret());
    }

    [Fact]
    public void Read_WhenAddressesAreGiven_TheyCount()
    {
        var connection = Read("genesys: {sim: {loginAddress: 'http://127.0.0.1:5100/login', apiAddress: 'http://127.0.0.1:5100', clientId: c, clientSecret: s}}").Genesys["sim"].Connect("sim");
        Assert.Equal(("http://127.0.0.1:5100/login/", "http://127.0.0.1:5100/"), (connection.LoginAddress.ToString(), connection.ApiAddress.ToString()));
    }

    [Fact]
    public void Read_WhenTwoAreConfigured_KeepsThemApart()
    {
        var options = Read("genesys: {de: {region: mypurecloud.de, clientId: a, clientSecret: s}, us: {region: usw2.pure.cloud, clientId: b, clientSecret: s, connector: {reconcileIntervalSeconds: 60}}}");
        Assert.Equal(["a", "b"], options.Genesys.OrderBy(g => g.Key).Select(g => g.Value.ClientId));
        Assert.Equal([45, 60], options.Genesys.OrderBy(g => g.Key).Select(g => g.Value.Connector.ReconcileInterval.TotalSeconds));
    }

    [Theory]
    [InlineData("genesys: {main: {clientId: c, clientSecret: s}}", "genesys.main.region must be given")]
    [InlineData("genesys: {main: {region: 'https://x', clientId: c, clientSecret: s}}", "genesys.main.region must be a domain")]
    [InlineData("genesys: {main: {region: mypurecloud.de, clientSecret: s}}", "genesys.main.clientId must be")]
    [InlineData("genesys: {main: {region: mypurecloud.de, clientId: c}}", "genesys.main.clientSecretFile must name a file")]
    [InlineData("genesys: {main: {region: mypurecloud.de, clientId: c, clientSecretFile: /nowhere}}", "genesys.main.clientSecretFile must be there")]
    [InlineData("genesys: {main: {region: mypurecloud.de, clientId: c, clientSecret: s, apiAddress: 'http://example.com'}}", "genesys.main.apiAddress must be https")]
    [InlineData("genesys: {main: {region: mypurecloud.de, clientId: c, clientSecret: s, proxy: {user: u}}}", "genesys.main.proxy.address must be given")]
    [InlineData("genesys: {main: {region: mypurecloud.de, clientId: c, clientSecret: s, connector: {maxChannels: 20}}}", "genesys.main.connector.maxChannels must be from 1 to 19")]
    [InlineData("genesys: {'a b': {region: mypurecloud.de, clientId: c, clientSecret: s}}", "must be named by")]
    public void Read_WhenSomethingIsWrong_NamesIt(string yaml, string problem)
    {
        ConfigurationReader.Read(new(_directory.Write("redline.yaml", yaml), new Dictionary<string, string>(), []), out var mistakes);
        Assert.Contains(problem, Assert.Single(mistakes).ToString());
    }

    [Fact]
    public void Read_WhenAnAuthorityIsGiven_TrustsIt()
    {
        using var key = RSA.Create(2048);
        using var authority = new CertificateRequest("CN=proxy", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = _directory.Write("ca.pem", authority.ExportCertificatePem());
        var options = Read($"genesys: {{main: {{region: mypurecloud.de, clientId: c, clientSecret: s, authoritiesFile: {file}}}}}");
        Assert.Equal("CN=proxy", Assert.Single(options.Genesys["main"].Connect("main").Authorities).Subject);
    }

    [Fact]
    public void Read_WhenAProxyIsGiven_UsesItWithItsUser()
    {
        var password = _directory.Write("password", "geheim");
        var proxy = Read($"genesys: {{main: {{region: mypurecloud.de, clientId: c, clientSecret: s, proxy: {{address: 'http://proxy:3128', user: u, passwordFile: {password}, bypass: [mypurecloud.ie]}}}}}}")
            .Genesys["main"].Connect("main").Proxy!;
        Assert.Equal(new Uri("http://proxy:3128"), proxy.GetProxy(new("https://api.mypurecloud.de")));
        Assert.True(proxy.IsBypassed(new("https://api.mypurecloud.ie")));
        Assert.Equal("geheim", ((NetworkCredential)proxy.Credentials!).Password);
    }

    [Fact]
    public async Task Check_ShowsNoSecret()
    {
        var file = _directory.Write("redline.yaml", "genesys: {main: {region: mypurecloud.de, clientId: c, clientSecret: sesame, proxy: {address: 'http://p:1', user: u, password: sesame}}}");
        var run = await CommandRun.OfAsync("serve", "--check", "--config", file);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("clientId: \"c\"", run.Output);
        Assert.DoesNotContain("sesame", run.Output);
    }

    private RedlineOptions Read(string yaml)
    {
        var configuration = ConfigurationReader.Read(new(_directory.Write("redline.yaml", yaml), new Dictionary<string, string>(), []), out var mistakes);
        return configuration?.Options ?? throw new InvalidOperationException(string.Join(Environment.NewLine, mistakes));
    }
}

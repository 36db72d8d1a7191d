namespace Redline.Server.Tests.Configuration;

public sealed class ServeOptionsTests
{
    [Theory]
    [InlineData("address: 0.0.0.0", "server.address is beyond loopback")]
    [InlineData("address: ['::']", "server.address is beyond loopback")]
    [InlineData("address: [127.0.0.1, 192.0.2.1]", "server.address is beyond loopback")]
    [InlineData("address: localhost", "server.address must be an IP address")]
    [InlineData("address: []", "server.address must name at least one address.")]
    [InlineData("port: 65536", "server.port must be from 0 to 65535.")]
    [InlineData("hosts: ['a.example.com:80']", "server.hosts must be a host name")]
    [InlineData("trustedProxies: proxy", "server.trustedProxies must be a network")]
    [InlineData("allowedOrigins: '*'", "server.allowedOrigins must be an origin")]
    [InlineData("allowedOrigins: 'null'", "server.allowedOrigins must be an origin")]
    [InlineData("allowedOrigins: 'https://a.example.com/'", "server.allowedOrigins must be an origin")]
    [InlineData("allowedOrigins: 'https://A.example.com'", "server.allowedOrigins must be an origin")]
    [InlineData("allowedOrigins: 'https://a.example.com:443'", "server.allowedOrigins must be an origin")]
    [InlineData("allowedOrigins: 'https://u@a.example.com'", "server.allowedOrigins must be an origin")]
    [InlineData("frameAncestors: '*'", "server.frameAncestors must be an origin")]
    [InlineData("frameAncestors: 'https://a.example.com; script-src *'", "server.frameAncestors must be an origin")]
    [InlineData("frameAncestors: 'https://*.example.com/'", "server.frameAncestors must be an origin")]
    [InlineData("frameAncestors: 'http://*.example.com'", "server.frameAncestors must be an origin")]
    [InlineData("frameAncestors: 'https://*'", "server.frameAncestors must be an origin")]
    [InlineData("frameAncestors: 'https://*.*.example.com'", "server.frameAncestors must be an origin")]
    [InlineData("tls: {keyFile: a.pem}", "server.tls.keyFile needs server.tls.certificateFile.")]
    [InlineData("tls: {certificateFile: a.pem}", "server.tls.keyFile must name the private key")]
    [InlineData("tls: {certificateFile: nowhere.pfx}", "server.tls.certificateFile cannot be used")]
    [InlineData("tls: {certificateFile: nowhere.pem, keyFile: nowhere.pem}", "server.tls.certificateFile cannot be used")]
    public void Read_WhenAnOptionOfTheServerIsWrong_SaysWhichAndWhat(string line, string start)
    {
        var read = Configured.Of($"server:\n  {line}\n");

        Assert.Contains(read.Mistakes, m => m.Message.StartsWith(start, StringComparison.Ordinal) && m.Place.StartsWith("redline.yaml:2:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("address: 0.0.0.0\n  allowPlainHttp: true")]
    [InlineData("address: [127.0.0.1, '::1']")]
    [InlineData("trustedProxies: [10.0.0.0/8, 'fd00::/8', 127.0.0.1/32]")]
    [InlineData("allowedOrigins: ['https://a.example.com', 'http://localhost:3000']")]
    [InlineData("frameAncestors: ['https://apps.mypurecloud.de', 'https://*.mypurecloud.de', 'http://localhost:3000']")]
    public void Read_WhenTheOptionsAreRight_TakesThem(string line) => Assert.Empty(Configured.Of($"server:\n  {line}\n").Mistakes);
}

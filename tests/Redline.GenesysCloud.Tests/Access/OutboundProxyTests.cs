using System.Net;
using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Tests.Access;

public sealed class OutboundProxyTests
{
    private static readonly Uri Proxy = new("http://proxy.test:3128");

    [Theory]
    [InlineData("https://api.mypurecloud.de/", "", false)]
    [InlineData("wss://streaming.mypurecloud.de/channels/c", "", false)]
    [InlineData("http://127.0.0.1:5080/", "", true)]
    [InlineData("http://localhost/", "", true)]
    [InlineData("https://api.mypurecloud.de/", "*", true)]
    [InlineData("https://api.mypurecloud.de/", "mypurecloud.de", true)]
    [InlineData("https://api.mypurecloud.de/", ".mypurecloud.de", true)]
    [InlineData("https://api.mypurecloud.de/", "*.MyPureCloud.de", true)]
    [InlineData("https://api.mypurecloud.de/", "purecloud.de", false)]
    [InlineData("https://api.mypurecloud.de/", "api.mypurecloud.de:443", true)]
    [InlineData("https://api.mypurecloud.de/", "api.mypurecloud.de:8443", false)]
    [InlineData("https://10.1.2.3/", "10.0.0.0/8", true)]
    [InlineData("https://11.1.2.3/", "10.0.0.0/8", false)]
    [InlineData("https://10.1.2.3/", "10.1.2.3", true)]
    [InlineData("https://[2001:db8::1]/", "2001:db8::/32", true)]
    [InlineData("https://api.mypurecloud.de/", ".", false)]
    public void IsBypassed_ReadsHostsAsNoProxyDoes(string address, string bypass, bool bypassed)
    {
        var proxy = new OutboundProxy(Proxy, null, bypass.Split(','));
        Assert.Equal(bypassed, proxy.IsBypassed(new(address)));
        Assert.Equal(bypassed ? null : Proxy, proxy.GetProxy(new(address)));
    }

    [Fact]
    public void Credentials_AreThoseItWasMadeWith()
    {
        var credentials = new NetworkCredential("u", "p");
        Assert.Same(credentials, new OutboundProxy(Proxy, credentials, []).Credentials);
    }
}

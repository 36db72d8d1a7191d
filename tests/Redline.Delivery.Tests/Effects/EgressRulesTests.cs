using System.Net;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

public sealed class EgressRulesTests
{
    [Theory]
    [InlineData("crm.example.com", "https://crm.example.com/a", true)]
    [InlineData("crm.example.com", "https://CRM.Example.com./a", true)]
    [InlineData("crm.example.com", "https://crm.example.com:8443/", false)]
    [InlineData("crm.example.com", "https://crm.example.com.evil.org/", false)]
    [InlineData("crm.example.com", "https://evilcrm.example.com/", false)]
    [InlineData("crm.example.com:8443", "https://crm.example.com:8443/", true)]
    [InlineData("crm.example.com:8443", "https://crm.example.com/", false)]
    [InlineData("crm.example.com:*", "https://crm.example.com:1234/", true)]
    [InlineData("*.example.com", "https://a.b.example.com/", true)]
    [InlineData("*.example.com", "https://example.com/", false)]
    [InlineData("*.example.com", "https://notexample.com/", false)]
    [InlineData("*", "https://anything.org/", true)]
    [InlineData("bücher.example", "https://xn--bcher-kva.example/", true)]
    [InlineData("[2001:4860::8888]:8443", "https://[2001:4860:0:0::8888]:8443/", true)]
    [InlineData("2001:4860::8888", "https://[2001:4860::8888]/", true)]
    [InlineData("8.8.8.8", "https://8.8.8.8/", true)]
    public void AllowedHosts_MatchTheWholeHost(string pattern, string url, bool isAllowed) =>
        Assert.Equal(isAllowed ? null : EffectCodes.HostRefused, Rules([pattern]).Check(url, out _)?.Code);

    [Theory]
    [InlineData(""), InlineData("https://a.b"), InlineData("a b"), InlineData("a/b"), InlineData("a:0"), InlineData("a:x"), InlineData("*.1.2.3.4")]
    [InlineData("*.*.a"), InlineData("a*"), InlineData("[::1"), InlineData(":443"), InlineData("user@host")]
    public void AllowedHosts_ThatAreNone_AreToldAtStart(string pattern) => Assert.Single(new EgressOptions { AllowedHosts = [pattern] }.ValidateEgress());

    [Theory]
    [InlineData("http://crm.example.com/", EffectCodes.PlainHttp)]
    [InlineData("ftp://crm.example.com/", EffectCodes.Url)]
    [InlineData("file:///etc/passwd", EffectCodes.Url)]
    [InlineData("https://user:pw@crm.example.com/", EffectCodes.Url)]
    [InlineData("https://crm.example.com/#a", EffectCodes.Url)]
    [InlineData("https://crm.example.com/a b", EffectCodes.Url)]
    [InlineData("https://crm.example.com/a\r\nHost: x", EffectCodes.Url)]
    [InlineData("crm.example.com", EffectCodes.Url)]
    [InlineData("https://127.0.0.1/", EffectCodes.AddressRefused)]
    [InlineData("https://0x7f.1/", EffectCodes.AddressRefused)]
    [InlineData("https://2130706433/", EffectCodes.AddressRefused)]
    [InlineData("https://[::ffff:10.0.0.1]/", EffectCodes.AddressRefused)]
    public void Addresses_ThatMayNotBe_HaveTheirCode(string url, string code)
    {
        var rules = Rules(["*"]);
        Assert.Equal(code, rules.Check(url, out _)?.Code);
    }

    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.1.2.3"), InlineData("100.64.0.1"), InlineData("127.0.0.1"), InlineData("127.255.255.254")]
    [InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.0.0.1"), InlineData("192.0.2.1")]
    [InlineData("192.88.99.1"), InlineData("192.168.0.1"), InlineData("198.18.0.1"), InlineData("198.51.100.1"), InlineData("203.0.113.1")]
    [InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255"), InlineData("168.63.129.16")]
    [InlineData("::"), InlineData("::1"), InlineData("::127.0.0.1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1"), InlineData("64:ff9b::10.0.0.1"), InlineData("64:ff9b::169.254.169.254"), InlineData("64:ff9b:1::1")]
    [InlineData("100::1"), InlineData("2001::1"), InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2"), InlineData("2001:10::1"), InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1"), InlineData("2002:808:808::1"), InlineData("3fff::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254")]
    [InlineData("fe80::1"), InlineData("fe80::1%3"), InlineData("febf::1"), InlineData("fec0::1"), InlineData("ff02::1"), InlineData("2606:4700::5efe:10.0.0.1")]
    [InlineData("5f00::1"), InlineData("4000::1")]
    public void AddressesThatAreNotPublic_AreRefused(string address) => Assert.False(Rules(["*"]).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("100.63.255.255"), InlineData("100.128.0.1"), InlineData("172.15.0.1"), InlineData("172.32.0.1"), InlineData("192.0.1.1")]
    [InlineData("198.20.0.1"), InlineData("223.255.255.255"), InlineData("2606:4700::1111"), InlineData("2a00:1450::1"), InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8"), InlineData("2001:4860:4860::8888")]
    public void PublicAddresses_AreAllowed(string address) => Assert.True(Rules(["*"]).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.0.1", false)]
    [InlineData("10.1.0.0/16", "::ffff:10.1.2.3", true)]
    [InlineData("127.0.0.0/8", "127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "::1", false)]
    [InlineData("::1/128", "::1", true)]
    [InlineData("0.0.0.0/0", "192.168.1.1", true)]
    [InlineData("0.0.0.0/0", "169.254.169.254", false)]
    [InlineData("0.0.0.0/0", "::ffff:169.254.169.254", false)]
    [InlineData("0.0.0.0/0", "100.100.100.200", false)]
    [InlineData("::/0", "fe80::1", false)]
    [InlineData("::/0", "fd00:ec2::254", false)]
    [InlineData("::/0", "2002:a9fe:a9fe::1", false)]
    [InlineData("::/0", "64:ff9b::169.254.169.254", false)]
    [InlineData("::/0", "64:ff9b:1:a9fe:a9:fe00::", false)]
    [InlineData("64:ff9b:1::/48", "64:ff9b:1::10.0.0.1", true)]
    [InlineData("fd00:1::/64", "fd00:1::5", true)]
    public void AllowedNetworks_OpenWhatIsInThem_LinkLocalNever(string network, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, Rules(["*"], network).Allows(IPAddress.Parse(address)));

    private static EgressRules Rules(string[] hosts, params string[] networks) => new(new() { AllowedHosts = hosts, AllowedNetworks = networks });
}

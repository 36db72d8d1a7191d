using System.Net;
using System.Net.Sockets;

namespace Redline.Delivery.Effects;

/// <summary>
/// Which addresses may be called: public ones, and those of the networks that were allowed; link-local ones, and those at
/// which clouds give out their machines' credentials, never. An address that carries another one in it (mapped, NAT64, 6to4)
/// counts as both. Immutable.
/// </summary>
internal sealed class AddressRules(IEnumerable<string> allowedNetworks)
{
    private static readonly IPNetwork[] Never = Networks(
        "169.254.0.0/16", "fe80::/10", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::254/128");

    private static readonly IPNetwork[] Special = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
        "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    /// <summary>Beyond it no address of IPv6 is public.</summary>
    private static readonly IPNetwork PublicSix = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    private readonly IPNetwork[] _allowed = [.. allowedNetworks.Select(n => IPNetwork.Parse(n))];

    /// <summary>Whether a network holds nothing but link-local addresses.</summary>
    public static bool IsWithinLinkLocal(IPNetwork network) =>
        Never.Any(n => n.BaseAddress.AddressFamily == network.BaseAddress.AddressFamily && n.PrefixLength <= network.PrefixLength && n.Contains(network.BaseAddress));

    /// <summary>Whether an address may be called.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = Plain(address);
        if (IsNever(plain)) return false;
        if (_allowed.Any(n => n.Contains(plain))) return true;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special.Any(n => n.Contains(plain)),
            AddressFamily.InterNetworkV6 => PublicSix.Contains(plain) && !Special.Any(n => n.Contains(plain)) && Carried(plain).All(Allows),
            _ => false,
        };
    }

    private static bool IsNever(IPAddress address) =>
        Never.Any(n => n.Contains(address)) || (address.AddressFamily == AddressFamily.InterNetworkV6 && Carried(address).Any(IsNever));

    // What is sent to a mapped or a NAT64 address arrives at the one in it, so it is that one that is judged.
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.ScopeId != 0) address = new(address.GetAddressBytes());
        return Nat64.Contains(address) ? Four(address, 12) : address;
    }

    private static IEnumerable<IPAddress> Carried(IPAddress address)
    {
        if (LocalNat64.Contains(address) || Compatible.Contains(address)) yield return Four(address, 12);
        if (LocalNat64.Contains(address)) yield return Scattered(address);
        if (SixToFour.Contains(address)) yield return Four(address, 2);
        if (Teredo.Contains(address)) yield return Inverted(address);
        if (IsIsatap(address)) yield return Four(address, 12);
    }

    private static IPAddress Four(IPAddress six, int from) => new(six.GetAddressBytes().AsSpan(from, 4));

    // RFC 6052 with a prefix of 48 bits: two bytes, one that is zero, two bytes.
    private static IPAddress Scattered(IPAddress six)
    {
        var bytes = six.GetAddressBytes();
        return new([bytes[6], bytes[7], bytes[9], bytes[10]]);
    }

    private static IPAddress Inverted(IPAddress six) => new([.. six.GetAddressBytes()[12..].Select(b => (byte)~b)]);

    private static bool IsIsatap(IPAddress six) => six.GetAddressBytes() is [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5e, 0xfe, _, _, _, _];

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(n => IPNetwork.Parse(n))];
}

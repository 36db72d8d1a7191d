using System.Globalization;
using System.Net;

namespace Redline.Delivery.Effects;

/// <summary>A host that may be called, as an operator writes it. Immutable.</summary>
internal sealed class HostPattern
{
    private const int AnyPort = 0;

    private readonly string _name;
    private readonly bool _isBelow;
    private readonly int? _port;

    private HostPattern(string name, bool isBelow, int? port) => (_name, _isBelow, _port) = (name, isBelow, port);

    /// <summary>Reads one; false: it is none.</summary>
    public static bool TryParse(string text, out HostPattern? pattern)
    {
        pattern = null;
        var (name, port) = Split(text.Trim());
        if (name is null) return false;
        var isBelow = name.StartsWith("*.", StringComparison.Ordinal);
        if (name != "*")
        {
            var host = isBelow ? name[2..] : name;
            if (Canonical(host) is not { } canonical || (isBelow && IPAddress.TryParse(canonical, out _))) return false;
            name = canonical;
        }

        pattern = new(name, isBelow, port);
        return true;
    }

    /// <summary>Whether an absolute address is at such a host.</summary>
    public bool Matches(Uri address)
    {
        var isPort = _port switch { null => address.Port is 80 or 443, AnyPort => true, var port => address.Port == port };
        if (!isPort) return false;
        if (_name == "*") return true;
        var host = NameOf(address);
        return _isBelow
            ? host.Length > _name.Length + 1 && host.EndsWith(_name, StringComparison.Ordinal) && host[^(_name.Length + 1)] == '.'
            : host == _name;
    }

    /// <summary>The host of an address as it is compared: in ASCII and lower case, without brackets and last dot.</summary>
    public static string NameOf(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static (string? Name, int? Port) Split(string text)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.LastIndexOf(':');
        if (!text.StartsWith('[') && end != text.IndexOf(':', StringComparison.Ordinal)) return (text, null); // an IPv6 address without brackets
        if (text.StartsWith('[') && end == 0) return (null, null);
        if (end <= 0 || end == text.Length) return (text.Length == 0 ? null : text, null);
        if (text[end] != ':') return (null, null);
        var port = text[(end + 1)..];
        if (port == "*") return (text[..end], AnyPort);
        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65_536
            ? (text[..end], number)
            : (null, null);
    }

    private static string? Canonical(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) host = address.ToString();
        var kind = Uri.CheckHostName(host);
        if (kind is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)) return null;
        var literal = kind == UriHostNameType.IPv6 ? $"[{host}]" : host;
        return Uri.TryCreate($"https://{literal}/", UriKind.Absolute, out var uri) ? NameOf(uri) : null;
    }
}

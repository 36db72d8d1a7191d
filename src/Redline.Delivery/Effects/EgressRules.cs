using System.Net;

namespace Redline.Delivery.Effects;

/// <summary>Why a request may not go where it should.</summary>
/// <param name="Code">One of <see cref="EffectCodes"/>.</param>
/// <param name="Detail">In words.</param>
public sealed record EgressRefusal(string Code, string Detail);

/// <summary>What an address would come to.</summary>
/// <param name="Refusal">Why it may not be called, by what it says itself; null: it may.</param>
/// <param name="IsProxied">Whether it goes through a proxy, and so is held to the allowed hosts only.</param>
public sealed record EgressLook(EgressRefusal? Refusal, bool IsProxied);

/// <summary>
/// Where requests of flows may go. What an address says is checked here; what its host's name leads to is checked when the
/// connection is made (<see cref="CheckedConnection"/>). Immutable.
/// </summary>
public sealed class EgressRules
{
    private const int MaxLength = 2_048;

    private readonly List<HostPattern> _hosts = [];
    private readonly AddressRules _addresses;
    private readonly bool _allowsPlainHttp;

    /// <summary>The rules of some options.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public EgressRules(EgressOptions options)
    {
        var errors = options.ValidateEgress();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        foreach (var host in options.AllowedHosts)
            if (HostPattern.TryParse(host, out var pattern))
                _hosts.Add(pattern!);
        _addresses = new(options.AllowedNetworks);
        _allowsPlainHttp = options.AllowPlainHttp;
    }

    /// <summary>Whether an address may be called.</summary>
    internal bool Allows(IPAddress address) => _addresses.Allows(address);

    /// <summary>Reads an absolute address and checks what it says. Either the address or the refusal is null.</summary>
    public EgressRefusal? Check(string url, out Uri? address)
    {
        address = null;
        if (url.Length > MaxLength || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return new(EffectCodes.Url, $"The address must be an absolute one of at most {MaxLength} characters, without spaces.");
        if (Check(uri) is { } refusal) return refusal;
        address = uri;
        return null;
    }

    /// <summary>Checks what an absolute address says; null: it may be called if its host's addresses may.</summary>
    public EgressRefusal? Check(Uri address)
    {
        if (address.Scheme is not ("http" or "https") || address.Host.Length == 0) return new(EffectCodes.Url, "The address must begin with https:// and a host.");
        if (address.UserInfo.Length > 0) return new(EffectCodes.Url, "The address must not hold a user; use a header with a secret.");
        if (address.Fragment.Length > 0) return new(EffectCodes.Url, "The address must not have a fragment.");
        if (address.OriginalString.Length > MaxLength) return new(EffectCodes.Url, $"The address must have at most {MaxLength} characters.");
        if (address.Scheme == "http" && !_allowsPlainHttp) return new(EffectCodes.PlainHttp, "Plain HTTP is not allowed; use https.");
        if (!_hosts.Any(h => h.Matches(address))) return new(EffectCodes.HostRefused, $"{address.IdnHost}:{address.Port} is not among flows.allowedHosts.");
        return IPAddress.TryParse(HostPattern.NameOf(address), out var literal) && !Allows(literal)
            ? new(EffectCodes.AddressRefused, $"{literal} is not a public address, and in none of flows.allowedNetworks.")
            : null;
    }
}

using System.Net;

namespace Redline.Delivery.Effects;

/// <summary>Where requests of flows may go. Immutable. With nothing set they may go nowhere but to this server.</summary>
public record EgressOptions
{
    private const int MaxHosts = 1_000;
    private const int MaxNetworks = 100;

    /// <summary>
    /// Hosts that may be called: <c>crm.example.com</c>, <c>*.example.com</c> for every name below, an address, <c>*</c> for
    /// any; at the ports 80 and 443, or with <c>:8443</c> at that one, with <c>:*</c> at any. Default none; at most 1,000.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Networks (CIDR) that may be called although they are private, loopback or special; link-local never. Default none; at most 100.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Whether plain HTTP may be spoken. Default false.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> ValidateEgress()
    {
        var errors = new List<string>();
        if (AllowedHosts.Count > MaxHosts) errors.Add($"{nameof(AllowedHosts)} must have at most {MaxHosts} items.");
        foreach (var host in AllowedHosts.Where(h => !HostPattern.TryParse(h, out _)))
            errors.Add($"{nameof(AllowedHosts)} must be hosts such as crm.example.com, *.example.com or crm.example.com:8443, without scheme and path; \"{host}\" is none.");
        if (AllowedNetworks.Count > MaxNetworks) errors.Add($"{nameof(AllowedNetworks)} must have at most {MaxNetworks} items.");
        foreach (var network in AllowedNetworks.Where(n => !IPNetwork.TryParse(n, out _)))
            errors.Add($"{nameof(AllowedNetworks)} must be networks such as 10.1.0.0/16; \"{network}\" is none.");
        foreach (var network in AllowedNetworks.Where(n => IPNetwork.TryParse(n, out var inside) && AddressRules.IsWithinLinkLocal(inside)))
            errors.Add($"{nameof(AllowedNetworks)} must not be link-local networks, which are never called; \"{network}\" is one.");
        return errors;
    }
}

using System.Net;
using Redline.Server.Http;

namespace Redline.Server.Serving;

/// <summary>Where <c>redline serve</c> listens, for whom, and where it keeps what it keeps. Immutable.</summary>
internal sealed record ServeOptions
{
    private const int MaxListed = 100;

    /// <summary>The port on each address; 0: any free one. Default 5080; 0 to 65535.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>
    /// The IP addresses it listens on; <c>0.0.0.0</c> and <c>::</c> are all of the machine. Default 127.0.0.1; 1 to 100.
    /// Anything but loopback needs TLS or <see cref="AllowPlainHttp"/>.
    /// </summary>
    public IReadOnlyList<string> Address { get; init; } = ["127.0.0.1"];

    /// <summary>
    /// The host names it answers to, without port. Loopback names, and the address a request came in by, are always
    /// allowed. Default none; at most 100.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// Whether plain HTTP is served beyond loopback, as behind a proxy that ends TLS: tokens then cross that network
    /// readable. Default false.
    /// </summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>
    /// The networks (CIDR) of proxies whose X-Forwarded-For, -Proto and -Host are believed; from others they are
    /// ignored. Default none; at most 100.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>
    /// Origins of other pages that may call the API and open the desktop's socket: <c>https://desk.example.com</c>.
    /// Default none; at most 100.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Origins of pages that may show <c>/desktop</c> and <c>/genesys</c> in a frame: <c>https://apps.mypurecloud.de</c>, or
    /// <c>https://*.mypurecloud.de</c>. Default none; at most 100.
    /// </summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [];

    /// <summary>The directory of the journal; made for its owner only. Default redline-data/server below the working directory.</summary>
    public string DataDirectory { get; init; } = Path.Combine("redline-data", "server");

    /// <summary>The certificate; without one plain HTTP is served.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Port is < 0 or > 65535) errors.Add($"{nameof(Port)} must be from 0 to 65535.");
        if (string.IsNullOrWhiteSpace(DataDirectory)) errors.Add($"{nameof(DataDirectory)} must name a directory.");
        if (Address.Count == 0) errors.Add($"{nameof(Address)} must name at least one address.");
        Each(nameof(Address), Address, a => IPAddress.TryParse(a, out _), "must be an IP address such as 127.0.0.1, 0.0.0.0 or ::");
        Each(nameof(Hosts), Hosts, h => Uri.CheckHostName(h) == UriHostNameType.Dns, "must be a host name such as redline.example.com, without scheme and port");
        Each(nameof(TrustedProxies), TrustedProxies, n => IPNetwork.TryParse(n, out _), "must be a network such as 10.0.0.0/8");
        Each(nameof(AllowedOrigins), AllowedOrigins, Http.AllowedOrigins.IsOrigin,
            "must be an origin such as https://desk.example.com: scheme, host and a port that is not the usual one, in lower case, nothing else; * is not allowed");
        Each(nameof(FrameAncestors), FrameAncestors, Http.FrameAncestors.IsAncestor,
            "must be an origin such as https://apps.mypurecloud.de, or https://*.mypurecloud.de for every name below");
        if (!Tls.IsOn && !AllowPlainHttp && Address.Any(a => IPAddress.TryParse(a, out var ip) && !IPAddress.IsLoopback(ip)))
            errors.Add($"{nameof(Address)} is beyond loopback, where tokens would travel readable; set {nameof(Tls)}.certificateFile, or {nameof(AllowPlainHttp)} behind a proxy that ends TLS.");
        return errors;

        void Each(string name, IReadOnlyList<string> items, Func<string, bool> isGood, string must)
        {
            if (items.Count > MaxListed) errors.Add($"{name} must have at most {MaxListed} items.");
            errors.AddRange(items.Where(i => !isGood(i)).Take(MaxListed).Select(i => $"{name} {must}; \"{i}\" is not."));
        }
    }
}

using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Redline.GenesysCloud;

/// <summary>Which organization of the platform is connected, and how it is reached. Immutable; prints no secret.</summary>
/// <param name="SourceId">What the source is called in Redline.</param>
/// <param name="LoginAddress">Where tokens are given out: <c>https://login.mypurecloud.de/</c>.</param>
/// <param name="ApiAddress">Where everything else is asked: <c>https://api.mypurecloud.de/</c>.</param>
/// <param name="ClientId">The OAuth client.</param>
/// <param name="ClientSecret">Its secret; asked for anew with each token, so that a changed one is taken.</param>
public sealed record GenesysConnection(string SourceId, Uri LoginAddress, Uri ApiAddress, string ClientId, Func<string> ClientSecret)
{
    /// <summary>The proxy on the way out; null: as the environment says (HTTPS_PROXY, NO_PROXY).</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Certificate authorities that are trusted beside the system's; none: only those.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>The addresses of a region such as <c>mypurecloud.de</c>.</summary>
    public static (Uri Login, Uri Api) AddressesOf(string region) => (new($"https://login.{region}/"), new($"https://api.{region}/"));

    /// <inheritdoc/>
    public override string ToString() => $"{SourceId} at {ApiAddress}";
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Redline.GenesysCloud.Access;

/// <summary>Makes what requests and sockets go out by: one way, with the proxy and the certificate authorities of the connection.</summary>
internal static class GenesysHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(10);

    public static SocketsHttpHandler Create(GenesysConnection connection)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLife, // or a name that moved would never be looked up again
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false, // a token must not follow a redirect to another host
            UseCookies = false,
        };
        if (connection.Proxy is { } proxy) handler.Proxy = proxy;
        if (connection.Authorities.Count > 0)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(connection.Authorities, certificate, chain, errors);
        return handler;
    }

    // What the system trusts is trusted; else the same chain is built once more on the authorities that were added.
    private static bool IsTrusted(X509Certificate2Collection authorities, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a company's own authority seldom has a list
        if (sent is not null)
            foreach (var element in sent.ChainElements) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }
}

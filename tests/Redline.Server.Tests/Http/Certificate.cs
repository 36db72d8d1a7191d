using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redline.Server.Http;

namespace Redline.Server.Tests.Http;

/// <summary>Self-signed certificates in files.</summary>
internal static class Certificate
{
    /// <summary>Writes a certificate and its key as PEM; the same names are written over.</summary>
    public static TlsOptions WritePem(TemporaryDirectory directory, string name)
    {
        using var certificate = Make(name);
        using var key = certificate.GetECDsaPrivateKey()!;
        return new()
        {
            KeyFile = directory.Write("key.pem", key.ExportPkcs8PrivateKeyPem()),
            CertificateFile = directory.Write("certificate.pem", certificate.ExportCertificatePem()),
        };
    }

    /// <summary>Writes a certificate with its key as PKCS#12.</summary>
    public static TlsOptions WritePkcs12(TemporaryDirectory directory, string name, string password)
    {
        using var certificate = Make(name);
        File.WriteAllBytes(directory.File("certificate.pfx"), certificate.Export(X509ContentType.Pkcs12, password));
        return new()
        {
            CertificateFile = directory.File("certificate.pfx"),
            PasswordFile = directory.Write("password.txt", password + "\n"),
        };
    }

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Redline.Server.Http;

/// <summary>
/// The certificate that handshakes get, read again when its files have changed: the first handshake after the change has
/// the new one. Files that cannot be used keep the one there was, with a warning. Any thread.
/// </summary>
internal sealed partial class TlsCertificates
{
    private readonly TlsOptions _options;
    private readonly ILogger<TlsCertificates> _log;
    private readonly Lock _lock = new();
    private string _stamp;
    private SslStreamCertificateContext _context;

    /// <exception cref="InvalidDataException">The files cannot be used.</exception>
    public TlsCertificates(TlsOptions options, ILogger<TlsCertificates> log)
    {
        (_options, _log) = (options, log);
        _stamp = Stamp();
        _context = Load(options);
    }

    /// <summary>What is wrong with the files; null: nothing.</summary>
    public static string? Problem(TlsOptions options)
    {
        try
        {
            Load(options);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    /// <summary>What a handshake goes by.</summary>
    public SslServerAuthenticationOptions ForHandshake() => new()
    {
        ServerCertificateContext = Current(),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
    };

    private SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            var stamp = Stamp();
            if (stamp == _stamp) return _context;

            // Remembered before it is known to be good: one broken file is one warning, not one for each handshake.
            _stamp = stamp;
            try
            {
                // The old one is not disposed: a handshake may still be at work with it.
                _context = Load(_options);
                LogRead(_log, _context.TargetCertificate.NotAfter.ToUniversalTime());
            }
            catch (InvalidDataException e)
            {
                LogRefused(_log, e.Message);
            }

            return _context;
        }
    }

    // Size too: two changes within the clock's resolution are told apart when they differ in length.
    private string Stamp() => string.Join('|', new[] { _options.CertificateFile, _options.KeyFile, _options.PasswordFile }.OfType<string>().Select(StampOf));

    private static string StampOf(string path)
    {
        // Through links: a mounted secret changes by pointing its link elsewhere.
        var file = new FileInfo(path);
        var target = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } found ? found : file;
        return target.Exists ? $"{target.FullName} {target.LastWriteTimeUtc.Ticks} {target.Length}" : "missing";
    }

    private static SslStreamCertificateContext Load(TlsOptions options)
    {
        try
        {
            var (certificate, chain) = options.IsPkcs12 ? LoadPkcs12(options) : LoadPem(options);
            return SslStreamCertificateContext.Create(certificate, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Chain) LoadPem(TlsOptions options)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile!);
        var certificate = X509Certificate2.CreateFromPemFile(options.CertificateFile!, options.KeyFile);
        if (!OperatingSystem.IsWindows()) return (certificate, chain);

        // Windows does not serve with a key that it has not stored.
        return (X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null), chain);
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Chain) LoadPkcs12(TlsOptions options)
    {
        var password = options.PasswordFile is { } file ? File.ReadAllText(file).TrimEnd('\r', '\n') : null;
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(options.CertificateFile!, password);
        var certificate = all.FirstOrDefault(c => c.HasPrivateKey)
            ?? throw new InvalidDataException("There is no certificate with a private key in it.");
        return (certificate, all);
    }

    [LoggerMessage(LogLevel.Warning, "The certificate's files changed: the new one is used, valid until {NotAfter:u}.")]
    private static partial void LogRead(ILogger log, DateTime notAfter);

    [LoggerMessage(LogLevel.Warning, "The certificate's files changed and cannot be used; the old certificate stays: {Problem}")]
    private static partial void LogRefused(ILogger log, string problem);
}

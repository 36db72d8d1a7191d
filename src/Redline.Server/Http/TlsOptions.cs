namespace Redline.Server.Http;

/// <summary>The certificate of the server. Immutable.</summary>
internal sealed record TlsOptions
{
    /// <summary>
    /// The certificate with its chain: PEM, with <see cref="KeyFile"/>, or PKCS#12 when its name ends in .pfx or .p12.
    /// Read again when it changes. Default null: no TLS.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>The private key of a PEM certificate, unencrypted, readable to the server only. Default null.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file that holds the password of a PKCS#12 certificate and nothing else. Default null: it has none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Whether TLS is served.</summary>
    internal bool IsOn => CertificateFile is not null;

    /// <summary>Whether the certificate is PKCS#12.</summary>
    internal bool IsPkcs12 =>
        CertificateFile?.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) == true
        || CertificateFile?.EndsWith(".p12", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (CertificateFile is "") errors.Add($"{nameof(CertificateFile)} must name a file.");
        if (!IsOn && KeyFile is not null) errors.Add($"{nameof(KeyFile)} needs {nameof(CertificateFile)}.");
        if (!IsOn && PasswordFile is not null) errors.Add($"{nameof(PasswordFile)} needs {nameof(CertificateFile)}.");
        if (!IsOn || errors.Count > 0) return errors;
        if (IsPkcs12 && KeyFile is not null) errors.Add($"{nameof(KeyFile)} must be left out: a PKCS#12 file holds its own key.");
        if (!IsPkcs12 && KeyFile is null) errors.Add($"{nameof(KeyFile)} must name the private key, as {nameof(CertificateFile)} is PEM.");
        if (!IsPkcs12 && PasswordFile is not null) errors.Add($"{nameof(PasswordFile)} is for PKCS#12 files (.pfx, .p12); a PEM key must not be encrypted.");
        if (errors.Count == 0 && TlsCertificates.Problem(this) is { } problem)
            errors.Add($"{nameof(CertificateFile)} cannot be used: {problem}");
        return errors;
    }
}

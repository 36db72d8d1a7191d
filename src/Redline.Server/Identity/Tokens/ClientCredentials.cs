using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace Redline.Server.Identity.Tokens;

/// <summary>A client's id and secret, by Basic header or form (RFC 6749, section 2.3.1). Not spelled out anywhere.</summary>
internal readonly struct ClientCredentials(string? id, string? secret)
{
    private const string Scheme = "Basic ";
    private const int MaxHeaderLength = 2048;

    /// <summary>The id; null: none was sent.</summary>
    public string? Id { get; } = id;

    /// <summary>The secret; null: none was sent.</summary>
    public string? Secret { get; } = secret;

    /// <summary>Reads them; false and what is wrong when they are sent twice or cannot be read.</summary>
    public static bool TryRead(string? authorization, IFormCollection form, out ClientCredentials credentials, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        var id = form["client_id"].ToString();
        var secret = form["client_secret"].ToString();
        credentials = new(id.Length == 0 ? null : id, secret.Length == 0 ? null : secret);
        if (string.IsNullOrEmpty(authorization)) return true;
        if (credentials.Secret is not null)
            problem = "Send the client's secret in the Authorization header or in the form, not both.";
        else if (Decode(authorization) is not { } decoded)
            problem = "The Authorization header is not Basic with base64 of id:secret.";
        else if (credentials.Id is not null && credentials.Id != decoded.Id)
            problem = "The header and the form name different clients.";
        else credentials = decoded;
        return problem is null;
    }

    private static ClientCredentials? Decode(string header)
    {
        if (header.Length > MaxHeaderLength || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var encoded = header[Scheme.Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new ClientCredentials(WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..]));
    }
}

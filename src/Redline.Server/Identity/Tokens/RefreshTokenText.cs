namespace Redline.Server.Identity.Tokens;

/// <summary>How a refresh token is written: which sign-in, and its present secret, 256 bits each.</summary>
internal static class RefreshTokenText
{
    private const char Separator = '.';

    /// <summary>The token.</summary>
    public static string Write(string family, string secret) => family + Separator + secret;

    /// <summary>Its halves; null: it is no such token.</summary>
    public static (string Family, string Secret)? Parse(string token)
    {
        var at = token.IndexOf(Separator, StringComparison.Ordinal);
        return at <= 0 || at == token.Length - 1 ? null : (token[..at], token[(at + 1)..]);
    }
}

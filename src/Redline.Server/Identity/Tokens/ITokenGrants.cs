namespace Redline.Server.Identity.Tokens;

/// <summary>Decides whether somebody gets a token. Any thread.</summary>
internal interface ITokenGrants
{
    /// <summary>A token, or why there is none.</summary>
    ValueTask<TokenGrant> GrantAsync(TokenRequest request, CancellationToken cancellationToken);
}

/// <summary>What a request for a token came to: exactly one of the two.</summary>
/// <param name="Answer">The token; null when refused.</param>
/// <param name="Refusal">Why not; null when granted.</param>
/// <param name="RetryAfter">When to try again; null: trying again does not help.</param>
internal readonly record struct TokenGrant(TokenAnswer? Answer, TokenRefusal? Refusal, TimeSpan? RetryAfter = null)
{
    /// <summary>The client is not who it says (RFC 6749, section 5.2).</summary>
    public const string InvalidClient = "invalid_client";

    /// <summary>A refusal with the RFC's word for it.</summary>
    public static TokenGrant Refuse(string error, string description) => new(null, new(error, description));

    /// <summary>A refusal because of earlier failures (the word of RFC 8628).</summary>
    public static TokenGrant SlowDown(TimeSpan wait) =>
        new(null, new("slow_down", "Too many failed attempts; wait as long as Retry-After says."), wait);

    /// <summary>A refusal of a grant this server does not know.</summary>
    public static TokenGrant UnknownType(params IReadOnlyList<string> known) =>
        Refuse("unsupported_grant_type", $"This server grants tokens for {string.Join(", ", known)}.");
}

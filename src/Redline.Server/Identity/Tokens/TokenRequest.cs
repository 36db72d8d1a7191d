namespace Redline.Server.Identity.Tokens;

/// <summary>What was sent to <c>POST /oauth/token</c>. No record: it must not be spelled out with its secrets.</summary>
internal sealed class TokenRequest
{
    /// <summary>Which way of proving who one is.</summary>
    public required string GrantType { get; init; }

    /// <summary>The sign-in code; null: none was sent.</summary>
    public string? Code { get; init; }

    /// <summary>The refresh token; null: none was sent.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The client's id; null: none was sent.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's secret; null: none was sent.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where it came from, for slowing down guesses.</summary>
    public required string Address { get; init; }

    /// <summary>The correlation id.</summary>
    public required string ContextId { get; init; }
}

using System.Text.Json.Serialization;

namespace Redline.Server.Identity.Tokens;

/// <summary>What <c>POST /oauth/token</c> answers (RFC 6749, section 5.1).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken = null)
{
    /// <summary>Spelled without its secrets.</summary>
    public override string ToString() => nameof(TokenAnswer);
}

/// <summary>A refused grant (RFC 6749, section 5.2).</summary>
internal sealed record TokenRefusal(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);

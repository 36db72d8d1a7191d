namespace Redline.Server.Identity.Tokens;

/// <summary>An access token as it is kept, by the hash of the token.</summary>
/// <param name="Subject">Whose: <c>person:ana</c> or <c>client:…</c>.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="ClientId">The client it was given to; null: a person signed in. It ends with that client.</param>
/// <param name="Family">The key of the sign-in it belongs to; null: of none. It is revoked with it.</param>
internal sealed record AccessToken(string Subject, DateTimeOffset Expires, string? ClientId = null, string? Family = null);

/// <summary>
/// One sign-in and its only valid refresh token, by the hash of the first half of the token. Earlier tokens of the
/// sign-in have the same first half: whoever knows it and not the present secret uses an old one again.
/// </summary>
/// <param name="Subject">Whose.</param>
/// <param name="SecretHash">The hash of the second half of the valid token.</param>
/// <param name="Expires">When it ends unless it is used before.</param>
/// <param name="PreviousHash">The hash of the second half of the token before; null: there was none.</param>
/// <param name="PreviousUntil">Until when that one is taken too, exclusive: the answer to it may have been lost.</param>
internal sealed record TokenFamily(
    string Subject, string SecretHash, DateTimeOffset Expires, string? PreviousHash = null, DateTimeOffset PreviousUntil = default);

/// <summary>A one-time sign-in code as it is kept, by the hash of the code.</summary>
/// <param name="PersonId">Who signs in with it.</param>
/// <param name="Expires">When it ends unless it is used before.</param>
internal sealed record SignInCode(string PersonId, DateTimeOffset Expires);

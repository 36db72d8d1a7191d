namespace Redline.Server.Identity.Tokens;

/// <summary>The grants of the demo: its sign-in codes, again and again.</summary>
internal sealed class DemoGrants(SignInCodes codes, AccessTokens tokens) : ITokenGrants
{
    /// <inheritdoc/>
    public ValueTask<TokenGrant> GrantAsync(TokenRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Grant(request));

    private TokenGrant Grant(TokenRequest request)
    {
        if (request.GrantType != TokenEndpoint.SignInCodeGrant)
            return TokenGrant.UnknownType(TokenEndpoint.SignInCodeGrant);
        return request.Code is { } code && codes.Find(code) is { } person
            ? new(new TokenAnswer(tokens.Issue(person), "Bearer", (int)AccessTokens.Life.TotalSeconds), null)
            : TokenGrant.Refuse("invalid_grant", "The code is not one of this server; take the link it printed.");
    }
}

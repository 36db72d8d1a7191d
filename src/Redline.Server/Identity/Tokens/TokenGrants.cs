using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.Records;

namespace Redline.Server.Identity.Tokens;

/// <summary>
/// The grants of a real server: client credentials, refresh tokens that are used once, sign-in codes that are used
/// once. Any thread.
/// </summary>
/// <remarks>
/// A known client is slowed even when it comes with the right secret: that is what makes guessing slow. A code or a
/// refresh token names nobody, so its failures are counted per kind and a right one is never kept waiting: 256 random
/// bits are not guessed at any speed, and one careless person on a terminal server must not keep the others out.
/// </remarks>
internal sealed class TokenGrants(IdentityStore store, Subjects subjects, TokenIssue issue, FailureDelays delays, TimeProvider wall) : ITokenGrants
{
    private const string ClientGrant = "client_credentials";
    private const string RefreshGrant = "refresh_token";
    private const string NoClient = "The client's id or secret is not right.";
    private const string NoCode = "The code is not valid, was used, or is too old; ask for a new one.";
    private const string NoRefresh = "The refresh token is not valid, or no longer; sign in again.";

    /// <inheritdoc/>
    public async ValueTask<TokenGrant> GrantAsync(TokenRequest request, CancellationToken cancellationToken) => request.GrantType switch
    {
        ClientGrant => await ClientAsync(request, cancellationToken),
        RefreshGrant => await RefreshAsync(request, cancellationToken),
        TokenEndpoint.SignInCodeGrant => await SignInAsync(request, cancellationToken),
        _ => TokenGrant.UnknownType(ClientGrant, RefreshGrant, TokenEndpoint.SignInCodeGrant),
    };

    private async Task<TokenGrant> ClientAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.ClientId is null)
            return TokenGrant.Refuse(TokenGrant.InvalidClient, "Send the client's id and secret, by Basic header or form.");
        var client = store.Clients.Find(request.ClientId);
        var subject = client is null ? "client" : Subjects.ClientPrefix + client.Id;
        if (client is not null && delays.Remaining(subject, request.Address) is { } wait)
            return TokenGrant.SlowDown(wait);
        if (client is null || !Secrets.Matches(request.ClientSecret, client.SecretHash))
            return await RefuseAsync(request, subject, "client.credentials", TokenGrant.InvalidClient, NoClient, cancellationToken);
        delays.Forget(subject, request.Address);
        return await store.ChangeAsync(
            change =>
            {
                // It may have been deleted, or its person may be gone.
                if (subjects.OfClient(store.Clients.Find(client.Id)) is not { } caller)
                    return TokenGrant.Refuse(TokenGrant.InvalidClient, "The client, or the person it stands for, does not exist any more.");
                change.Audit(new(Subjects.ClientPrefix + client.Id, AuditAction.SignedIn, caller.SubjectId, ClientGrant, request.ContextId));
                return new TokenGrant(issue.ForClient(change, caller.SubjectId, client.Id), null);
            },
            cancellationToken);
    }

    private async Task<TokenGrant> SignInAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Code is null) return TokenGrant.Refuse("invalid_request", "code is missing.");
        var hash = Secrets.Hash(request.Code);
        var granted = store.Codes.Find(hash) is null ? null : await store.ChangeAsync(
            change =>
            {
                if (store.Codes.Find(hash) is not { } code || code.Expires <= wall.GetUtcNow()) return null;
                change.Remove(store.Codes, hash);
                if (subjects.OfPerson(code.PersonId) is not { } caller) return null;
                change.Audit(new(caller.SubjectId, AuditAction.SignedIn, caller.SubjectId, "code", request.ContextId));
                return issue.ForSignIn(change, caller.SubjectId);
            },
            cancellationToken);
        return granted is null
            ? await RefuseAsync(request, "code", "code", "invalid_grant", NoCode, cancellationToken)
            : new(granted, null);
    }

    private async Task<TokenGrant> RefreshAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.RefreshToken is null) return TokenGrant.Refuse("invalid_request", "refresh_token is missing.");
        var token = RefreshTokenText.Parse(request.RefreshToken);
        var granted = token is not { } halves ? null : await store.ChangeAsync(
            change => Refresh(change, halves.Family, halves.Secret, request.ContextId), cancellationToken);
        return granted is null
            ? await RefuseAsync(request, "refresh", "refresh", "invalid_grant", NoRefresh, cancellationToken)
            : new(granted, null);
    }

    private TokenAnswer? Refresh(RecordChange change, string family, string secret, string contextId)
    {
        var key = Secrets.Hash(family);
        if (store.Families.Find(key) is not { } known || known.Expires <= wall.GetUtcNow()) return null;
        if (subjects.Of(known.Subject) is not null && issue.Refresh(change, known, family, secret) is { } next) return next;

        // A token that was used already: two hold it, and only one of them should. Nobody can tell which.
        issue.RevokeFamily(change, key);
        change.Audit(new(null, AuditAction.RefreshReused, known.Subject, null, contextId));
        return null;
    }

    private async Task<TokenGrant> RefuseAsync(
        TokenRequest request, string subject, string reason, string error, string description, CancellationToken cancellationToken)
    {
        if (delays.Fail(subject, request.Address) is { } wait) return TokenGrant.SlowDown(wait);
        await store.ChangeAsync(
            change =>
            {
                change.Audit(new(null, AuditAction.SignInRefused, subject.StartsWith(Subjects.ClientPrefix, StringComparison.Ordinal) ? subject : null, reason, request.ContextId));
                return true;
            },
            cancellationToken);
        return TokenGrant.Refuse(error, description);
    }
}

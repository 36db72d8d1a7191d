using Redline.Server.Identity.Records;
using Redline.Server.Records;

namespace Redline.Server.Identity.Tokens;

/// <summary>
/// Makes and revokes tokens within a change. A subject has at most 100 access tokens and 20 sign-ins at a time; with
/// one more, the one that would end next ends now.
/// </summary>
internal sealed class TokenIssue(IdentityStore store, IdentityOptions options, TimeProvider wall)
{
    private const int MaxTokens = 100;
    private const int MaxFamilies = 20;

    /// <summary>An access token for a client; it is not refreshed.</summary>
    public TokenAnswer ForClient(RecordChange change, string subject, string clientId) => new(
        Issue(change, new AccessToken(subject, wall.GetUtcNow() + options.AccessTokenLife, clientId)), "Bearer", Seconds);

    /// <summary>An access token and a refresh token for a person who has just signed in.</summary>
    public TokenAnswer ForSignIn(RecordChange change, string subject)
    {
        var family = Secrets.Make();
        foreach (var (key, _) in Oldest(store.Families, f => f.Subject == subject, f => f.Expires, MaxFamilies))
            RevokeFamily(change, key);
        return Write(change, new(subject, "", default), family);
    }

    /// <summary>
    /// The next access and refresh token of a sign-in, if the secret is that of the valid refresh token; null: it is not.
    /// The one before is taken too for a short while: its answer may have been lost on the way, and who did not get the
    /// next one can only send it again.
    /// </summary>
    /// <param name="change">What it is written with.</param>
    /// <param name="known">The sign-in.</param>
    /// <param name="family">The first half of the refresh token.</param>
    /// <param name="secret">The second half.</param>
    public TokenAnswer? Refresh(RecordChange change, TokenFamily known, string family, string secret)
    {
        var now = wall.GetUtcNow();
        if (Secrets.Matches(secret, known.SecretHash))
            return Write(change, known with { PreviousHash = known.SecretHash, PreviousUntil = now + options.RefreshGrace }, family);
        return now < known.PreviousUntil && Secrets.Matches(secret, known.PreviousHash!) ? Write(change, known, family) : null;
    }

    /// <summary>Ends a sign-in with every token it gave.</summary>
    public void RevokeFamily(RecordChange change, string key)
    {
        change.Remove(store.Families, key);
        foreach (var (hash, _) in store.Tokens.All.Where(t => t.Value.Family == key).ToArray())
            change.Remove(store.Tokens, hash);
    }

    private TokenAnswer Write(RecordChange change, TokenFamily known, string family)
    {
        var secret = Secrets.Make();
        var key = Secrets.Hash(family);
        var now = wall.GetUtcNow();
        change.Put(store.Families, key, known with { SecretHash = Secrets.Hash(secret), Expires = now + options.RefreshTokenLife });
        var access = Issue(change, new AccessToken(known.Subject, now + options.AccessTokenLife, Family: key));
        return new(access, "Bearer", Seconds, RefreshTokenText.Write(family, secret));
    }

    private int Seconds => (int)options.AccessTokenLife.TotalSeconds;

    private string Issue(RecordChange change, AccessToken token)
    {
        foreach (var (key, _) in Oldest(store.Tokens, t => t.Subject == token.Subject, t => t.Expires, MaxTokens))
            change.Remove(store.Tokens, key);
        var secret = Secrets.Make();
        change.Put(store.Tokens, Secrets.Hash(secret), token);
        return secret;
    }

    // Those that must go so that one more fits.
    private static KeyValuePair<string, T>[] Oldest<T>(RecordMap<T> map, Func<T, bool> counts, Func<T, DateTimeOffset> expires, int max) where T : class
    {
        var present = map.All.Where(r => counts(r.Value)).ToArray();
        return present.Length < max ? [] : [.. present.OrderBy(r => expires(r.Value)).Take(present.Length - max + 1)];
    }
}

using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Organizations;

namespace Redline.Simulator.Tokens;

/// <summary>
/// The tokens that were handed out, and the codes of logins that are to become one. Holds 10,000 tokens and 1,000 codes;
/// beyond that the oldest goes. One thread at a time.
/// </summary>
internal sealed class TokenStore(EmulatedOrganization organization)
{
    private const int MostTokens = 10_000;
    private const int MostCodes = 1_000;
    private const long CodeLifeMilliseconds = 5 * 60_000;

    private readonly Dictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);
    private readonly List<OAuthClient> _clients = [.. organization.Clients];

    /// <summary>Tokens die this long after they were issued, whatever they were said to live; null: no fault.</summary>
    internal long? EarlyExpiryMilliseconds { get; set; }

    /// <summary>A token is known no longer; its channels may have to go.</summary>
    internal Action<AccessToken> Revoked { get; set; } = _ => { };

    /// <summary>Permissions nobody has any more, whatever they were granted.</summary>
    internal HashSet<string> LostPermissions { get; } = new(StringComparer.Ordinal);

    internal int Count => _tokens.Count;

    internal OAuthClient? Client(string? id) => _clients.Find(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    internal AccessToken Issue(OAuthClient client, CentreUser? user, long now)
    {
        Forget(_tokens, MostTokens, t => !IsAlive(t, now), t => t.IssuedAt);
        var token = new AccessToken(WireText.Secret(), client, user, now, now + (client.TokenSeconds * 1_000L));
        return _tokens[token.Text] = token;
    }

    /// <summary>The token of a header; null: there is none, or it is no good.</summary>
    internal AccessToken? Find(string? authorization, long now)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return null;
        return _tokens.GetValueOrDefault(authorization[scheme.Length..].Trim()) is { } token && IsAlive(token, now) ? token : null;
    }

    internal bool IsAlive(AccessToken token, long now) => !token.IsRevoked && now < token.ExpiresAt
        && (EarlyExpiryMilliseconds is not { } early || now < token.IssuedAt + early);

    /// <summary>Whether a user and application have a token that is good.</summary>
    internal bool HasAlive(string owner, long now) => _tokens.Values.Any(t => t.Owner == owner && IsAlive(t, now));

    internal bool Has(AccessToken token, string permission) => token.Grant.Has(permission) && !LostPermissions.Contains(permission);

    internal void Revoke(AccessToken token)
    {
        if (token.IsRevoked) return;
        token.IsRevoked = true;
        Revoked(token);
    }

    internal void RevokeAll()
    {
        foreach (var token in _tokens.Values.ToList()) Revoke(token);
    }

    /// <summary>A code for a login that succeeded.</summary>
    internal string Authorize(AuthorizationCode code)
    {
        Forget(_codes, MostCodes, c => c.IssuedAt + CodeLifeMilliseconds <= code.IssuedAt, c => c.IssuedAt);
        var text = WireText.Secret();
        _codes[text] = code;
        return text;
    }

    /// <summary>Takes a code, which is good once and for five minutes.</summary>
    internal AuthorizationCode? Take(string? text, long now) =>
        text is not null && _codes.Remove(text, out var code) && now < code.IssuedAt + CodeLifeMilliseconds ? code : null;

    private static void Forget<T>(Dictionary<string, T> all, int most, Func<T, bool> isOver, Func<T, long> age)
    {
        if (all.Count < most) return;
        foreach (var (key, _) in all.Where(p => isOver(p.Value)).ToList()) all.Remove(key);
        if (all.Count >= most) all.Remove(all.MinBy(p => age(p.Value)).Key);
    }
}

/// <summary>A login that succeeded and waits to be turned into a token.</summary>
internal sealed record AuthorizationCode(OAuthClient Client, CentreUser User, string RedirectUri, string? Challenge, long IssuedAt);

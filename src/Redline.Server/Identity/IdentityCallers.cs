using Redline.Server.Identity.Records;

namespace Redline.Server.Identity;

/// <summary>The callers of a real server: by access token or API key, from memory. Any thread.</summary>
internal sealed class IdentityCallers(IdentityStore store, Subjects subjects, TimeProvider wall) : ICallers
{
    /// <inheritdoc/>
    public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(Secrets.Hash(token)));

    private Caller? Find(string hash)
    {
        var now = wall.GetUtcNow();
        if (store.Tokens.Find(hash) is { } token)
        {
            if (token.Expires <= now) return null;
            var caller = token.ClientId is null ? subjects.Of(token.Subject) : subjects.OfClient(store.Clients.Find(token.ClientId));
            return caller is null ? null : caller with { Expires = token.Expires };
        }

        return store.Keys.Find(hash) is { } key && !(key.Expires <= now) ? subjects.OfKey(key) : null;
    }
}

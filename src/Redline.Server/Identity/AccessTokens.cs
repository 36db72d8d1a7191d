using System.Collections.Concurrent;

namespace Redline.Server.Identity;

/// <summary>
/// The bearer tokens this server has issued, in memory and only as hashes: a restart ends them, and desktops sign in
/// again by themselves. Runs on wall time. Any thread.
/// </summary>
internal sealed class AccessTokens(TimeProvider wall)
{
    /// <summary>How long a token is valid.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private const int MaxTokens = 10_000; // beyond it the expired ones go, then those that would expire next

    private readonly ConcurrentDictionary<string, (Person Person, DateTimeOffset Expires)> _byHash = new(StringComparer.Ordinal);

    /// <summary>A new token for a person; shown once.</summary>
    public string Issue(Person person)
    {
        if (_byHash.Count >= MaxTokens) MakeRoom();
        var token = Secrets.Make();
        _byHash[Secrets.Hash(token)] = (person, wall.GetUtcNow() + Life);
        return token;
    }

    /// <summary>Whose token it is; null when it is not valid, or no longer.</summary>
    public Person? Find(string token)
    {
        var hash = Secrets.Hash(token);
        if (!_byHash.TryGetValue(hash, out var found)) return null;
        if (wall.GetUtcNow() < found.Expires) return found.Person;
        _byHash.TryRemove(hash, out _);
        return null;
    }

    private void MakeRoom()
    {
        var now = wall.GetUtcNow();
        foreach (var (hash, _) in _byHash.Where(t => t.Value.Expires <= now).ToArray()) _byHash.TryRemove(hash, out _);
        foreach (var (hash, _) in _byHash.OrderBy(t => t.Value.Expires).Take(_byHash.Count - MaxTokens + 1).ToArray())
            _byHash.TryRemove(hash, out _);
    }
}

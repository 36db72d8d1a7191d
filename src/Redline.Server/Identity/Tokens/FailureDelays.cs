namespace Redline.Server.Identity.Tokens;

/// <summary>
/// Slows down who guesses: after some failures each further one makes the next attempt wait twice as long. Counted for
/// a subject from one address, and, with more patience and shorter waits, for the subject from anywhere, so that
/// guessing from many addresses is slowed too and nobody can keep a client out for long by guessing at its id. Never for
/// an address alone: a terminal server is three hundred people on one. Any thread.
/// </summary>
/// <remarks>
/// Holds at most 10,000 counts; at the bound the tenth of them that failed longest ago is forgotten. A count is
/// forgotten 15 minutes after its last failure.
/// </remarks>
internal sealed class FailureDelays(IdentityOptions options, TimeProvider wall)
{
    private const int MaxCounts = 10_000;
    private const int SubjectPatience = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxSubjectDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Subject, string? Address), Count> _counts = [];

    /// <summary>How long the next attempt has to wait; null: not at all.</summary>
    public TimeSpan? Remaining(string subject, string address)
    {
        lock (_lock) return RemainingLocked(subject, address);
    }

    /// <summary>Counts a failure, unless it has to wait: then nothing is counted, and it says how long.</summary>
    public TimeSpan? Fail(string subject, string address)
    {
        lock (_lock)
        {
            if (RemainingLocked(subject, address) is { } wait) return wait;
            Add((subject, address), options.FreeFailures, options.MaxFailureDelay);
            Add((subject, null), options.FreeFailures * SubjectPatience, MaxSubjectDelay);
            return null;
        }
    }

    /// <summary>Forgets the failures of a subject from an address, which has now shown that it knows.</summary>
    public void Forget(string subject, string address)
    {
        lock (_lock) _counts.Remove((subject, address));
    }

    private TimeSpan? RemainingLocked(string subject, string address)
    {
        var now = wall.GetUtcNow();
        var until = DateTimeOffset.MinValue;
        if (_counts.TryGetValue((subject, address), out var here)) until = here.Until;
        if (_counts.TryGetValue((subject, null), out var anywhere) && anywhere.Until > until) until = anywhere.Until;
        return until > now ? until - now : null;
    }

    private void Add((string Subject, string? Address) key, int free, TimeSpan longest)
    {
        var now = wall.GetUtcNow();
        if (!_counts.TryGetValue(key, out var count) && _counts.Count >= MaxCounts) MakeRoom();
        var failures = now - count.Last > Memory ? 1 : count.Failures + 1;
        var over = failures - free;
        var delay = over < 0 ? TimeSpan.Zero : FirstDelay * Math.Pow(2, Math.Min(over, 20));
        _counts[key] = new(failures, now, now + (delay < longest ? delay : longest));
    }

    private void MakeRoom()
    {
        foreach (var (key, _) in _counts.OrderBy(c => c.Value.Last).Take(MaxCounts / 10).ToArray()) _counts.Remove(key);
    }

    private readonly record struct Count(int Failures, DateTimeOffset Last, DateTimeOffset Until);
}

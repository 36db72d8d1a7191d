namespace Redline.Engine.Tests.Sources;

/// <summary>A stretch in which people waited and no counter was open for as long as it takes.</summary>
internal sealed record UnattendedEpisode(string Queue, Instant OpenedAt, Instant TriggeredAt, Instant? ResolvedAt) : IComparable<UnattendedEpisode>
{
    public int CompareTo(UnattendedEpisode? other) =>
        (string.CompareOrdinal(Queue, other!.Queue), OpenedAt.CompareTo(other.OpenedAt)) is var (queue, at) && queue != 0 ? queue : at;
}

/// <summary>
/// Finds the episodes by brute force, row by row, without an engine: rows within an hour of their arrival count, each
/// queue's only when newer than its last; one from ahead counts as now, and nothing is dated before what the clock, which
/// does not wait for late rows, has decided.
/// </summary>
internal sealed class UnattendedSweep(long sustain, long delay, long stale)
{
    private readonly Dictionary<string, Standing> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> _heard = new(StringComparer.Ordinal);
    private readonly HashSet<string> _off = new(StringComparer.Ordinal);

    public List<UnattendedEpisode> Episodes { get; } = [];

    /// <summary>The offices whose clocks were off, once for each stretch of polls.</summary>
    public List<string> Misdated { get; } = [];

    /// <summary>The queues that offices stopped to tell of.</summary>
    public HashSet<string> Vanished { get; } = new(StringComparer.Ordinal);

    public void Take(WarsawRound round)
    {
        foreach (var standing in _queues.Values) standing.Elapse(before: round.ArrivedAt, Episodes, sustain);
        foreach (var poll in round.Polls)
        {
            if (Math.Abs(poll.At.Since(round.ArrivedAt)) > delay)
            {
                if (_off.Add(poll.Office)) Misdated.Add(poll.Office);
                continue;
            }

            _off.Remove(poll.Office);
            _heard[poll.Queue] = round.ArrivedAt;
            if (!_queues.TryGetValue(poll.Queue, out var standing)) _queues.Add(poll.Queue, standing = new(poll.Queue));
            standing.Take(poll, Instant.Min(poll.At, round.ArrivedAt), Episodes);
        }

        foreach (var standing in _queues.Values) standing.Elapse(before: round.ArrivedAt.Plus(1), Episodes, sustain);
        Vanished.UnionWith(_heard.Where(h => h.Value.Plus(stale) <= round.ArrivedAt).Select(h => h.Key));
    }

    private sealed class Standing(string queue)
    {
        private Instant _last = Instant.Beginning;
        private Instant _decided = Instant.Beginning;
        private Instant? _since;
        private int? _open;

        public void Take(WarsawPoll poll, Instant at, List<UnattendedEpisode> episodes)
        {
            if (poll.At <= _last) return;
            _last = poll.At;
            at = Instant.Max(at, _decided);
            if (poll.IsUnattended)
            {
                if (_since is null) _decided = at;
                _since ??= at;
                return;
            }

            if (_open is { } open) episodes[open] = episodes[open] with { ResolvedAt = at };
            if (_since is not null) _decided = at;
            (_since, _open) = (null, null);
        }

        public void Elapse(Instant before, List<UnattendedEpisode> episodes, long sustain)
        {
            if (_since is not { } since || _open is not null || since.Plus(sustain) >= before) return;
            _decided = since.Plus(sustain);
            _open = episodes.Count;
            episodes.Add(new(queue, since, _decided, null));
        }
    }
}

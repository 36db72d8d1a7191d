namespace Redline.Engine.Alerts;

/// <summary>
/// When a fingerprint's alert last triggered, changed its level or resolved, and whether people are spared it. Changed
/// only by <see cref="Evolve"/>.
/// </summary>
public sealed class FlappingState
{
    /// <summary>How many transitions are kept, and so the most a stream may allow.</summary>
    public const int MaxKept = 20;

    private readonly List<Instant> _transitions;

    internal FlappingState(IEnumerable<Instant> transitions, Instant until, int toldLevel)
    {
        _transitions = [.. transitions];
        (Until, ToldLevel) = (until, toldLevel);
    }

    /// <summary>The last transitions, oldest first.</summary>
    public IReadOnlyList<Instant> Transitions => _transitions;

    /// <summary>It flaps, and this is when people are next updated; the epoch: it does not flap.</summary>
    public Instant Until { get; private set; }

    /// <summary>The highest level people were told of since the last update was due; -1: of none.</summary>
    public int ToldLevel { get; private set; }

    /// <summary>How many transitions there were in a window that ends at an instant.</summary>
    /// <param name="at">The end, inclusive.</param>
    /// <param name="windowMilliseconds">How long before it the window begins, exclusive.</param>
    public int CountUpTo(Instant at, long windowMilliseconds)
    {
        var (from, count) = (at.Plus(-windowMilliseconds), 0);
        foreach (var transition in _transitions)
            if (transition > from && transition <= at)
                count++;
        return count;
    }

    /// <summary>The state after an event about its fingerprint; null as long as there was no transition.</summary>
    internal static FlappingState? After(FlappingState? before, FingerprintEvent e, Alert? alert)
    {
        if (e is AlertTriggered or AlertLevelChanged or AlertResolved) (before ??= new([], default, -1)).Add(e.At);
        before?.Evolve(e, alert);
        return before;
    }

    private void Add(Instant at)
    {
        if (_transitions.Count == MaxKept) _transitions.RemoveAt(0);
        _transitions.Add(at);
    }

    private void Evolve(FingerprintEvent e, Alert? alert)
    {
        if (e is FlappingBegan began) (Until, ToldLevel) = (began.NextUpdateAt, began.ToldLevel);
        else if (e is FlappingEnded) (Until, ToldLevel) = (default, -1);
        else if (e is AlertTold or AlertTriggered or AlertLevelChanged { IsDamped: false } && alert is { IsTold: true }) ToldLevel = Math.Max(ToldLevel, alert.Level);
    }
}

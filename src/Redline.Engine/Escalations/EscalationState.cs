namespace Redline.Engine.Escalations;

/// <summary>
/// The escalations that are open, and the counter: a part of the durable state, changed only by <see cref="Evolve"/>. Not
/// safe for use by several threads.
/// </summary>
public sealed class EscalationState
{
    private readonly SortedDictionary<long, Escalation> _open = [];

    // Says nothing that the escalations do not say.
    private readonly Dictionary<long, long> _byAlert = [];

    /// <summary>Those that are open, by number.</summary>
    public IReadOnlyDictionary<long, Escalation> Open => _open;

    /// <summary>The number of the last one; 0: none yet.</summary>
    public long LastNumber { get; private set; }

    /// <summary>The one that is open for an alert; null: none is.</summary>
    public Escalation? FindOf(long alertNumber) => _byAlert.TryGetValue(alertNumber, out var number) ? _open[number] : null;

    /// <summary>Takes one fact. Copies values from it and computes nothing.</summary>
    /// <returns>Whether the fact is about escalations.</returns>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is not this state's.</exception>
    internal bool Evolve(EngineEvent e)
    {
        if (e is not EscalationEvent about) return false;
        var after = Escalation.After(_open.GetValueOrDefault(about.Number), about);
        Remove(about.Number);
        if (after.ClosedAt is null) Add(after);
        LastNumber = Math.Max(LastNumber, about.Number);
        return true;
    }

    internal void Restore(IEnumerable<Escalation> open, long lastNumber)
    {
        foreach (var escalation in open) Add(escalation);
        LastNumber = lastNumber;
    }

    private void Add(Escalation escalation)
    {
        _open.Add(escalation.Number, escalation);
        if (escalation.Draft.AlertNumber is { } alert) _byAlert[alert] = escalation.Number;
    }

    private void Remove(long number)
    {
        if (_open.Remove(number, out var was) && was.Draft.AlertNumber is { } alert) _byAlert.Remove(alert);
    }
}

namespace Redline.Engine.Silences;

/// <summary>
/// The silences that are not over, and the counter: a part of the durable state, changed only by <see cref="Evolve"/>. Not
/// safe for use by several threads.
/// </summary>
public sealed class SilenceState
{
    private readonly SortedDictionary<long, Silence> _open = [];
    private readonly SortedSet<(Instant Until, long Number)> _byEnd = [];

    /// <summary>Those that are not over, by number.</summary>
    public IReadOnlyDictionary<long, Silence> Open => _open;

    /// <summary>The number of the last one; 0: none yet.</summary>
    public long LastNumber { get; private set; }

    /// <summary>When the time of the next one is over; <see cref="Instant.Never"/>: there is none.</summary>
    public Instant NextEnd => _byEnd.Count == 0 ? Instant.Never : _byEnd.Min.Until;

    /// <summary>Those whose time is over at an instant, in the order in which it was.</summary>
    public IEnumerable<Silence> DueAt(Instant at) => _byEnd.TakeWhile(s => s.Until <= at).Select(s => _open[s.Number]);

    /// <summary>Takes one fact. Copies values from it and computes nothing.</summary>
    /// <returns>Whether the fact is about silences.</returns>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is not this state's.</exception>
    internal bool Evolve(EngineEvent e)
    {
        switch (e)
        {
            case SilenceSet set:
                Remove(set.Silence.Number);
                Add(set.Silence);
                LastNumber = Math.Max(LastNumber, set.Silence.Number);
                return true;
            case SilenceEnded ended:
                if (!Remove(ended.Number)) throw new InvalidOperationException($"The event is about {Silence.FormatId(ended.Number)}, which is over");
                return true;
            default:
                return false;
        }
    }

    internal void Restore(IEnumerable<Silence> open, long lastNumber)
    {
        foreach (var silence in open) Add(silence);
        LastNumber = lastNumber;
    }

    private void Add(Silence silence)
    {
        _open.Add(silence.Number, silence);
        _byEnd.Add((silence.Until, silence.Number));
    }

    private bool Remove(long number) => _open.Remove(number, out var was) && _byEnd.Remove((was.Until, number));
}

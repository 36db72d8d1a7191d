namespace Redline.Engine.Sources;

/// <summary>
/// What was told of sources that do not see: a part of the durable state, changed only by <see cref="Evolve"/>. Not safe
/// for use by several threads.
/// </summary>
public sealed class SourceState
{
    private readonly SortedDictionary<(string SourceId, BlindCause Cause), Blindness> _blind = new(Comparer<(string SourceId, BlindCause Cause)>.Create(
        (a, b) => string.CompareOrdinal(a.SourceId, b.SourceId) is var order and not 0 ? order : a.Cause.CompareTo(b.Cause)));

    /// <summary>What is blind, by source and cause.</summary>
    public IReadOnlyCollection<Blindness> Blind => _blind.Values;

    /// <summary>What was told of a source and a cause; null: nothing, or it is over.</summary>
    public Blindness? Find(string sourceId, BlindCause cause) => _blind.GetValueOrDefault((sourceId, cause));

    /// <summary>Takes one fact. Copies values from it and computes nothing.</summary>
    /// <returns>Whether the fact is about what a source sees.</returns>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is not this state's.</exception>
    internal bool Evolve(EngineEvent e)
    {
        switch (e)
        {
            case SourceBlinded b:
                _blind[(b.SourceId, b.Cause)] = new(b.SourceId, b.Cause, b.Since, b.IsWhole, b.QueueCount, b.QueueIds);
                return true;
            case BlindnessChanged c:
                var told = Find(c.SourceId, c.Cause)
                    ?? throw new InvalidOperationException($"The event is about the {c.Cause} of {c.SourceId}, which was not told");
                _blind[(c.SourceId, c.Cause)] = told with { IsWhole = c.IsWhole, QueueCount = c.QueueCount, QueueIds = c.QueueIds };
                return true;
            case SourceRecovered r:
                if (!_blind.Remove((r.SourceId, r.Cause)))
                    throw new InvalidOperationException($"The event is about the {r.Cause} of {r.SourceId}, which was not told");
                return true;
            default:
                return false;
        }
    }

    internal void Restore(IEnumerable<Blindness> blind)
    {
        foreach (var told in blind) _blind.Add((told.SourceId, told.Cause), told);
    }
}

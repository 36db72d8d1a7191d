namespace Redline.Engine.Sources;

/// <summary>
/// Decides what is told of sources that do not see: once per source and cause when it begins and when it is over; which
/// queues join or leave meanwhile is gathered for a while. While a restarted server is given time to hear of everything,
/// nothing that was told is taken back.
/// </summary>
internal sealed class BlindnessTeller(SourceState told)
{
    private readonly List<(SourceEntry Source, BlindCause Cause)> _changed = [];
    private bool _isWarming;

    /// <summary>When something is told next.</summary>
    public Instant NextWakeup { get; private set; } = Instant.Never;

    /// <summary>How far a source is blind for a cause changed at an instant.</summary>
    public void Changed(SourceEntry source, BlindCause cause, Instant at)
    {
        if (source.ChangedFrom[(int)cause] == Instant.Never)
        {
            source.ChangedFrom[(int)cause] = at;
            _changed.Add((source, cause));
        }

        Schedule();
    }

    /// <summary>A restarted server is given time.</summary>
    public void Warm() => _isWarming = true;

    /// <summary>The time is over at an instant: what was not told meanwhile changed now.</summary>
    public void EndWarming(Instant now)
    {
        if (!_isWarming) return;
        _isWarming = false;
        foreach (var (source, cause) in _changed) source.ChangedFrom[(int)cause] = now;
        Schedule();
    }

    /// <summary>Adds the events due at an instant.</summary>
    public void Tell(Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        if (NextWakeup > at) return; // almost always, and it allocates nothing
        foreach (var (source, cause) in _changed)
            if (DueOf(source, cause) <= at)
                Tell(source, cause, at, decidedAt, events);
        _changed.RemoveAll(c => c.Source.ChangedFrom[(int)c.Cause] == Instant.Never);
        Schedule();
    }

    /// <summary>When a change is told; <see cref="Instant.Never"/>: there is none.</summary>
    internal Instant DueOf(SourceEntry source, BlindCause cause)
    {
        var changed = source.ChangedFrom[(int)cause];
        if (changed == Instant.Never || told.Find(source.Id, cause) is null) return changed;
        if (_isWarming) return Instant.Never;
        return source.IsBlind(cause) ? changed.Plus(Blindness.ChangeMilliseconds) : changed;
    }

    private void Tell(SourceEntry source, BlindCause cause, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        var known = told.Find(source.Id, cause);
        if (!source.IsBlind(cause))
        {
            if (known is not null) events.Add(new SourceRecovered(at, decidedAt, source.Id, cause));
        }
        else
        {
            var extent = source.ExtentOf(cause);
            var since = cause == BlindCause.Silence ? Instant.Min(source.SilentSince, at) : at;
            if (known is null)
                events.Add(new SourceBlinded(at, decidedAt, source.Id, cause, since, extent.IsWhole, extent.QueueCount, extent.QueueIds));
            else if (!known.Says(extent))
                events.Add(new BlindnessChanged(at, decidedAt, source.Id, cause, extent.IsWhole, extent.QueueCount, extent.QueueIds));
        }

        source.ChangedFrom[(int)cause] = Instant.Never;
    }

    private void Schedule()
    {
        NextWakeup = Instant.Never;
        foreach (var (source, cause) in _changed) NextWakeup = Instant.Min(NextWakeup, DueOf(source, cause));
    }
}

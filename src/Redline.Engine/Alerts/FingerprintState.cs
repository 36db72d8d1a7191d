namespace Redline.Engine.Alerts;

/// <summary>
/// The durable state of one fingerprint. Changed only by <see cref="Evolve"/>, which copies from the event and
/// computes nothing, so that replay ends exactly where life did.
/// </summary>
public sealed class FingerprintState
{
    private LevelState[] _levels;

    internal FingerprintState(Fingerprint fingerprint, int levels)
    {
        Fingerprint = fingerprint;
        _levels = new LevelState[levels];
    }

    /// <summary>Which fingerprint.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>The levels, from the least severe.</summary>
    public ReadOnlySpan<LevelState> Levels => _levels;

    /// <summary>The open alert, or null.</summary>
    public Alert? Alert { get; private set; }

    /// <summary>Why people are not told of a breach that holds; <see cref="SuppressionReason.None"/>: they are, or nothing holds.</summary>
    public SuppressionReason Suppression { get; private set; }

    /// <summary>When the suppression ends.</summary>
    public Instant SuppressedUntil { get; private set; }

    /// <summary>The <c>at</c> of the last event but of telling; no later one is dated before it.</summary>
    public Instant LastAt { get; private set; } = Instant.Beginning;

    /// <summary>When the last alert triggered; the cooldown counts from it.</summary>
    public Instant LastTriggeredAt { get; private set; } = Instant.Beginning;

    /// <summary>The highest level the last alert reached; one above it passes the cooldown.</summary>
    public int LastHighestLevel { get; private set; } = -1;

    /// <summary>Its transitions of late; null: there was none.</summary>
    public FlappingState? Flapping { get; private set; }

    /// <summary>Something is open or on its way, so that a decision is still to come.</summary>
    internal bool IsUnfinished =>
        Alert is not null || Suppression != SuppressionReason.None || Array.Exists(_levels, l => l.Phase != LevelPhase.Quiet);

    internal void Restore(
        LevelState[] levels, Alert? alert, SuppressionReason suppression, Instant suppressedUntil,
        Instant lastAt, Instant lastTriggeredAt, int lastHighestLevel, FlappingState? flapping)
    {
        _levels = levels;
        Alert = alert;
        Suppression = suppression;
        SuppressedUntil = suppressedUntil;
        LastAt = lastAt;
        LastTriggeredAt = lastTriggeredAt;
        LastHighestLevel = lastHighestLevel;
        Flapping = flapping;
    }

    /// <summary>A changed stream may have another number of levels; those it keeps stay as they are.</summary>
    internal void Resize(int levels)
    {
        if (levels != _levels.Length) Array.Resize(ref _levels, levels);
    }

    internal void Evolve(FingerprintEvent e)
    {
        if (!e.IsOfTelling) LastAt = e.At; // telling moves nothing that is so
        switch (e)
        {
            case SustainStarted s:
                _levels[s.Level] = new(LevelPhase.Sustaining, s.At, s.At);
                break;
            case SustainBroken s:
                _levels[s.Level] = default;
                break;
            case BreachOpened o:
                _levels[o.Level] = new(LevelPhase.Breached, o.At, o.OpenedAt);
                break;
            case ClearStarted c:
                _levels[c.Level] = _levels[c.Level] with { Phase = LevelPhase.Clearing, Since = c.At };
                break;
            case ClearBroken c:
                _levels[c.Level] = _levels[c.Level] with { Phase = LevelPhase.Breached, Since = c.At };
                break;
            case BreachClosed c:
                _levels[c.Level] = default;
                break;
            case AlertSuppressed s:
                (Suppression, SuppressedUntil) = (s.Reason, s.Until);
                break;
            case SuppressionEnded:
                (Suppression, SuppressedUntil) = (SuppressionReason.None, default);
                break;
            case AlertTriggered t:
                (Suppression, SuppressedUntil) = (SuppressionReason.None, default);
                (LastTriggeredAt, LastHighestLevel) = (t.At, t.Level);
                break;
            case AlertLevelChanged c:
                LastHighestLevel = Math.Max(LastHighestLevel, c.Level);
                break;
            case AlertHeld or AlertTold or AlertResolved or AlertAcknowledged or AcknowledgementWithdrawn or FlappingBegan or FlappingEnded:
                break; // about the alert, or its flapping, alone
            default:
                throw new InvalidOperationException($"{e.GetType().Name} has no effect on a fingerprint");
        }

        Alert = Alert.After(Alert, e);
        Flapping = FlappingState.After(Flapping, e, Alert);
    }
}

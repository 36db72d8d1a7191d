using Redline.Engine.Filters;

namespace Redline.Engine.Alerts;

/// <summary>
/// Decides one fingerprint at one instant: first each level (sustain, breach, clear hold), then what that means for its
/// alert (trigger, suppress, change level, resolve). Reads both states, changes neither; the result is events.
/// One instance per engine, reused: it holds the levels as they will be once its events are evolved.
/// </summary>
internal sealed class FingerprintDecider(TellingDecider telling)
{
    private LevelState[] _levels = new LevelState[4];

    /// <summary>Adds the events of a fingerprint at an instant. Allocates nothing when nothing is decided.</summary>
    /// <param name="watch">The fingerprint.</param>
    /// <param name="at">When the facts become true.</param>
    /// <param name="decidedAt">The instant of the pass.</param>
    /// <param name="nextAlertNumber">The number of the next alert; counted up when one triggers.</param>
    /// <param name="events">Where events are added.</param>
    public void Decide(FingerprintWatch watch, Instant at, Instant decidedAt, ref long nextAlertNumber, List<EngineEvent> events)
    {
        var first = events.Count;
        var count = watch.Levels.Length;
        if (_levels.Length < count) _levels = new LevelState[count];
        for (var i = 0; i < count; i++)
        {
            var was = watch.State is null ? default : watch.State.Levels[i];
            _levels[i] = DecideLevel(watch, i, was, at, decidedAt, events);
        }

        DecideAlert(watch, _levels.AsSpan(0, count), at, decidedAt, ref nextAlertNumber, events);
        SortByTime(events, first);
    }

    // Levels that opened in a gap are dated back each to its own instant; of one fingerprint time never goes back. Not
    // only where the watch knows of the gap: one bound anew since (its queue was renamed) finds sustains that ended in it.
    private static void SortByTime(List<EngineEvent> events, int first)
    {
        for (var i = first + 1; i < events.Count; i++)
            for (var j = i; j > first && events[j].At < events[j - 1].At; j--)
                (events[j], events[j - 1]) = (events[j - 1], events[j]);
    }

    private static LevelState DecideLevel(
        FingerprintWatch watch, int i, LevelState was, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        var conditions = watch.Levels[i];
        var filter = HeldTruth.Of(watch, conditions.Filter, was.Phase is LevelPhase.Sustaining or LevelPhase.Breached, at);
        if (!was.IsOpen) return DecideOpening(watch, i, was, filter, at, decidedAt, events);

        // A custom clear expression never overrules a filter that is true.
        var clear = conditions.Clear is null ? filter == Truth.False
            : filter != Truth.True && HeldTruth.Of(watch, conditions.Clear, was.Phase == LevelPhase.Clearing, at) == Truth.True;
        return DecideClosing(watch, i, was, clear, at, decidedAt, events);
    }

    private static LevelState DecideOpening(
        FingerprintWatch watch, int i, LevelState was, Truth filter, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        if (filter != Truth.True)
        {
            if (was.Phase == LevelPhase.Sustaining) events.Add(new SustainBroken(at, decidedAt, watch.Fingerprint, i));
            return default;
        }

        var since = was.Phase == LevelPhase.Sustaining ? was.Since : FilterOnset.Of(watch, i, at);
        var opensAt = since.Plus(watch.Stream.Levels[i].SustainMilliseconds);
        if (at < opensAt)
        {
            if (was.Phase == LevelPhase.Quiet) events.Add(new SustainStarted(since, decidedAt, watch.Fingerprint, i));
            return new(LevelPhase.Sustaining, since, since);
        }

        if (was.Phase == LevelPhase.Sustaining && at > opensAt && !FilterOnset.HeldAt(watch, i, opensAt))
        {
            // The end of the sustain fell into a gap, and the values heard after it do not reach back that far: what
            // they show began anew, at the latest when that one ended.
            events.Add(new SustainBroken(FilterOnset.Of(watch, i, at), decidedAt, watch.Fingerprint, i));
            return DecideOpening(watch, i, default, filter, at, decidedAt, events);
        }

        opensAt = Instant.Max(opensAt, watch.State?.LastAt ?? Instant.Beginning); // somebody took the alert since
        events.Add(new BreachOpened(opensAt, decidedAt, watch.Fingerprint, i, since));
        return new(LevelPhase.Breached, opensAt, since);
    }

    private static LevelState DecideClosing(
        FingerprintWatch watch, int i, LevelState was, bool clear, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        if (!clear)
        {
            if (was.Phase != LevelPhase.Clearing) return was;
            events.Add(new ClearBroken(at, decidedAt, watch.Fingerprint, i));
            return was with { Phase = LevelPhase.Breached, Since = at };
        }

        var since = was.Phase == LevelPhase.Clearing ? was.Since : at;
        if (at < since.Plus(watch.Stream.ClearAfterMilliseconds))
        {
            if (was.Phase == LevelPhase.Breached) events.Add(new ClearStarted(at, decidedAt, watch.Fingerprint, i));
            return was with { Phase = LevelPhase.Clearing, Since = since };
        }

        events.Add(new BreachClosed(at, decidedAt, watch.Fingerprint, i));
        return default;
    }

    private void DecideAlert(
        FingerprintWatch watch, ReadOnlySpan<LevelState> levels, Instant at, Instant decidedAt, ref long nextAlertNumber,
        List<EngineEvent> events)
    {
        var top = levels.Length - 1;
        while (top >= 0 && !levels[top].IsOpen) top--;
        if (watch.State?.Alert is { } alert)
            DecideOpenAlert(watch, levels, alert, top, at, decidedAt, events);
        else if (top >= 0)
            DecideTrigger(watch, levels, top, at, decidedAt, ref nextAlertNumber, events);
        else if (watch.State is { Suppression: not SuppressionReason.None })
            events.Add(new SuppressionEnded(at, decidedAt, watch.Fingerprint));
    }

    private void DecideOpenAlert(
        FingerprintWatch watch, ReadOnlySpan<LevelState> levels, Alert alert, int top, Instant at, Instant decidedAt,
        List<EngineEvent> events)
    {
        if (top < 0)
        {
            FlappingDecider.Begin(watch, alert.IsTold ? alert.HighestLevel : -1, at, at, decidedAt, events);
            events.Add(new AlertResolved(at, decidedAt, watch.Fingerprint, alert.Number, ResolveReason.ConditionCleared));
        }
        else if (watch.Schedule?.At(at) is { IsOpen: false } outside)
        {
            // In a gap the schedule ended when it ended, or as the stream got it; what rose or fell since is of no alert.
            var endedAt = watch.AfterGap ? Instant.Min(at, Instant.Max(Instant.Max(outside.From, watch.DefinedAt), watch.State!.LastAt)) : at;
            events.Add(new AlertResolved(endedAt, decidedAt, watch.Fingerprint, alert.Number, ResolveReason.OutsideSchedule));
            events.Add(new AlertSuppressed(endedAt, decidedAt, watch.Fingerprint, SuppressionReason.OutsideSchedule, outside.Until));
        }
        else if (top != alert.Level)
        {
            // A level that rose was opened by this decision, perhaps dated back; one that fell falls now.
            var changedAt = top > alert.Level ? Instant.Min(levels[top].Since, at) : at;
            var evidence = AlertEvidenceReader.Read(watch, top, changedAt);
            FlappingDecider.Begin(watch, -1, changedAt, at, decidedAt, events);
            var damped = alert.IsTold && FlappingDecider.Damps(watch.State, watch.Stream, top, changedAt);
            events.Add(new AlertLevelChanged(
                changedAt, decidedAt, watch.Fingerprint, alert.Number, top, watch.Stream.Levels[top].Severity, evidence, damped));
            if (alert.Held is SuppressionReason.Silenced or SuppressionReason.Flapping)
                telling.Decide(watch.State!, watch.Stream, top, changedAt, decidedAt, events);
        }
    }

    // A breach that was dated back triggers when it opened, or when its suppression ended since.
    private void DecideTrigger(
        FingerprintWatch watch, ReadOnlySpan<LevelState> levels, int top, Instant at, Instant decidedAt,
        ref long nextAlertNumber, List<EngineEvent> events)
    {
        var wasSuppressed = watch.State is { Suppression: not SuppressionReason.None };
        var triggersAt = wasSuppressed ? at : Instant.Min(levels[top].Since, at);
        while (SuppressionOf(watch, top, triggersAt, at) is { Reason: not SuppressionReason.None } suppressed)
        {
            if (suppressed.Until > at)
            {
                if (watch.State is { } state && (state.Suppression, state.SuppressedUntil) == suppressed) return;
                events.Add(new AlertSuppressed(triggersAt, decidedAt, watch.Fingerprint, suppressed.Reason, suppressed.Until));
                return;
            }

            triggersAt = suppressed.Until;
        }

        var severity = watch.Stream.Levels[top].Severity;
        var nextUpdateAt = FlappingDecider.Begin(watch, -1, triggersAt, at, decidedAt, events);
        var (held, heldUntil) = telling.HoldOfNew(watch, top, triggersAt, at);
        var evidence = AlertEvidenceReader.Read(watch, top, triggersAt);
        events.Add(new AlertTriggered(
            triggersAt, decidedAt, watch.Fingerprint, nextAlertNumber++, top, severity,
            EarliestOpening(levels, triggersAt), evidence, held, heldUntil, nextUpdateAt));
    }

    // Why a breach does not trigger at an instant up to now; of several reasons the one that ends last. What is outside its
    // schedule now does not trigger in a gap before.
    private (SuppressionReason Reason, Instant Until) SuppressionOf(FingerprintWatch watch, int top, Instant at, Instant now)
    {
        var (reason, until) = (SuppressionReason.None, at);
        if (watch.State is { } state && state.LastTriggeredAt != Instant.Beginning && top <= state.LastHighestLevel
            && state.LastTriggeredAt.Plus(watch.Stream.CooldownMilliseconds) is var cooled && cooled > until)
            (reason, until) = (SuppressionReason.CoolingDown, cooled);
        if (watch.Schedule is { } schedule)
        {
            var span = schedule.At(now);
            if (span.IsOpen) span = schedule.At(at);
            if (!span.IsOpen && span.Until > until) (reason, until) = (SuppressionReason.OutsideSchedule, span.Until);
        }

        if (telling.SilencedUntil(watch.Fingerprint, watch.Stream.Levels[top].Severity, at) is var ends && ends > until)
            (reason, until) = (SuppressionReason.Silenced, ends);

        return (reason, until);
    }

    private static Instant EarliestOpening(ReadOnlySpan<LevelState> levels, Instant at)
    {
        var earliest = Instant.Never;
        foreach (var level in levels)
            if (level.IsOpen && level.Since <= at)
                earliest = Instant.Min(earliest, level.OpenedAt);
        return earliest;
    }
}

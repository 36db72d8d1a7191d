namespace Redline.Engine.Silences;

/// <summary>Decides that a silence is set, ended, or over.</summary>
internal static class SilenceDecider
{
    /// <exception cref="EngineLimitException">There are as many silences as there may be.</exception>
    /// <exception cref="EngineRefusalException">There is none of that number, or its time would be over before it began.</exception>
    public static void Set(SetSilence set, SilenceState state, EngineLimits limits, Instant now, List<EngineEvent> events)
    {
        var known = set.Number is { } asked ? Find(asked, state) : null;
        if (known is null && state.Open.Count >= limits.MaxSilences)
            throw new EngineLimitException("silence.limit", $"{limits.MaxSilences} silences are set already; end one, or name more in one.");
        var draft = set.Draft;
        var from = draft.From ?? known?.From ?? now;
        if (draft.Until <= Instant.Max(from, now))
            throw new EngineRefusalException(EngineRefusalException.SilenceOver, "A silence ends after it begins, and after now: give a later `until`.");
        if (draft.Until.Since(from) > Silence.MaxMilliseconds)
            throw new EngineRefusalException(EngineRefusalException.SilenceLong, "A silence lasts 366 days at most: give an earlier `until`, and set another one then.");
        var silence = new Silence(
            known?.Number ?? state.LastNumber + 1, draft.Scope, from, draft.Until, draft.Recurs, draft.Reason,
            known?.OwnerSubject ?? set.Subject, known?.CreatedAt ?? now, set.Subject, now);
        if (known is not null && silence with { ChangedBySubject = known.ChangedBySubject, ChangedAt = known.ChangedAt } == known) return;
        events.Add(new SilenceSet(now, now, silence));
    }

    /// <exception cref="EngineRefusalException">There is none of that number.</exception>
    public static void End(EndSilence end, SilenceState state, Instant now, List<EngineEvent> events) =>
        events.Add(new SilenceEnded(now, now, Find(end.Number, state).Number, end.Subject));

    public static void Expire(SilenceState state, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        if (state.NextEnd > at) return; // almost always, and it allocates nothing
        foreach (var silence in state.DueAt(at)) events.Add(new SilenceEnded(silence.Until, decidedAt, silence.Number, null));
    }

    private static Silence Find(long number, SilenceState state) => state.Open.GetValueOrDefault(number)
        ?? throw new EngineRefusalException(EngineRefusalException.SilenceNotFound, "There is no silence of that number, or it is over.");
}

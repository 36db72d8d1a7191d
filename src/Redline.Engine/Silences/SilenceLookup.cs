using Redline.Engine.Alerts;
using Redline.Engine.Schedules;

namespace Redline.Engine.Silences;

/// <summary>Whether a breach is silenced. Reads the durable state; keeps nothing but the times of schedules.</summary>
internal sealed class SilenceLookup(SilenceState state, ScheduleCache times)
{
    /// <summary>
    /// Until when a breach is silenced at an instant: the end of the stretch of the silence that goes on for longest; that
    /// instant itself or before: it is not.
    /// </summary>
    public Instant Until(Fingerprint fingerprint, string? divisionId, Severity severity, Instant at)
    {
        var until = Instant.Beginning;
        foreach (var silence in state.Open.Values)
            if (silence.From <= at && at < silence.Until && silence.Scope.Includes(fingerprint, divisionId, severity))
                until = Instant.Max(until, EndOf(silence, at));
        return until;
    }

    private Instant EndOf(Silence silence, Instant at)
    {
        if (silence.Recurs is not { } recurs) return silence.Until;
        var span = times.Of(recurs).At(at);
        return span.IsOpen ? Instant.Min(span.Until, silence.Until) : Instant.Beginning;
    }
}

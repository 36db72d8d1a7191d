using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Server.Explanations;

/// <summary>What is so of one media type of a queue, or of the queue as a whole. Pure.</summary>
internal static class FingerprintReasons
{
    public static void Add(FingerprintLook fingerprint, StreamLook look, List<Reason> reasons)
    {
        var media = fingerprint.Fingerprint.MediaType;
        if (!fingerprint.IsSeen)
        {
            Add(fingerprint.IsBlind
                ? new Reason("queue.blind", "The queue is not seen: nothing of it opens or resolves, and nobody can say that it is well.") { At = look.Queue?.HeardAt }
                : new Reason("queue.warming", "The queue was not heard of again since a restart or a blindness: nothing of it opens or resolves until it is.") { At = look.Queue?.HeardAt });
        }

        foreach (var level in fingerprint.Levels) Add(OfLevel(level));
        if (fingerprint.Alert is { } alert)
        {
            Add(new Reason("alert.open", $"Alert {alert.Id} is open.") { At = alert.TriggeredAt }.With("alertId", alert.Id));
            Add(alert.IsTold
                ? ReasonWords.Of(SuppressionReason.None) with { At = alert.ToldAt ?? alert.TriggeredAt }
                : ReasonWords.Of(alert.Held) with { Until = StreamReasons.Known(alert.HeldUntil) });
            if (alert is { IsTold: true, NextUpdateAt: { } next })
                Add(ReasonWords.Of(SuppressionReason.Flapping) with { Until = next });
            if (alert.Acknowledgement is { } taken)
                Add(new Reason("alert.taken", "Somebody has it.") { At = taken.At }.With("personId", taken.PersonId));
        }
        else if (fingerprint.Suppression != SuppressionReason.None)
        {
            Add(ReasonWords.Of(fingerprint.Suppression) with { Until = StreamReasons.Known(fingerprint.SuppressedUntil) });
        }

        if (fingerprint.CoolingUntil is { } cooled && fingerprint.Suppression != SuppressionReason.CoolingDown)
            Add(ReasonWords.Of(SuppressionReason.CoolingDown) with { Until = cooled });

        void Add(Reason reason) => reasons.Add(reason.With("mediaType", media));
    }

    private static Reason OfLevel(LevelLook level)
    {
        var reason = level.Phase switch
        {
            LevelPhase.Sustaining => new Reason("sustaining", "The condition is true, and has to hold until the sustain is over.") { At = level.Since, Until = level.Until },
            LevelPhase.Breached => new Reason("breached", "The condition is true, or what closes the breach is not.") { At = level.Since },
            LevelPhase.Clearing => new Reason("clearing", "The condition to close is true, and has to hold until the clear hold is over.") { At = level.Since, Until = level.Until },
            _ when level.Comparisons.Count == 0 => new Reason("condition.quiet", "The condition is not true, or was not decided."),
            _ when level.IsTrue is null => new Reason("condition.unknown", $"Whether the condition is true cannot be said: {Said(level)}."),
            _ when level.IsTrue == true => new Reason("condition.true", $"The condition is true, and about to be decided: {Said(level)}."),
            _ => new Reason("condition.false", $"The condition is not true: {Said(level)}."),
        };
        reason = reason.With("severity", level.Severity.ToString().ToUpperInvariant());
        foreach (var c in level.Comparisons.Where(c => c.Field is not null && c.Value is not null))
            reason = reason.With(c.Field!, StreamReasons.Number(c.Value!.Value));
        return reason;
    }

    // What keeps it from being true; all of it where nothing alone does.
    private static string Said(LevelLook level)
    {
        var against = level.Comparisons.Where(c => c.IsTrue != level.IsTrue || c.IsTrue is null or false).ToList();
        return string.Join("; ", (level.IsTrue == true || against.Count == 0 ? level.Comparisons : against).Take(10).Select(c => c.Words));
    }
}

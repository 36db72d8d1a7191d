using Redline.Delivery.Alerts;
using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Server.Explanations;

/// <summary>What happened to an alert. Pure.</summary>
internal static class AlertReasons
{
    /// <summary>What is kept of it, in the order of time.</summary>
    /// <param name="kept">The alert.</param>
    /// <param name="course">What kept it back until it was told; null: not known any more.</param>
    public static Explained Of(AlertRecord kept, AlertCourse? course)
    {
        var alert = kept.Alert;
        var reasons = new List<Reason>();
        if (course is null) reasons.Add(new("history.not.kept", "The journal is not replayed so far back: what kept it from triggering or being told is not known any more."));
        reasons.Add(new("alert.opened", "The condition became true.") { At = alert.OpenedAt });
        if (course?.BreachedAt > alert.OpenedAt)
            reasons.Add(new("sustained", "The condition had to hold for the stream's sustain before it counted.") { At = alert.OpenedAt, Until = course.BreachedAt });
        var holds = course?.Holds ?? [];
        reasons.AddRange(holds.Where(h => h.From < alert.TriggeredAt).Select(Past));
        reasons.Add(Evidence(alert));
        reasons.AddRange(holds.Where(h => h.From >= alert.TriggeredAt && h.Until is not null && (ToldAt(alert) is not null || h.Reason != alert.Held)).Select(Past));
        if (ToldAt(alert) is { } told)
            reasons.Add(ReasonWords.Of(SuppressionReason.None) with { At = told });
        else if (kept.ResolvedAt is null)
            reasons.Add(ReasonWords.Of(alert.Held) with { At = HeldSince(alert, holds), Until = StreamReasons.Known(alert.HeldUntil) });
        else
            reasons.Add((ReasonWords.Of(alert.Held) with { At = HeldSince(alert, holds), Until = kept.ResolvedAt }).With("toldAt", "never"));
        if (alert.Acknowledgement is { } taken)
            reasons.Add(new Reason("alert.taken", "Somebody took it.") { At = taken.At }.With("personId", taken.PersonId));
        if (kept.ResolvedAt is { } over && kept.ResolvedReason is { } why) reasons.Add(ReasonWords.Of(why) with { At = over });
        return new(VerdictOf(kept), reasons);
    }

    /// <summary>What is known of it at a past instant at which it was open, where nothing else is kept.</summary>
    public static Explained OfPast(AlertRecord kept, Instant at)
    {
        var told = ToldAt(kept.Alert) <= at;
        return new(
            new(told ? "alert.told" : "alert.not.told", $"Alert {kept.Alert.Id} was open then, and people were {(told ? "" : "not ")}told of it."),
            [
                new Reason("alert.open", $"Alert {kept.Alert.Id} was open.") { At = kept.Alert.TriggeredAt, Until = kept.ResolvedAt }.With("alertId", kept.Alert.Id),
                told ? ReasonWords.Of(SuppressionReason.None) with { At = ToldAt(kept.Alert) }
                    : new Reason("not.told.then", "People were not told of it then; why is not kept any more."),
            ]);
    }

    /// <summary>Since when people are told of an alert; null: they are not.</summary>
    public static Instant? ToldAt(Alert alert) => alert.ToldAt ?? (alert.IsTold ? alert.TriggeredAt : null);

    private static Reason Past(AlertHold hold) => ReasonWords.Of(hold.Reason) with { At = hold.From, Until = hold.Until };

    private static Instant? HeldSince(Alert alert, IReadOnlyList<AlertHold> holds) => holds.LastOrDefault(h => h.Reason == alert.Held)?.From;

    private static Verdict VerdictOf(AlertRecord kept)
    {
        var isTold = ToldAt(kept.Alert) is not null;
        if (kept.ResolvedAt is not null)
            return isTold ? new("alert.was.told", "People were told of it, and it is over.") : new("alert.never.told", "It is over, and nobody was ever told of it.");
        return isTold ? new("alert.told", "It is open, and people are told of it.") : new("alert.not.told", "It is open, and people are not told of it.");
    }

    private static Reason Evidence(Alert alert)
    {
        var reason = new Reason("alert.triggered", "The condition had held for its sustain and nothing kept it back any more. Details are the values when its level was last decided.") { At = alert.TriggeredAt }
            .With("severity", alert.Severity.ToString().ToUpperInvariant()).With("highestSeverity", alert.HighestSeverity.ToString().ToUpperInvariant());
        foreach (var c in alert.Evidence.Comparisons.Where(c => c.Field is not null).Take(20))
            reason = reason.With(c.Field!, $"{StreamReasons.Number(c.Value)} {c.Operator} {StreamReasons.Number(c.Threshold)}");
        return reason;
    }
}

using Redline.Engine.Queues;
using Redline.Engine.Silences;
using Redline.Engine.Streams;

namespace Redline.Engine.Alerts;

/// <summary>
/// Decides when people are told of an alert that triggered. What is told is decided here and is an event; nobody is told
/// of anything else. Whether an alert is open is not decided here.
/// </summary>
internal sealed class TellingDecider(DurableState durable, SilenceLookup silences, QueueIntake queues, long coalesceMilliseconds)
{
    /// <summary>Until when a breach of a fingerprint is silenced at an instant; that instant or before: it is not.</summary>
    public Instant SilencedUntil(Fingerprint fingerprint, Severity severity, Instant at) =>
        durable.Silences.Open.Count == 0
            ? Instant.Beginning
            : silences.Until(fingerprint, queues.Find(fingerprint.QueueId)?.DivisionId, severity, at);

    /// <summary>Why people are not told of an alert at an instant, and when that is decided anew.</summary>
    /// <param name="fingerprint">Of which fingerprint.</param>
    /// <param name="state">What was decided of it; null: nothing yet.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="level">The alert's level.</param>
    /// <param name="at">When.</param>
    private (SuppressionReason Reason, Instant Until) HoldOf(
        Fingerprint fingerprint, FingerprintState? state, StreamDefinition stream, int level, Instant at)
    {
        if (stream.NobodyIsTold is var reason and not SuppressionReason.None) return (reason, Instant.Never);
        if (SilencedUntil(fingerprint, stream.Levels[level].Severity, at) is var until && until > at) return (SuppressionReason.Silenced, until);
        return FlappingDecider.Damps(state, stream, level, at) ? (SuppressionReason.Flapping, state!.Flapping!.Until) : default;
    }

    /// <summary>
    /// The same for an alert that triggers: those of the highest priority are told at once, others a moment later, unless
    /// that moment is over already.
    /// </summary>
    /// <param name="watch">The fingerprint.</param>
    /// <param name="level">The alert's level.</param>
    /// <param name="at">When it triggers.</param>
    /// <param name="now">The instant that is decided.</param>
    public (SuppressionReason Reason, Instant Until) HoldOfNew(FingerprintWatch watch, int level, Instant at, Instant now)
    {
        var (reason, until) = HoldOf(watch.Fingerprint, watch.State, watch.Stream, level, at);
        if (reason != SuppressionReason.None) return (reason, until);
        var moment = at.Plus(coalesceMilliseconds);
        return watch.Stream.Priority > 1 && moment > now ? (SuppressionReason.Coalesced, moment) : default;
    }

    /// <summary>Adds what is told at an instant: the streams of the highest priority first, then in the order in which alerts triggered.</summary>
    /// <param name="at">When.</param>
    /// <param name="decidedAt">The instant of the pass.</param>
    /// <param name="silencesChanged">Whether those that are silenced are decided anew too.</param>
    /// <param name="events">Where events are added.</param>
    public void Tell(Instant at, Instant decidedAt, bool silencesChanged, List<EngineEvent> events)
    {
        if (durable.Held.Next > at && durable.Flapping.Next > at && !silencesChanged) return; // almost always, and it allocates nothing
        var due = durable.Held.DueAt(at).Union(UpdateFlapping(at, decidedAt, events));
        if (silencesChanged) due = due.Union(durable.OpenAlerts.Where(a => a.Held == SuppressionReason.Silenced).Select(a => a.Number));
        var states = due.Select(n => durable.FindOpen(n)!)
            .OrderBy(s => durable.Streams[s.Fingerprint.StreamId].Definition.Priority).ThenBy(s => s.Alert!.Number).ToArray();
        foreach (var state in states)
            Decide(state, durable.Streams[state.Fingerprint.StreamId].Definition, state.Alert!.Level, Instant.Max(at, state.LastAt), decidedAt, events);
    }

    // Who was told of an alert that flaps is told as its update is due; for what is held the end of the hold is that update.
    private List<long> UpdateFlapping(Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        var told = new List<long>();
        foreach (var fingerprint in durable.Flapping.DueAt(at))
        {
            var state = durable.Find(fingerprint)!;
            FlappingDecider.Update(state, durable.Streams[fingerprint.StreamId].Definition, at, decidedAt, events);
            if (state.Alert is { IsTold: true } alert) told.Add(alert.Number);
        }

        return told;
    }

    /// <summary>Adds what holds of an alert that was held: it is told, or held for another reason. Who was told is told again.</summary>
    /// <param name="state">The fingerprint of the alert.</param>
    /// <param name="stream">Its stream as it is from now on.</param>
    /// <param name="level">The alert's level from now on.</param>
    /// <param name="at">When.</param>
    /// <param name="decidedAt">The instant of the pass.</param>
    /// <param name="events">Where events are added.</param>
    public void Decide(
        FingerprintState state, StreamDefinition stream, int level, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        var alert = state.Alert!;
        var (reason, until) = alert.IsTold ? default : HoldOf(state.Fingerprint, state, stream, level, at);
        if (reason == SuppressionReason.None) events.Add(new AlertTold(at, decidedAt, state.Fingerprint, alert.Number));
        else if ((reason, until) != (alert.Held, alert.HeldUntil))
            events.Add(new AlertHeld(at, decidedAt, state.Fingerprint, alert.Number, reason, until));
    }
}

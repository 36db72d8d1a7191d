using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Engine.Sources;

/// <summary>Decides what becomes of queues that are no more: whatever is open of them ends.</summary>
internal static class QueueGoneDecider
{
    public static void Decide(ReportQueuesGone gone, DurableState durable, QueueIntake queues, Instant now, List<EngineEvent> events)
    {
        var ids = gone.QueueIds.ToHashSet(StringComparer.Ordinal);
        var states = durable.Fingerprints.Values.Where(s => ids.Contains(s.Fingerprint.QueueId)).ToLookup(s => s.Fingerprint.QueueId);
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            // What another source is heard of last is that one's.
            var queue = queues.Find(id);
            if (queue is { SourceId: { Length: > 0 } heardBy } && heardBy != gone.SourceId) continue;
            if (queue is null && !states.Contains(id)) continue;
            foreach (var state in states[id].OrderBy(s => s.Fingerprint)) End(state, now, events);
            events.Add(new QueueGone(now, now, id));
        }
    }

    private static void End(FingerprintState state, Instant now, List<EngineEvent> events)
    {
        var at = Instant.Max(now, state.LastAt);
        for (var i = 0; i < state.Levels.Length; i++)
        {
            if (state.Levels[i].Phase == LevelPhase.Sustaining) events.Add(new SustainBroken(at, now, state.Fingerprint, i));
            else if (state.Levels[i].IsOpen) events.Add(new BreachClosed(at, now, state.Fingerprint, i));
        }

        if (state.Alert is { } alert) events.Add(new AlertResolved(at, now, state.Fingerprint, alert.Number, ResolveReason.QueueGone));
        else if (state.Suppression != SuppressionReason.None) events.Add(new SuppressionEnded(at, now, state.Fingerprint));
    }
}

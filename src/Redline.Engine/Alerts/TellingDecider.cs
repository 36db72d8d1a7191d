using Redline.Engine.Streams;

namespace Redline.Engine.Alerts;

/// <summary>
/// Decides when people are told of an alert that triggered. What is told is decided here and is an event; nobody is told
/// of anything else. Whether an alert is open is not decided here.
/// </summary>
internal static class TellingDecider
{
    /// <summary>Why people are not told of an alert of a stream at an instant, and when that is decided anew.</summary>
    public static (SuppressionReason Reason, Instant Until) HoldOf(StreamDefinition stream) =>
        stream.NobodyIsTold is var reason and not SuppressionReason.None ? (reason, Instant.Never) : default;

    /// <summary>Adds what is told at an instant: the streams of the highest priority first, then in the order in which alerts triggered.</summary>
    public static void Tell(DurableState durable, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        if (durable.Held.Next > at) return; // almost always, and it allocates nothing
        var due = durable.Held.DueAt(at).Select(n => durable.FindOpen(n)!)
            .OrderBy(s => durable.Streams[s.Fingerprint.StreamId].Definition.Priority).ThenBy(s => s.Alert!.Number).ToArray();
        foreach (var state in due)
            Decide(state, durable.Streams[state.Fingerprint.StreamId].Definition, Instant.Max(at, state.LastAt), decidedAt, events);
    }

    /// <summary>Adds what a stream that is now this one means for a held alert: told, or held for another reason.</summary>
    public static void Decide(FingerprintState state, StreamDefinition stream, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        var alert = state.Alert!;
        var (reason, until) = HoldOf(stream);
        if (reason == SuppressionReason.None) events.Add(new AlertTold(at, decidedAt, state.Fingerprint, alert.Number));
        else if ((reason, until) != (alert.Held, alert.HeldUntil))
            events.Add(new AlertHeld(at, decidedAt, state.Fingerprint, alert.Number, reason, until));
    }
}

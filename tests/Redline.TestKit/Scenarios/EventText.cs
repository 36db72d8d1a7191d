using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Messages;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;
using Redline.Engine.Silences;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.TestKit.Scenarios;

/// <summary>Prints engine events for people: one line each, the time of the fact first, the decision's only when it differs.</summary>
public static class EventText
{
    /// <summary>One event as one line.</summary>
    /// <param name="e">The event.</param>
    /// <param name="streams">The streams after it, for the names of levels.</param>
    public static string Print(EngineEvent e, IReadOnlyDictionary<string, StreamState> streams)
    {
        var decided = e.DecidedAt == e.At ? "" : $" decided {ScenarioTime.Print(e.DecidedAt)}";
        return $"{ScenarioTime.Print(e.At)} {e.GetType().Name}{Body(e, streams)}{decided}";
    }

    private static string Body(EngineEvent e, IReadOnlyDictionary<string, StreamState> streams) => e switch
    {
        StreamDefined { Definition: var d, Version: var v } =>
            $" {d.Id} version {v}{(d.Status == StreamStatus.Active ? "" : $" {d.Status.ToString().ToLowerInvariant()}")}",
        StreamDeleted d => $" {d.StreamId}",
        SustainStarted s => Of(s, s.Level, streams),
        SustainBroken s => Of(s, s.Level, streams),
        BreachOpened o => $"{Of(o, o.Level, streams)} opened {ScenarioTime.Print(o.OpenedAt)}",
        ClearStarted c => Of(c, c.Level, streams),
        ClearBroken c => Of(c, c.Level, streams),
        BreachClosed c => Of(c, c.Level, streams),
        AlertSuppressed s => $" {s.Fingerprint} {s.Reason} until {ScenarioTime.Print(s.Until)}",
        SuppressionEnded s => $" {s.Fingerprint}",
        AlertTriggered t =>
            $" {Alert.FormatId(t.Number)} {t.Fingerprint} {Word(t.Severity)} opened {ScenarioTime.Print(t.OpenedAt)}{Print(t.Evidence)}{Held(t.Held, t.HeldUntil)}{Update(t.NextUpdateAt)}",
        AlertHeld h => $" {Alert.FormatId(h.Number)} {h.Fingerprint} {h.Reason} until {ScenarioTime.Print(h.Until)}",
        AlertTold t => $" {Alert.FormatId(t.Number)} {t.Fingerprint}",
        AlertLevelChanged c => $" {Alert.FormatId(c.Number)} {c.Fingerprint} {Word(c.Severity)}{Print(c.Evidence)}{(c.IsDamped ? " damped" : "")}",
        FlappingBegan f => $" {f.Fingerprint}{Update(f.NextUpdateAt)}",
        FlappingEnded f => $" {f.Fingerprint}",
        AlertResolved r => $" {Alert.FormatId(r.Number)} {r.Fingerprint} {r.Reason}",
        AlertAcknowledged a =>
            $" {Alert.FormatId(a.Number)} {a.Fingerprint} by {a.PersonId}{(a.Note is { } note ? $": {note}" : "")}",
        AcknowledgementWithdrawn w => $" {Alert.FormatId(w.Number)} {w.Fingerprint} by {w.PersonId}",
        MessageSent m => $" {MessageText.Print(Message.Of(m))}",
        MessageExpired m => $" {Message.FormatId(m.Number)}",
        SourceBlinded b => $" {SourceText.Name(b.SourceId)} {b.Cause} since {ScenarioTime.Print(b.Since)}{SourceText.Extent(b.IsWhole, b.QueueCount, b.QueueIds)}",
        BlindnessChanged c => $" {SourceText.Name(c.SourceId)} {c.Cause}{SourceText.Extent(c.IsWhole, c.QueueCount, c.QueueIds)}",
        SourceRecovered r => $" {SourceText.Name(r.SourceId)} {r.Cause}",
        SilenceSet s => $" {SilenceText.Print(s.Silence)}",
        SilenceEnded s => $" {Silence.FormatId(s.Number)}{(s.EndedBySubject is { } by ? $" by {by}" : "")}",
        QueueSetDefined s => $" {s.Definition.Id} version {s.Version}",
        QueueSetDeleted s => $" {s.QueueSetId}",
        ParameterDefined p => $" {p.Definition.Name} version {p.Version}",
        ParameterDeleted p => $" {p.Name}",
        QueueGone g => $" {g.QueueId}",
        _ => FlowText.Print(e) ?? EscalationText.Print(e) ?? throw new ScenarioException($"{e.GetType().Name} has no line of its own yet: add it to {nameof(EventText)}"),
    };

    /// <summary>The severity as the wire spells it.</summary>
    public static string Word(Severity severity) => severity == Severity.Warning ? "WARNING" : "CRITICAL";

    /// <summary>The name of a level: its severity, or its number when the stream no longer has that level.</summary>
    public static string LevelName(Fingerprint fingerprint, int level, IReadOnlyDictionary<string, StreamState> streams) =>
        streams.TryGetValue(fingerprint.StreamId, out var stream) && level < stream.Definition.Levels.Count
            ? Word(stream.Definition.Levels[level].Severity)
            : $"level {level}";

    private static string Of(FingerprintEvent e, int level, IReadOnlyDictionary<string, StreamState> streams) =>
        $" {e.Fingerprint} {LevelName(e.Fingerprint, level, streams)}";

    private static string Held(SuppressionReason reason, Instant until) =>
        reason == SuppressionReason.None ? "" : $" held {reason} until {ScenarioTime.Print(until)}";

    private static string Update(Instant? at) => at is { } next ? $" next update {ScenarioTime.Print(next)}" : "";

    private static string Print(AlertEvidence evidence)
    {
        var threshold = evidence.Threshold is { } t ? $" threshold {ScenarioTime.Print(t)}" : "";
        var wait = evidence.Metrics.TryGetValue("waitTimeSeconds", out var w) ? $" wait {ScenarioTime.Print(w)}" : "";
        return threshold + wait;
    }
}

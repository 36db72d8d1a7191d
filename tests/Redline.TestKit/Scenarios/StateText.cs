using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Messages;
using Redline.Engine.Queues;

namespace Redline.TestKit.Scenarios;

/// <summary>Prints the durable state and the last values for people, in a fixed order.</summary>
public static class StateText
{
    /// <summary>Everything durable, one thing a line.</summary>
    public static IEnumerable<string> Print(DurableState state)
    {
        yield return $"last alert {(state.LastAlertNumber == 0 ? "none" : Alert.FormatId(state.LastAlertNumber))}";
        if (state.Messages.LastNumber > 0) yield return $"last message {Message.FormatId(state.Messages.LastNumber)}";
        foreach (var message in state.Messages.Open.Values) yield return $"message {MessageText.Print(message)}";
        foreach (var silence in state.Silences.Open.Values) yield return $"silence {SilenceText.Print(silence)}";
        foreach (var blind in state.Sources.Blind)
            yield return $"blind {SourceText.Name(blind.SourceId)} {blind.Cause} since {ScenarioTime.Print(blind.Since)}"
                + SourceText.Extent(blind.IsWhole, blind.QueueCount, blind.QueueIds);
        foreach (var escalation in state.Escalations.Open.Values) yield return $"escalation {EscalationText.Print(escalation)}";
        foreach (var line in FlowText.Print(state.Flows)) yield return line;
        foreach (var (id, stream) in state.Streams) yield return $"stream {id} version {stream.Version}";
        foreach (var (id, set) in state.References.QueueSets) yield return $"set {id} version {set.Version}";
        foreach (var (name, parameter) in state.References.Parameters) yield return $"parameter {name} version {parameter.Version}";
        foreach (var fingerprint in state.Fingerprints.Values.OrderBy(f => f.Fingerprint))
            foreach (var line in Print(fingerprint, state))
                yield return line;
    }

    /// <summary>The last values of every queue and media type.</summary>
    public static IEnumerable<string> Print(IEnumerable<QueueView> views) =>
        from view in views
        orderby view.QueueId, view.MediaType
        let name = view.QueueName == view.QueueId ? "" : $" \"{view.QueueName}\""
        let waiting = view.WaitingCount is { } count ? $"{count} waiting" : "waiting unknown"
        let oldest = view.OldestWaitingSince is { } since
            ? $"oldest since {ScenarioTime.Print(since)}"
            : view.NoneWaits ? "none waits" : "oldest unknown"
        select $"{view.QueueId}/{view.MediaType}{name} {view.Sight}, {waiting}, {oldest}";

    private static IEnumerable<string> Print(FingerprintState f, DurableState state)
    {
        for (var i = 0; i < f.Levels.Length; i++)
        {
            var level = f.Levels[i];
            var since = level.Phase == LevelPhase.Quiet ? "" : $" since {ScenarioTime.Print(level.Since)}";
            var opened = level.IsOpen ? $" opened {ScenarioTime.Print(level.OpenedAt)}" : "";
            yield return $"{f.Fingerprint} {EventText.LevelName(f.Fingerprint, i, state.Streams)} {level.Phase}{since}{opened}";
        }

        if (f.Suppression != SuppressionReason.None)
            yield return $"{f.Fingerprint} {f.Suppression} until {ScenarioTime.Print(f.SuppressedUntil)}";
        if (f.Flapping is { } flapping && flapping.Until != default)
            yield return $"{f.Fingerprint} flaps, next update {ScenarioTime.Print(flapping.Until)}";
        if (f.Alert is { } a)
            yield return $"{f.Fingerprint} {a.Id} {EventText.Word(a.Severity)} highest {EventText.Word(a.HighestSeverity)}"
                + $" opened {ScenarioTime.Print(a.OpenedAt)} triggered {ScenarioTime.Print(a.TriggeredAt)} revision {a.Revision}"
                + (a.NextUpdateAt is { } next ? $" next update {ScenarioTime.Print(next)}" : "")
                + (a.IsTold ? "" : $" held {a.Held} until {ScenarioTime.Print(a.HeldUntil)}")
                + (a.Acknowledgement is { } taken ? $" taken by {taken.PersonId} {ScenarioTime.Print(taken.At)}" : "");
    }
}

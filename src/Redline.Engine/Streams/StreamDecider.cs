using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>
/// Decides what a changed or deleted stream does to what is open: what still holds stays the same alert, what no
/// longer holds resolves in the same pass, and what was only sustaining or suppressed begins anew.
/// </summary>
internal sealed class StreamDecider(
    DurableState durable, StreamBinder binder, TellingDecider telling, Instant now, List<EngineEvent> events)
{
    private readonly List<EngineEvent> _afterDefinition = [];

    public void Define(StreamDefinition definition, int? expectedVersion, IEnumerable<QueueScope> scopes, EngineLimits limits)
    {
        var known = Expect(definition.Id, expectedVersion);
        if (known is null && durable.Streams.Count >= limits.MaxStreams)
            throw new EngineLimitException("stream.limit", $"{limits.MaxStreams} streams are defined already; delete one, or name several queues in one stream.");
        if (known is not null && StreamDefinitionWriter.ToJson(known.Definition) == StreamDefinitionWriter.ToJson(definition)) return;

        if (known is not null)
        {
            var bound = scopes.Select(s => binder.Bind(definition, s)).OfType<FingerprintWatch>().ToDictionary(w => w.Fingerprint);
            var reason = definition.Status == StreamStatus.Disabled ? ResolveReason.StreamDisabled : ResolveReason.DefinitionChanged;
            foreach (var state in StatesOf(definition.Id)) Restate(state, definition, bound.GetValueOrDefault(state.Fingerprint), reason);
        }

        events.Add(new StreamDefined(now, now, definition, (known?.Version ?? 0) + 1));
        events.AddRange(_afterDefinition);
    }

    public void Delete(string streamId, int? expectedVersion)
    {
        if (Expect(streamId, expectedVersion) is null) return;
        foreach (var state in StatesOf(streamId))
            if (state.Alert is { } alert)
                events.Add(new AlertResolved(AtOf(state), now, state.Fingerprint, alert.Number, ResolveReason.StreamDeleted));
        events.Add(new StreamDeleted(now, now, streamId));
    }

    private StreamState? Expect(string streamId, int? version)
    {
        var known = durable.Streams.GetValueOrDefault(streamId);
        var current = known?.Version ?? 0;
        return version is null || version == current ? known : throw new EngineConflictException(streamId, current);
    }

    private IEnumerable<FingerprintState> StatesOf(string streamId) =>
        durable.Fingerprints.Values.Where(s => s.Fingerprint.StreamId == streamId).OrderBy(s => s.Fingerprint);

    private Instant AtOf(FingerprintState state) => Instant.Max(now, state.LastAt);

    private void Restate(FingerprintState state, StreamDefinition definition, FingerprintWatch? watch, ResolveReason reason)
    {
        var at = AtOf(state);
        if (watch?.Schedule?.At(at) is { IsOpen: false } && watch.Scope.Confirmed) (watch, reason) = (null, ResolveReason.OutsideSchedule);
        var top = -1;
        for (var i = 0; i < Math.Max(state.Levels.Length, watch?.Levels.Length ?? 0); i++)
            if (RestateLevel(state, watch, i, at))
                top = i;

        if (state.Alert is { } alert)
        {
            if (top < 0)
            {
                events.Add(new AlertResolved(at, now, state.Fingerprint, alert.Number, reason));
                return;
            }

            if (top != alert.Level || watch!.Stream.Levels[top].Severity != alert.Severity)
                _afterDefinition.Add(new AlertLevelChanged(
                    at, now, state.Fingerprint, alert.Number, top, watch!.Stream.Levels[top].Severity, AlertEvidenceReader.Read(watch, top, at)));
            if (!alert.IsTold) telling.Decide(state, definition, watch!.Stream.Levels[top].Severity, at, now, _afterDefinition);
        }
        else if (state.Suppression != SuppressionReason.None)
        {
            events.Add(new SuppressionEnded(at, now, state.Fingerprint));
        }
    }

    // True when the level is open afterwards. Only an open alert keeps its levels; the rest begins anew.
    private bool RestateLevel(FingerprintState state, FingerprintWatch? watch, int i, Instant at)
    {
        var was = i < state.Levels.Length ? state.Levels[i] : default;
        var (holds, stays) = watch is null || i >= watch.Levels.Length ? (false, false) : Verdict(watch, i, at);
        var keeps = state.Alert is not null && was.IsOpen && stays;
        if (was.Phase == LevelPhase.Sustaining) events.Add(new SustainBroken(at, now, state.Fingerprint, i));
        if (was.IsOpen && !keeps) events.Add(new BreachClosed(at, now, state.Fingerprint, i));
        if (keeps || state.Alert is null || !holds) return keeps;
        _afterDefinition.Add(new BreachOpened(at, now, state.Fingerprint, i, at));
        return true;
    }

    private static (bool Holds, bool Stays) Verdict(FingerprintWatch watch, int i, Instant at)
    {
        var values = watch.Scope.Values;
        var filter = watch.Levels[i].Filter.Evaluate(values, at.Milliseconds);
        if (!watch.Scope.Confirmed) return (false, true); // not seen yet: nothing opens or resolves
        if (filter == Truth.True) return (true, true);
        var clears = watch.Levels[i].Clear is { } clear
            ? clear.Evaluate(values, at.Milliseconds) == Truth.True
            : filter == Truth.False;
        return (false, !clears);
    }
}

using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>
/// Decides what a changed or deleted stream, or something it names, does to what is open: what still holds stays the same
/// alert, what no longer holds resolves in the same pass, and what was only sustaining or suppressed begins anew.
/// </summary>
/// <param name="durable">What is so before the change.</param>
/// <param name="binder">Binds the changed stream.</param>
/// <param name="telling">Decides whether people are told.</param>
/// <param name="references">What its expressions name after the change.</param>
/// <param name="scopeOf">The scope of a fingerprint; null: its queue is not known.</param>
/// <param name="now">The instant of the pass.</param>
/// <param name="events">Where events are added that come before the change.</param>
/// <param name="afterDefinition">Where events are added that come after it.</param>
internal sealed class StreamDecider(
    DurableState durable, StreamBinder binder, TellingDecider telling, FilterReferences references, Func<Fingerprint, QueueScope?> scopeOf, Instant now,
    List<EngineEvent> events, List<EngineEvent> afterDefinition)
{
    private readonly List<EngineEvent> _afterDefinition = afterDefinition;
    private ILookup<string, FingerprintState>? _states; // made once, however many streams change

    /// <summary>The stream becomes a definition.</summary>
    /// <param name="definition">What it says then.</param>
    /// <param name="concerns">For which scopes anything changes.</param>
    public void Change(StreamDefinition definition, Func<QueueScope, bool> concerns)
    {
        var reason = definition.Status == StreamStatus.Disabled ? ResolveReason.StreamDisabled : ResolveReason.DefinitionChanged;
        foreach (var state in StatesOf(definition.Id))
        {
            var scope = scopeOf(state.Fingerprint);
            if (scope is null || concerns(scope)) Restate(state, definition, scope is null ? null : binder.Bind(definition, scope, references), reason);
        }
    }

    /// <summary>The stream is deleted.</summary>
    public void Delete(string streamId)
    {
        foreach (var state in StatesOf(streamId))
            if (state.Alert is { } alert)
                events.Add(new AlertResolved(AtOf(state), now, state.Fingerprint, alert.Number, ResolveReason.StreamDeleted));
    }

    private IEnumerable<FingerprintState> StatesOf(string streamId) =>
        (_states ??= durable.Fingerprints.Values.ToLookup(s => s.Fingerprint.StreamId, StringComparer.Ordinal))[streamId].OrderBy(s => s.Fingerprint);

    private Instant AtOf(FingerprintState state) => Instant.Max(now, state.LastAt);

    private void Restate(FingerprintState state, StreamDefinition definition, FingerprintWatch? watch, ResolveReason reason)
    {
        var at = AtOf(state);
        if (watch?.Schedule?.At(at) is { IsOpen: false } && watch.Scope.Confirmed) (watch, reason) = (null, ResolveReason.OutsideSchedule);
        var top = -1;
        for (var i = 0; i < Math.Max(state.Levels.Length, watch?.Levels.Length ?? 0); i++)
            if (RestateLevel(state, watch, i, at))
                top = i;

        var stopsFlapping = definition.Flapping is null && state.Flapping is { } flapping && flapping.Until > at;
        if (stopsFlapping) _afterDefinition.Add(new FlappingEnded(at, now, state.Fingerprint));
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
            if (!alert.IsTold || stopsFlapping) telling.Decide(state, definition, top, at, now, _afterDefinition);
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

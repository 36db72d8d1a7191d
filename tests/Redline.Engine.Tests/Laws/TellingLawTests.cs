using Redline.Engine.Alerts;
using Redline.Engine.Schedules;
using Redline.Engine.Silences;
using Redline.Engine.Sources;

namespace Redline.Engine.Tests.Laws;

public sealed class TellingLawTests
{
    // An alert is told once, and again only as an update of one that flaps is due; what is not told is held with a reason
    // whose end is still to come.
    [Fact]
    public void Alert_InAnyStory_IsToldOnceOrHeldForAReason() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var told = new HashSet<long>();
            var updates = new Dictionary<Fingerprint, Instant>();
            story.Run((engine, events) =>
            {
                foreach (var e in events)
                {
                    if (e is AlertTriggered { Held: SuppressionReason.None } t) Assert.True(told.Add(t.Number));
                    if (e is AlertTold a) Assert.True(told.Add(a.Number) || updates.GetValueOrDefault(a.Fingerprint) == a.At || IsChanged(events, a), $"told twice: {a}");
                    if (e is AlertHeld h) Assert.False(told.Contains(h.Number), $"held after it was told: {h}");
                    if (e is FlappingBegan or FlappingEnded) updates[((FingerprintEvent)e).Fingerprint] = e.At;
                }

                foreach (var alert in engine.Engine.Durable.OpenAlerts)
                {
                    Assert.Equal(told.Contains(alert.Number), alert.IsTold);
                    Assert.Equal(alert.IsTold, alert.ToldAt is not null);
                    Assert.True(alert.IsTold || alert.HeldUntil > engine.Pass.Now, $"{alert.Id} is held until {alert.HeldUntil}");
                }
            });
        },
        count: 200, shrink: Story.Shrink);

    // Whoever is seen is suppressed for a reason that holds now, and triggers nothing that a silence or schedule forbids.
    [Fact]
    public void Breach_InAnyStory_TriggersOnlyWhenNothingForbidsIt() => Law.Holds(
        Story.Any,
        story => story.Run((engine, events) =>
        {
            var durable = engine.Engine.Durable;
            foreach (var t in events.OfType<AlertTriggered>().Where(t => t.At == t.DecidedAt && t.At == engine.Pass.Now))
            {
                var silenced = durable.Silences.Open.Values.Any(s => IsInForce(s, t.At) && s.Scope.Includes(t.Fingerprint, null, t.Severity));
                Assert.False(silenced, $"silenced: {t}");
                var stream = durable.Streams[t.Fingerprint.StreamId].Definition;
                Assert.True(stream.Schedule is null || new ScheduleTimes(stream.Schedule).At(t.At).IsOpen, $"outside: {t}");
            }

            foreach (var state in durable.Fingerprints.Values.Where(f => f.Suppression != SuppressionReason.None))
                Assert.True(state.SuppressedUntil > engine.Pass.Now || !IsSeen(engine.Engine, state.Fingerprint), $"{state.Fingerprint} {state.Suppression}");
        }),
        count: 200, shrink: Story.Shrink);

    // When people are told changes nothing that is so: the same story with and without the moment gives the same facts. Not
    // after a restart: a telling that is committed shows how far the server got, and what is found changed after the gap is
    // dated no earlier (a-telling-before-a-crash-shows-where-the-gap-begins.scenario).
    [Fact]
    public void Facts_InAnyStory_AreTheSameWhateverTheMoment() => Law.Holds(
        Story.Any,
        story => Assert.Equal(FactsOf(story, 0), FactsOf(story, 250)),
        count: 200, shrink: Story.Shrink);

    private static List<EngineEvent> FactsOf(Story story, long moment)
    {
        var facts = new List<EngineEvent>();
        story.Run(
            (_, events) => facts.AddRange(events.Where(e => e is not FingerprintEvent { IsOfTelling: true }).Select(e =>
                e is AlertTriggered t ? t with { Held = SuppressionReason.None, HeldUntil = default, NextUpdateAt = null, Evidence = null! }
                : e is AlertLevelChanged c ? c with { IsDamped = false, Evidence = null! }
                : e is StreamDefined or SilenceEvent or SourceEvent ? new StreamDeleted(e.At, e.DecidedAt, e.GetType().Name) : e)),
            EngineLimits.Default with { CoalesceMilliseconds = moment });
        return facts;
    }

    private static bool IsSeen(AlertEngine engine, Fingerprint fingerprint) =>
        engine.Scopes.Any(s => s.Queue.Id == fingerprint.QueueId && s.MediaType == fingerprint.MediaType && s.Confirmed);

    private static bool IsChanged(IReadOnlyList<EngineEvent> events, FingerprintEvent e) => events.Any(d => d is StreamDefined { Definition.Id: var id } && id == e.Fingerprint.StreamId);

    private static bool IsInForce(Redline.Engine.Silences.Silence silence, Instant at) =>
        silence.From <= at && at < silence.Until
        && (silence.Recurs is null || new ScheduleTimes(silence.Recurs).At(at).IsOpen);
}

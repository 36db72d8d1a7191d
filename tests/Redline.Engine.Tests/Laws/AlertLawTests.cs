using Redline.Engine.Alerts;

namespace Redline.Engine.Tests.Laws;

public sealed class AlertLawTests
{
    [Fact]
    public void Alert_InAnyStory_ResolvesExactlyOnceBeforeTheNextTriggers() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var open = new Dictionary<Fingerprint, long>();
            var last = 0L;
            story.Run((engine, events) =>
            {
                foreach (var e in events)
                {
                    switch (e)
                    {
                        case AlertTriggered t:
                            Assert.True(open.TryAdd(t.Fingerprint, t.Number), $"a second alert is open: {t}");
                            Assert.Equal(last + 1, t.Number);
                            Assert.True(t.OpenedAt <= t.At);
                            last = t.Number;
                            break;
                        case AlertLevelChanged c:
                            Assert.Equal(open[c.Fingerprint], c.Number);
                            break;
                        case AlertAcknowledged a:
                            Assert.Equal(open[a.Fingerprint], a.Number);
                            break;
                        case AcknowledgementWithdrawn w:
                            Assert.Equal(open[w.Fingerprint], w.Number);
                            break;
                        case AlertResolved r:
                            Assert.True(open.Remove(r.Fingerprint, out var number) && number == r.Number, $"not open: {r}");
                            break;
                        case StreamDeleted d:
                            Assert.DoesNotContain(open.Keys, f => f.StreamId == d.StreamId);
                            break;
                    }
                }

                Assert.Equal(open.Values.Order(), engine.Engine.Durable.OpenAlerts.Select(a => a.Number).Order());
            });
        },
        count: 100, shrink: Story.Shrink);

    [Fact]
    public void Level_InAnyStory_TakesOnlyTheStepsItMay() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var phases = new Dictionary<(Fingerprint, int), LevelPhase>();
            story.Run((engine, events) =>
            {
                foreach (var e in events)
                {
                    if (e is StreamDeleted deleted)
                        foreach (var key in phases.Keys.Where(k => k.Item1.StreamId == deleted.StreamId)) phases.Remove(key);
                    if (StepOf(e) is not var (level, from, to)) continue;
                    var key2 = (((FingerprintEvent)e).Fingerprint, level);
                    var was = phases.GetValueOrDefault(key2);
                    Assert.True(from.Contains(was), $"from {was}: {e}");
                    phases[key2] = to;
                }

                foreach (var state in engine.Engine.Durable.Fingerprints.Values)
                    for (var i = 0; i < state.Levels.Length; i++)
                        Assert.Equal(phases.GetValueOrDefault((state.Fingerprint, i)), state.Levels[i].Phase);
            });
        },
        count: 100, shrink: Story.Shrink);

    // An alert is open, or a suppression is, exactly while a level is.
    [Fact]
    public void Breach_InAnyStory_IsToldOrSuppressed() => Law.Holds(
        Story.WithRestarts,
        story => story.Run((engine, _) =>
        {
            foreach (var state in engine.Engine.Durable.Fingerprints.Values)
            {
                var isOpen = state.Levels.ToArray().Any(l => l.IsOpen);
                var isTold = state.Alert is not null;
                var isSuppressed = state.Suppression != SuppressionReason.None;
                Assert.True(isOpen == (isTold ^ isSuppressed) && !(isTold && isSuppressed), $"{state.Fingerprint}");
            }
        }),
        count: 100, shrink: Story.Shrink);

    private static (int Level, LevelPhase[] From, LevelPhase To)? StepOf(EngineEvent e) => e switch
    {
        SustainStarted s => (s.Level, [LevelPhase.Quiet], LevelPhase.Sustaining),
        SustainBroken s => (s.Level, [LevelPhase.Sustaining], LevelPhase.Quiet),
        BreachOpened o => (o.Level, [LevelPhase.Quiet, LevelPhase.Sustaining], LevelPhase.Breached),
        ClearStarted c => (c.Level, [LevelPhase.Breached], LevelPhase.Clearing),
        ClearBroken c => (c.Level, [LevelPhase.Clearing], LevelPhase.Breached),
        BreachClosed c => (c.Level, [LevelPhase.Breached, LevelPhase.Clearing], LevelPhase.Quiet),
        _ => null,
    };
}

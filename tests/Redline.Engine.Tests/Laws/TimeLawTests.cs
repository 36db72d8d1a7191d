using Redline.Engine.Alerts;

namespace Redline.Engine.Tests.Laws;

public sealed class TimeLawTests
{
    [Fact]
    public void Time_InAnyStory_NeverGoesBack() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var decidedAt = Instant.Beginning;
            var ats = new Dictionary<Fingerprint, Instant>();
            var defined = new Dictionary<string, Instant>(StringComparer.Ordinal);
            story.Run((engine, events) =>
            {
                foreach (var e in events)
                {
                    Assert.True(e.DecidedAt >= decidedAt, $"decided {e.DecidedAt} after {decidedAt}: {e}");
                    Assert.True(e.At <= e.DecidedAt, $"a fact of the future: {e}");
                    decidedAt = e.DecidedAt;
                    if (e is StreamDefined stream) defined[stream.Definition.Id] = stream.At;
                    if (e is not FingerprintEvent about) continue;
                    if (about.IsOfTelling) continue; // telling is a matter of its own
                    var previous = ats.GetValueOrDefault(about.Fingerprint, Instant.Beginning);
                    Assert.True(e.At >= previous, $"at {e.At} after {previous}: {e}");
                    if (defined.TryGetValue(about.Fingerprint.StreamId, out var since))
                        Assert.True(e.At >= since, $"at {e.At}, before its stream of {since}: {e}");
                    ats[about.Fingerprint] = e.At;
                }

                Assert.True(engine.Engine.NextWakeup > engine.Pass.Now, $"due at {engine.Engine.NextWakeup} and not decided");
            });
        },
        count: 100, shrink: Story.Shrink);

    [Fact]
    public void NextWakeup_AfterEveryPassOfAnyStory_IsWhatBothStatesSay()
    {
        var fromScratch = new WakeupFromScratch();
        Law.Holds(
            Story.WithRestarts,
            story => story.Run((engine, _) =>
                Assert.Equal(fromScratch.Of(engine.Engine, engine.Pass.Now), engine.Engine.NextWakeup)),
            count: 100, shrink: Story.Shrink);
    }

    // A tick between two passes, at the wake-up the engine asked for, decides the same facts; only their decision is earlier.
    [Fact]
    public void Wakeups_WhetherKeptOrMissed_GiveTheSameFacts() => Law.Holds(
        Story.Any,
        story => Assert.Equal(Facts(story), Facts(WithTicks(story))),
        count: 100, shrink: Story.Shrink);

    private static Story WithTicks(Story story) => new(
        [.. story.Steps.SelectMany(s => s is Wait { Milliseconds: > 1 } w ? Split(w.Milliseconds) : [s])]);

    private static IEnumerable<Step> Split(long milliseconds)
    {
        var rest = milliseconds;
        for (var part = 1L; part < rest; part *= 3)
        {
            yield return new Wait(part);
            rest -= part;
        }

        yield return new Wait(rest);
    }

    private static List<string> Facts(Story story)
    {
        var facts = new List<string>();
        story.Run((_, events) => facts.AddRange(events.Select(e => $"{e with { DecidedAt = e.At }}")));
        return facts;
    }
}

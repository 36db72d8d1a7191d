using Redline.Engine.Alerts;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;

namespace Redline.Engine.Tests.Laws;

public sealed class FlappingLawTests
{
    // From one update to the next people are told of a level once at the most: none that they know of.
    [Fact]
    public void Level_WhileItFlaps_IsToldOnceAtTheMost() => Law.Holds(
        Story.WithRestarts,
        story =>
        {
            var known = new Dictionary<Fingerprint, int>();
            var levels = new Dictionary<long, (int Level, bool IsTold)>();
            story.Run((_, events) =>
            {
                // A stream that changes, or what it names, tells how its alerts stand by what it says now.
                var renamed = events.Any(e => e is QueueSetDefined or ParameterDefined);
                var changed = events.OfType<StreamDefined>().Select(d => d.Definition.Id).ToHashSet(StringComparer.Ordinal);
                foreach (var e in events.OfType<FingerprintEvent>())
                {
                    if (e is AlertTriggered t) levels[t.Number] = (t.Level, t.Held == SuppressionReason.None);
                    if (e is AlertLevelChanged c) levels[c.Number] = (c.Level, levels[c.Number].IsTold);
                    if (e is AlertTold told) levels[told.Number] = (levels[told.Number].Level, true);
                    if (e is FlappingBegan began) known[e.Fingerprint] = began.ToldLevel;
                    if (e is FlappingEnded || renamed || changed.Contains(e.Fingerprint.StreamId)) known.Remove(e.Fingerprint);
                    if (!known.TryGetValue(e.Fingerprint, out var knows) || LevelTold(e, levels) is not { } level) continue;
                    Assert.True(level > knows, $"told of level {level} although {knows} is known: {e}");
                    known[e.Fingerprint] = level;
                }
            });
        },
        count: 300, shrink: Story.Shrink);

    // With what is counted left out, the same is so: flapping is about telling alone.
    [Fact]
    public void Facts_InAnyStory_AreTheSameWhateverFlaps() => Law.Holds(
        Story.Any,
        story => Assert.Equal(FactsOf(story, null), FactsOf(story, new FlappingLimit(2, 60_000))),
        count: 200, shrink: Story.Shrink);

    private static int? LevelTold(FingerprintEvent e, Dictionary<long, (int Level, bool IsTold)> levels) => e switch
    {
        AlertTriggered { Held: SuppressionReason.None } t => t.Level,
        AlertTold t => levels[t.Number].Level,
        AlertLevelChanged { IsDamped: false } c when levels[c.Number].IsTold => c.Level,
        _ => null,
    };

    private static List<string> FactsOf(Story story, FlappingLimit? limit)
    {
        var facts = new List<string>();
        new Story([.. story.Steps.Select(s => s is Define d ? new Define(d.Definition with { Flapping = limit }) : s)]).Run((_, events) => facts.AddRange(
            from e in events.OfType<FingerprintEvent>()
            where !e.IsOfTelling
            select $"{(e is AlertTriggered t ? t with { Held = default, HeldUntil = default, NextUpdateAt = null, Evidence = null! } : e is AlertLevelChanged c ? c with { IsDamped = false, Evidence = null! } : e)}"));
        return facts;
    }
}

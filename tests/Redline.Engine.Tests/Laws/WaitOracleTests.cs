using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Laws;

public sealed class WaitOracleTests
{
    private const int End = 6_000;

    private static readonly Gen<WaitRule> Rules =
        from threshold in Gen.Elements(0, 1, 50, 300, 500)
        from orEqual in Gen.Elements(false, true)
        from sustain in Gen.Elements(0, 0, 1, 40, 300)
        from hold in Gen.Elements(0, 1, 100, 400)
        from cooldown in Gen.Elements(0, 1, 500, 2_000)
        select new WaitRule(threshold, orEqual, sustain, hold, cooldown);

    private static readonly Gen<IReadOnlyList<Heard>> Timelines =
        from count in Gen.Choose(1, 30)
        from gaps in Gen.ListOf(Gen.OneOf(Gen.Choose(1, 400), Gen.Elements(1, 2, 50, 51, 300, 301)), count)
        let ats = Running(gaps)
        from heard in Gen.CollectToArray(ats, at => Gen.Frequency(
            (5, Gen.Elements(0, 1, 49, 50, 51, 299, 300, 301, 450).Select(age => new Heard(at, at - age, 2))),
            (2, Gen.Constant(new Heard(at, null, 0))),
            (1, Gen.Constant(new Heard(at, null, 1)))))
        select (IReadOnlyList<Heard>)heard;

    [Fact]
    public void Engine_ForAnyTimelineOfWaits_TriggersAndResolvesAsTheOracleSays() => Law.Holds(
        from rule in Rules
        from timeline in Timelines
        from everyMilliseconds in Gen.Elements(0, 7, 100)
        select (rule, timeline, everyMilliseconds),
        c =>
        {
            var expected = WaitOracle.Rows(c.timeline, c.rule, End);
            var rows = Rows(c.timeline, c.rule, c.everyMilliseconds);
            Assert.True(
                expected.SequenceEqual(rows),
                $"{c.rule}\n{string.Join('\n', c.timeline)}\nexpected {string.Join(' ', expected)}\nrows     {string.Join(' ', rows)}");
        },
        count: 300);

    private static int[] Running(IEnumerable<int> gaps)
    {
        var at = 0;
        return [.. gaps.Select(g => at += g).TakeWhile(a => a < End)];
    }

    // The engine hears what the timeline says and is otherwise called every so often, or not at all.
    private static List<WaitRow> Rows(IReadOnlyList<Heard> timeline, WaitRule rule, int every)
    {
        var engine = new JournaledEngine();
        var rows = new List<WaitRow>();
        engine.Run(Story.Beginning, pass => pass.Decide(new DefineStream(Stream(rule))));
        var next = 0;
        for (var t = 0; t <= End; t++)
        {
            var heard = next < timeline.Count && timeline[next].At == t ? timeline[next++] : null;
            if (heard is null && t != End && (every == 0 || t % every != 0)) continue;
            foreach (var e in engine.Run(Story.Beginning.Plus(t), pass =>
            {
                if (heard is not null) pass.Observe(Observation(heard));
            }))
            {
                if (e is AlertTriggered triggered) rows.Add(new(Since(triggered.OpenedAt), Since(triggered.At), null));
                if (e is AlertResolved resolved) rows[^1] = rows[^1] with { ResolvedAt = Since(resolved.At) };
            }
        }

        return rows;
    }

    private static int Since(Instant at) => (int)at.Since(Story.Beginning);

    private static Observation Observation(Heard heard)
    {
        var observation = new Observation { QueueId = "q1", MediaType = "voice", ObservedAt = Story.Beginning.Plus(heard.At) };
        observation.Set(Metric.WaitingCount, heard.Count);
        if (heard.Since is { } since) observation.SetSince(Metric.WaitTimeSeconds, Story.Beginning.Plus(since));
        return observation;
    }

    private static StreamDefinition Stream(WaitRule rule) => new()
    {
        Id = "slow",
        Name = "slow",
        Levels =
        [
            new(
                Severity.Critical,
                new CompareNode(
                    new MetricValue(Metric.WaitTimeSeconds),
                    rule.OrEqual ? ComparisonOperator.GreaterThanOrEqual : ComparisonOperator.GreaterThan,
                    new ConstantValue(rule.Threshold / 1000.0)),
                null, rule.Sustain),
        ],
        ClearAfterMilliseconds = rule.Hold,
        CooldownMilliseconds = rule.Cooldown,
    };
}

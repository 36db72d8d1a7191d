using System.Globalization;
using System.Text;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Replays;
using Redline.Server.Streams;
using Redline.Simulator.Calls;
using Redline.Simulator.Replay;

namespace Redline.Server.Tests.Replays;

/// <summary>The second oracle: holds, cooldown and levels over recorded days, against a brute-force sweep.</summary>
public sealed class SecondBySecondTests
{
    public static TheoryData<string, string, long, long, int> Streams => new()
    {
        // name, levels as wait/sustain, clear hold, cooldown, all in seconds; how many severities alerts reach
        { "one level", "60/0", 10, 1_800, 1 },
        { "sustained", "120/60", 0, 0, 1 },
        { "two levels", "60/30 180/10", 20, 300, 2 },
        { "upper level first", "30/120 60/0", 90, 120, 1 },
        { "long hold", "45/15 240/0", 600, 900, 2 },
        { "no hold", "60/0 300/0", 0, 600, 2 },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Replay_WhenStreamsHoldAndCool_GivesTheRowsOfTheSweep(
        string name, string levels, long clear, long cooldown, int severities)
    {
        var (from, to) = Repository.RunsLong ? (1, 31) : (10, 12);
        var calls = CallsOfMarch(from, to);
        var swept = levels.Split(' ')
            .Select(l => l.Split('/').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray())
            .Select(l => new SweptLevel(l[0], l[1])).ToArray();

        var replayed = CallReplayer.Run(
            CallTimeline.From(calls), StreamFile.Parse(Spell(name, swept, clear, cooldown), out var errors),
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(errors);
        var expected = Sweep(name, new SecondBySecond(swept, clear, cooldown), calls);
        Assert.Equal(severities, expected.Select(r => r.Severity).Distinct().Count());
        Assert.Equal(Lines(expected), Lines(replayed.Rows));
        Assert.Equal(0, replayed.StillOpen);
    }

    private static List<ReplayRow> Sweep(string name, SecondBySecond sweep, CallRecord[] calls)
    {
        var top = sweep.Levels.Count - 1;
        return
        [
            .. from queue in calls.GroupBy(c => c.Queue)
               from alert in sweep.AlertsOf(queue)
               select new ReplayRow(
                   name, queue.Key, "voice", alert.Level == top ? Severity.Critical : Severity.Warning,
                   new Instant(alert.Triggered * 1_000), new Instant(alert.Resolved * 1_000)),
        ];
    }

    private static CallRecord[] CallsOfMarch(int from, int to)
    {
        var all = CallRecordReader.Read([Repository.Recorded("calls-1999-03.csv.gz")]).Calls;
        var first = new DateTimeOffset(1999, 3, from, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var end = new DateTimeOffset(1999, 3, to, 0, 0, 0, TimeSpan.Zero).AddDays(1).ToUnixTimeMilliseconds();
        return [.. all.Where(c => c.ArrivedMilliseconds >= first && c.ArrivedMilliseconds < end)];
    }

    private static byte[] Spell(string name, SweptLevel[] levels, long clear, long cooldown)
    {
        var spelled = levels.Select((l, i) => $$$"""
            {"severity":"{{{(i == levels.Length - 1 ? "CRITICAL" : "WARNING")}}}",
              "sustainSeconds":{{{l.SustainSeconds}}},
             "filterExpression":{"field":"waitTimeSeconds",
             "operator":"GREATER_THAN_OR_EQUAL","value":{{{l.WaitSeconds}}}}}
            """);
        return Encoding.UTF8.GetBytes($$"""
            {"name":"{{name}}","entityType":"queue",
              "clearAfterSeconds":{{clear}},"cooldownSeconds":{{cooldown}},"flapping":null,
             "levels":[{{string.Join(',', spelled)}}]}
            """);
    }

    private static IEnumerable<string> Lines(IEnumerable<ReplayRow> rows) => rows
        .Select(r => $"{r.Stream} {r.QueueId} {r.MediaType} {r.Severity} {r.TriggeredAt} {r.ResolvedAt}")
        .Order(StringComparer.Ordinal);
}

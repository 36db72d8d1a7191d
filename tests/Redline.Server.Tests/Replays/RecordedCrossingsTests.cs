using Redline.Server.Tests.Commands;

namespace Redline.Server.Tests.Replays;

/// <summary>
/// The oracle: half a year of a real call centre through the command as people run it, against crossings that were
/// worked out independently. Every known crossing is an alert, at its instants, and there is no other.
/// </summary>
public sealed class RecordedCrossingsTests
{
    [Fact]
    public Task Replay_WhenMarch_GivesEveryKnownCrossingAndNoOther() => AssertCrossingsAsync(12_405, 3);

    [Fact]
    public Task Replay_WhenAllMonthsAreOneStretch_GivesEveryKnownCrossingAndNoOther()
    {
        if (!Repository.RunsLong) Assert.Skip("Half a year is replayed when REDLINE_LONG=1.");
        return AssertCrossingsAsync(54_495, 1, 2, 3, 4, 5, 6);
    }

    private static async Task AssertCrossingsAsync(int count, params int[] months)
    {
        using var directory = new TemporaryDirectory();
        var calls = months.Select(m => Repository.Recorded($"calls-1999-0{m}.csv.gz"));

        var run = await CommandRun.OfAsync(
            ["replay", "--calls", .. calls,
                "--streams", directory.Write("streams.json", RecordedCrossing.Streams), "--out", directory.File("alerts.csv")]);

        Assert.Equal(0, run.ExitCode);
        var rows = File.ReadLines(directory.File("alerts.csv")).Skip(1).ToArray();
        Assert.Equal(count, rows.Length);
        Assert.Equal(months.SelectMany(Crossings).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Crossings(int month) =>
        from crossing in RecordedCrossing.Of(month)
        select $"{crossing.ThresholdSeconds},{crossing.Queue},voice,CRITICAL,{crossing.Opened},{crossing.Closed}";
}

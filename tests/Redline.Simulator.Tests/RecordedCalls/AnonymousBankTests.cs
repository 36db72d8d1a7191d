using System.Globalization;
using System.IO.Compression;
using Redline.Simulator.Calls;
using Redline.Simulator.Replay;

namespace Redline.Simulator.Tests.RecordedCalls;

/// <summary>Half a year of a real call centre against crossings worked out independently.</summary>
public sealed class AnonymousBankTests
{
    private static readonly int[] Months = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Read_WhenMarch_GivesEveryCallWithoutErrors()
    {
        var march = CallRecordReader.Read([Path.Combine(Folder(), "calls-1999-03.csv.gz")]);

        Assert.Empty(march.Errors);
        Assert.Equal((38_394, 0L), (march.Calls.Count, march.ErrorCount));
    }

    [Fact]
    public void Replay_WhenAllMonthsAreOneStretch_GivesEveryKnownCrossing()
    {
        var folder = Folder();
        var recorded = CallRecordReader.Read(
            Months.Select(month => Path.Combine(folder, $"calls-1999-0{month}.csv.gz")));
        Assert.Equal(0, recorded.ErrorCount);
        CrossingSweep[] sweeps = [new(60_000), new(120_000), new(300_000)];

        var replay = CallTimeline.From(recorded.Calls).Replay();
        while (replay.MoveNext())
        {
            foreach (ref readonly var queue in replay.Observations.Span)
            {
                foreach (var sweep in sweeps) sweep.Observe(queue, replay.InstantMilliseconds);
            }
        }

        var known = Months.SelectMany(month => KnownCrossings(Path.Combine(folder, $"crossings-1999-0{month}.csv.gz")));
        var found = sweeps.SelectMany(sweep => sweep.Crossings).Order().ToArray();
        Assert.Equal(54_495, found.Length);
        Assert.Equal(known.Order(), found);
    }

    [Fact]
    public void OnDay_WhenTheStormOf11March_ShowsTheKnownPeak()
    {
        var march = CallRecordReader.Read([Path.Combine(Folder(), "calls-1999-03.csv.gz")]);
        var storm = CallTimeline.From(march.Calls).OnDay(new DateOnly(1999, 3, 11));
        var waiting = storm.Queues.ToDictionary(queue => queue, _ => 0);
        var peak = 0;

        var replay = storm.Replay();
        while (replay.MoveNext())
        {
            foreach (ref readonly var queue in replay.Observations.Span) waiting[queue.QueueId] = queue.WaitingCount;
            peak = Math.Max(peak, waiting.Values.Sum());
        }

        Assert.Equal((2_228, 21), (storm.Calls.Count, peak));
        Assert.NotNull(storm.FirstWaitOf(TimeSpan.FromSeconds(1_136)));
        Assert.Null(storm.FirstWaitOf(TimeSpan.FromSeconds(1_137)));
    }

    private static string Folder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Redline.slnx"))) root = root.Parent;
        var folder = Path.Combine(root?.FullName ?? ".", "..", "shared", "data", "anonymous-bank-1999");
        if (!Directory.Exists(folder)) Assert.Skip($"The recorded calls are not here: {Path.GetFullPath(folder)}.");
        return folder;
    }

    private static IEnumerable<(string Queue, long Threshold, long Opened, long Closed)> KnownCrossings(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var threshold = long.Parse(fields[1], CultureInfo.InvariantCulture) * 1_000;
            yield return (fields[0], threshold, Milliseconds(fields[2]), Milliseconds(fields[3]));
        }
    }

    private static long Milliseconds(string text) => DateTimeOffset.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}

using System.Diagnostics;
using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Bench;

/// <summary>
/// P10: what a durable commit costs relative to the disk's own flush, and what sharing commits gains.
/// </summary>
internal static class JournalBench
{
    private const int Flushes = 1000;
    private const int SingleCommits = 1000;
    private const int SharedBatches = 20_000;
    private const int PageBytes = 4096;
    private const int BodyBytes = 250;

    private const string FlushMicros = "fdatasync of a page overwritten in place, p50 us";
    private const string CommitMicros = "single commit, p50 us";
    private const string SingleRows = "single commits, rows/s";
    private const string SharedRows = "shared commits, rows/s";

    private static readonly ReadOnlyMemory<byte> Body = new byte[BodyBytes];

    public static async Task RunAsync(Report report, int count)
    {
        using var directory = new BenchDirectory("journal");
        await using var journal = await SqliteJournal.OpenAsync(new() { Path = directory["journal.db"] });
        var rounds = await Rounds.RunAsync(
            count,
            Lane.Of(FlushMicros, () => MeasureFlushes(directory["flush"])),
            new(r => MeasureSingleAsync(r, journal)),
            Lane.Of(SharedRows, () => MeasureSharedAsync(journal)));

        report.Heading("P10 the journal");
        foreach (var name in (string[])[FlushMicros, CommitMicros, SingleRows, SharedRows]) report.Line(name, rounds[name]);
        report.Add(new("P10", "commit p50 / fdatasync p50", rounds.Ratio(CommitMicros, FlushMicros), 2, 1.3));
        report.Add(new("P10", "group commit / single commit", rounds.Ratio(SharedRows, SingleRows), 20, 30, MoreIsBetter: true));
    }

    private static double MeasureFlushes(string path)
    {
        // In place, as SQLite writes its log: a file that grows pays for the file system's metadata with every flush.
        var page = new byte[PageBytes];
        var micros = new double[Flushes];
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(file, new byte[Flushes * PageBytes], 0);
        RandomAccess.FlushToDisk(file);
        for (var i = 0; i < Flushes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)i * PageBytes);
            Native.Flush(file);
            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return Spread.Percentile(micros, 0.5);
    }

    private static async Task MeasureSingleAsync(Rounds rounds, SqliteJournal journal)
    {
        var micros = new double[SingleCommits];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < SingleCommits; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await journal.AppendAsync(Batch());
            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        rounds.Note(CommitMicros, Spread.Percentile(micros, 0.5));
        rounds.Note(SingleRows, SingleCommits / Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private static async Task<double> MeasureSharedAsync(SqliteJournal journal)
    {
        var commits = new Task<JournalCommit>[SharedBatches];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < SharedBatches; i++) commits[i] = await journal.SubmitAsync(Batch());
        await Task.WhenAll(commits);
        return SharedBatches / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static JournalBatch Batch() =>
        new("default", [new NewEntry("alertTriggered", new Instant(1), new Instant(2), Body)], []);
}

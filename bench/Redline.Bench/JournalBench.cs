using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Bench;

/// <summary>
/// P10: what a durable commit costs relative to the disk's own flush, and what sharing commits gains. The lanes take
/// turns within each round, so that whatever else the machine does falls on all of them; ratios are of one round.
/// </summary>
public static class JournalBench
{
    private const int Rounds = 5;
    private const int Flushes = 1000;
    private const int SingleCommits = 1000;
    private const int SharedBatches = 20_000;
    private const int PageBytes = 4096;
    private const int BodyBytes = 250;

    private static readonly ReadOnlyMemory<byte> Body = new byte[BodyBytes];

    /// <summary>Measures and prints; the database lies below the current directory and is removed.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var directory = Directory.CreateDirectory($"artifacts/bench-journal-{Environment.ProcessId}").FullName;
        try
        {
            var path = Path.Combine(directory, "journal.db");
            await using var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = path });
            await MeasureAsync(journal, directory, rounds: 1);
            var rounds = await MeasureAsync(journal, directory, Rounds);
            await PrintAsync(output, rounds);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<List<Round>> MeasureAsync(SqliteJournal journal, string directory, int rounds)
    {
        List<Round> measured = [];
        for (var i = 0; i < rounds; i++)
        {
            var flush = MeasureFlushes(Path.Combine(directory, $"flush{i}"));
            var (single, singleRows) = await MeasureSingleAsync(journal);
            measured.Add(new Round(flush, single, singleRows, await MeasureSharedAsync(journal)));
        }

        return measured;
    }

    private static double MeasureFlushes(string path)
    {
        var page = new byte[PageBytes];
        var micros = new double[Flushes];
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        for (var i = 0; i < Flushes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)i * PageBytes);
            Flush(file);
            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return Median(micros);
    }

    private static async Task<(double Micros, double RowsPerSecond)> MeasureSingleAsync(SqliteJournal journal)
    {
        var micros = new double[SingleCommits];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < SingleCommits; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await journal.AppendAsync(Batch());
            micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return (Median(micros), SingleCommits / Stopwatch.GetElapsedTime(begin).TotalSeconds);
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

    private static void Flush(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
        {
            if (FlushContent(file) != 0) throw new IOException("fdatasync failed");
        }
        else
        {
            RandomAccess.FlushToDisk(file);
        }
    }

    private static async Task PrintAsync(TextWriter output, List<Round> rounds)
    {
        await LineAsync(output, "fdatasync of an appended 4 KiB page, p50 us", rounds, round => round.FlushMicros);
        await LineAsync(output, "single commit, p50 us", rounds, round => round.SingleMicros);
        await LineAsync(output, "single commits, rows/s", rounds, round => round.SingleRows);
        await LineAsync(output, "shared commits, rows/s", rounds, round => round.SharedRows);
        await LineAsync(output, "P10 commit / fdatasync (<= 2)", rounds, r => r.SingleMicros / r.FlushMicros);
        await LineAsync(output, "P10 shared / single (>= 20)", rounds, r => r.SharedRows / r.SingleRows);
    }

    private static Task LineAsync(TextWriter output, string name, List<Round> rounds, Func<Round, double> value)
    {
        var values = rounds.Select(value).ToArray();
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-45} median {Median(values),10:0.00}  from {values.Min():0.00} to {values.Max():0.00}"));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushContent(SafeFileHandle file);

    private sealed record Round(double FlushMicros, double SingleMicros, double SingleRows, double SharedRows);
}

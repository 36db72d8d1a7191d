using System.Diagnostics;
using System.Globalization;
using System.Text;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

/// <summary>What is there again after the process, or the tail of the log, is gone.</summary>
public sealed class SqliteJournalCrashTests : IDisposable
{
    private const int Databases = 5;
    private const int KillsOfEach = 5;
    private static readonly string[] Organizations = ["alpha", "bravo"];

    private readonly JournalDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_WhenTheWriterWasKilledAtRandomMoments_FindsEverythingReported()
    {
        var random = new Random(20261122);
        for (var i = 0; i < Databases; i++)
        {
            var path = _directory.File($"killed{i}.db");
            var reported = Organizations.ToDictionary(organization => organization, _ => 0L);
            for (var kill = 0; kill < KillsOfEach; kill++)
            {
                // Few lines mean a kill near the opening or the creation, many one after a checkpoint of the log.
                await KillAfterLinesAsync(path, random.Next(3) == 0 ? random.Next(4) : random.Next(400), reported);
                await using var journal = await JournalDirectory.OpenAsync(path);
                foreach (var (organization, last) in reported)
                {
                    var found = await AssertWholeAsync(journal, organization);
                    Assert.True(found >= last, $"{organization}: {last} was reported, {found} was found");
                }
            }

            Assert.All(reported.Values, last => Assert.NotEqual(0, last));
        }
    }

    [Fact]
    public async Task Open_WhenAnotherProcessHasTheJournal_SaysInUseUntilThatDies()
    {
        using var writer = Start(_directory.Database);
        try
        {
            Assert.Equal("open", await writer.StandardOutput.ReadLineAsync(Cancellation));
            var failure = await Assert.ThrowsAsync<JournalUnavailableException>(
                async () => await _directory.OpenAsync());
            Assert.Equal(JournalErrorCode.InUse, failure.Code);
        }
        finally
        {
            writer.Kill();
        }

        await writer.WaitForExitAsync(Cancellation);
        await using var journal = await _directory.OpenAsync();
    }

    [Fact]
    public async Task Open_WhenTheLogIsCutAnywhere_FindsWholeBatchesUpToThere()
    {
        byte[] database, log;
        await using (var journal = await _directory.OpenAsync())
        {
            for (long last = 0; last < 120;)
            {
                last = (await journal.AppendAsync(CrashBatch.After("alpha", last), Cancellation)).LastOffset;
            }

            database = await ReadSharedAsync(_directory.Database);
            log = await ReadSharedAsync(_directory.Database + "-wal");
        }

        var random = new Random(20261122);
        long longest = 0;
        for (var i = 0; i < 60; i++)
        {
            var path = _directory.File($"cut{i}.db");
            var tail = i == 0 ? [] : new byte[random.Next(3) * 777];
            random.NextBytes(tail);
            var cut = i == 0 ? log.Length : random.Next(log.Length);
            await File.WriteAllBytesAsync(path, database, Cancellation);
            await File.WriteAllBytesAsync(path + "-wal", [.. log[..cut], .. tail], Cancellation);
            await using var journal = await JournalDirectory.OpenAsync(path);
            longest = Math.Max(longest, await AssertWholeAsync(journal, "alpha"));
        }

        Assert.True(longest >= 120);
    }

    private static Process Start(string path)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Redline.CrashWriter.dll"));
        start.ArgumentList.Add(path);
        return Process.Start(start)!;
    }

    private static async Task KillAfterLinesAsync(string path, int lines, Dictionary<string, long> reported)
    {
        using var writer = Start(path);
        try
        {
            for (var i = 0; i < lines && await writer.StandardOutput.ReadLineAsync(Cancellation) is { } line; i++)
            {
                Note(line, reported);
            }
        }
        finally
        {
            writer.Kill();
        }

        while (await writer.StandardOutput.ReadLineAsync(Cancellation) is { } line) Note(line, reported);
        await writer.WaitForExitAsync(Cancellation);
    }

    private static void Note(string line, Dictionary<string, long> reported)
    {
        // The kill may cut the last line off; a part of it says less than was committed, or nothing.
        if (line.Split(' ') is [var organization, var offset]
            && reported.TryGetValue(organization, out var before)
            && long.TryParse(offset, CultureInfo.InvariantCulture, out var last))
        {
            reported[organization] = Math.Max(before, last);
        }
    }

    /// <summary>Every entry is what its place demands and the last one ends a batch; returns the last offset.</summary>
    private static async Task<long> AssertWholeAsync(SqliteJournal journal, string organization)
    {
        long last = 0;
        JournalBatch? batch = null;
        var next = 0;
        await foreach (var entry in journal.ReadAsync(organization, 0, Cancellation))
        {
            if (batch is null || next == batch.Entries.Count) (batch, next) = (CrashBatch.After(organization, last), 0);
            last++;
            Assert.Equal((last, batch.Entries[next].Kind), (entry.Offset, entry.Kind));
            Assert.Equal(CrashBatch.Body(organization, last), Encoding.UTF8.GetString(entry.Body.Span));
            next++;
        }

        Assert.Equal(batch?.Entries.Count ?? 0, next);
        await AssertBesideEntriesAsync(journal, organization, last);
        return last;
    }

    // A checkpoint and a snapshot travel with their batch, so they stand exactly where the entries end.
    private static async Task AssertBesideEntriesAsync(SqliteJournal journal, string organization, long last)
    {
        var checkpoints = await journal.ReadCheckpointsAsync(organization, Cancellation);
        var expected = last == 0 ? [] : new[] { CrashBatch.Body(organization, last) };
        Assert.Equal(expected, checkpoints.Select(checkpoint => Encoding.UTF8.GetString(checkpoint.Body.Span)));
        var reading = await journal.ReadSnapshotAsync(organization, cancellationToken: Cancellation);
        Assert.Empty(reading.RefusedOffsets);
        if (reading.Snapshot is not { } snapshot) return;
        Assert.InRange(snapshot.Offset, 1, last);
        Assert.Equal(CrashBatch.Body(organization, snapshot.Offset), Encoding.UTF8.GetString(snapshot.Body.Span));
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }
}

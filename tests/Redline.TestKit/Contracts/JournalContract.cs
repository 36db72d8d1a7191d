using System.Text;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.TestKit.Contracts;

/// <summary>
/// What every journal store must do. A store's test class inherits this and opens the store; each test has a store of
/// its own, empty at its first <see cref="OpenAsync"/> and as it was left at every later one.
/// </summary>
public abstract class JournalContract
{
    private const string Alpha = "alpha";
    private const string Bravo = "bravo";

    /// <summary>The running test's token.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens this test's store. Only called when it is not open.</summary>
    protected abstract ValueTask<IJournal> OpenAsync();

    [Fact]
    public async Task Append_WhenEmpty_GivesOffsetsFromOne()
    {
        await using var journal = await OpenAsync();
        Assert.Equal(0, await journal.ReadLastOffsetAsync(Alpha, Cancellation));
        var first = await journal.AppendAsync(SomeBatch.Of(Alpha, "a", "b", "c"), Cancellation);
        var second = await journal.AppendAsync(SomeBatch.Of(Alpha, "d"), Cancellation);
        Assert.Equal((new JournalCommit(1, 3), new JournalCommit(4, 4)), (first, second));
        Assert.Equal(4, await journal.ReadLastOffsetAsync(Alpha, Cancellation));
    }

    [Fact]
    public async Task Read_WhenEntriesWereAppended_GivesThemUnchangedInOrder()
    {
        await using var journal = await OpenAsync();
        NewEntry[] written =
        [
            new("alertTriggered", SomeBatch.At, SomeBatch.At.Plus(7), Encoding.UTF8.GetBytes("{\"a\":1}")),
            new("größe", SomeBatch.At.Plus(-1_000_000_000_000), SomeBatch.At, ReadOnlyMemory<byte>.Empty),
            new("bytes", Engine.Instant.Beginning, Engine.Instant.Never, new byte[] { 0, 255, 0, 128 }),
            new("long", SomeBatch.At, SomeBatch.At, new byte[100_000]),
        ];
        await journal.AppendAsync(new JournalBatch(Alpha, written, []), Cancellation);

        var read = await ReadAllAsync(journal, Alpha);
        Assert.Equal(written.Length, read.Count);
        for (var i = 0; i < written.Length; i++)
        {
            Assert.Equal(i + 1, read[i].Offset);
            Assert.Equal(written[i].Kind, read[i].Kind);
            Assert.Equal((written[i].At, written[i].DecidedAt), (read[i].At, read[i].DecidedAt));
            Assert.Equal(written[i].Body.ToArray(), read[i].Body.ToArray());
            Assert.Equal(32, read[i].Hash.Length);
        }
    }

    [Fact]
    public async Task Read_WhenAfterAnOffset_BeginsWithTheNext()
    {
        await using var journal = await OpenAsync();
        await journal.AppendAsync(SomeBatch.Of(Alpha, "a", "b", "c"), Cancellation);
        Assert.Equal(["b", "c"], await KindsAsync(journal, Alpha, 1));
        Assert.Empty(await KindsAsync(journal, Alpha, 3));
        Assert.Empty(await KindsAsync(journal, Alpha, 99));
        Assert.Empty(await KindsAsync(journal, "nobody", 0));
    }

    [Fact]
    public async Task Read_WhenMoreThanOnePage_LeavesNothingOut()
    {
        await using var journal = await OpenAsync();
        var kinds = Enumerable.Range(0, 1500).Select(i => $"kind{i}").ToArray();
        await journal.AppendAsync(SomeBatch.Of(Alpha, kinds), Cancellation);
        Assert.Equal(kinds, await KindsAsync(journal, Alpha, 0));
        Assert.Equal(kinds[700..], await KindsAsync(journal, Alpha, 700));
    }

    [Fact]
    public async Task Append_WhenTwoOrganizations_KeepsThemApart()
    {
        await using var journal = await OpenAsync();
        await journal.AppendAsync(SomeBatch.Of(Alpha, "a1"), Cancellation);
        var first = await journal.AppendAsync(SomeBatch.Of(Bravo, "b1", "b2"), Cancellation);
        await journal.AppendAsync(SomeBatch.Of(Alpha, "a2"), Cancellation);
        Assert.Equal(new JournalCommit(1, 2), first);
        Assert.Equal(["a1", "a2"], await KindsAsync(journal, Alpha, 0));
        Assert.Equal(["b1", "b2"], await KindsAsync(journal, Bravo, 0));
    }

    [Fact]
    public async Task Open_WhenReopened_FindsEverythingAndTheSameId()
    {
        string id;
        await using (var journal = await OpenAsync())
        {
            id = journal.JournalId;
            await journal.AppendAsync(SomeBatch.Of(Alpha, "a", "b"), Cancellation);
        }

        await using var again = await OpenAsync();
        Assert.Equal(id, again.JournalId);
        Assert.NotEmpty(id);
        Assert.Equal(new JournalCommit(3, 3), await again.AppendAsync(SomeBatch.Of(Alpha, "c"), Cancellation));
        Assert.Equal(["a", "b", "c"], await KindsAsync(again, Alpha, 0));
    }

    [Fact]
    public async Task Submit_WhenNotAwaitedOneByOne_KeepsTheCallersOrder()
    {
        await using var journal = await OpenAsync();
        List<Task<JournalCommit>> commits = [];
        for (var i = 0; i < 300; i++)
        {
            var batch = SomeBatch.Of(Alpha, $"k{i}") with { AfterOffset = i };
            commits.Add(await journal.SubmitAsync(batch, Cancellation));
        }

        var offsets = await Task.WhenAll(commits);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), offsets.Select(commit => commit.LastOffset));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"k{i}"), await KindsAsync(journal, Alpha, 0));
    }

    [Fact]
    public async Task Append_WhenManyCallersAtOnce_IsGaplessAndKeepsBatchesWhole()
    {
        const int callers = 8;
        const int batches = 40;
        await using var journal = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < batches; i++)
            {
                var commit = await journal.AppendAsync(
                    SomeBatch.Of(Alpha, $"{caller}.{i}.first", $"{caller}.{i}.second"), Cancellation);
                Assert.Equal(commit.FirstOffset + 1, commit.LastOffset);
            }
        })));

        var kinds = await KindsAsync(journal, Alpha, 0);
        Assert.Equal(callers * batches * 2, kinds.Count);
        for (var i = 0; i < kinds.Count; i += 2)
        {
            Assert.Equal(kinds[i].Replace("first", "second", StringComparison.Ordinal), kinds[i + 1]);
        }

        foreach (var caller in Enumerable.Range(0, callers))
        {
            var own = kinds.Where(kind => kind.StartsWith($"{caller}.", StringComparison.Ordinal)
                && kind.EndsWith("first", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(0, batches).Select(i => $"{caller}.{i}.first"), own);
        }
    }

    [Fact]
    public async Task Append_WhenDecidedOnAnotherOffset_FailsAsStaleAndChangesNothing()
    {
        await using var journal = await OpenAsync();
        await journal.AppendAsync(SomeBatch.Of(Alpha, "a"), Cancellation);
        foreach (var wrong in (long[])[0, 2])
        {
            var batch = SomeBatch.Of(Alpha, "late") with { AfterOffset = wrong };
            var failure = await Assert.ThrowsAsync<JournalWriteException>(
                async () => await journal.AppendAsync(batch, Cancellation));
            Assert.Equal(JournalErrorCode.Stale, failure.Code);
        }

        await journal.AppendAsync(SomeBatch.Of(Alpha, "b") with { AfterOffset = 1 }, Cancellation);
        Assert.Equal(["a", "b"], await KindsAsync(journal, Alpha, 0));
    }

    [Fact]
    public async Task Append_WhenABatchIsNotAllowed_Throws()
    {
        await using var journal = await OpenAsync();
        JournalBatch[] wrong =
        [
            SomeBatch.Of(Alpha),
            SomeBatch.Of("", "a"),
            SomeBatch.Of("a\0b", "a"),
            SomeBatch.Of(new string('o', 201), "a"),
            SomeBatch.Of(Alpha, ""),
            SomeBatch.Of(Alpha, "\ud800"),
            SomeBatch.Of(Alpha, new string('é', 101)),
            SomeBatch.Checkpoint(Alpha, "", null, "x"),
            SomeBatch.Checkpoint(Alpha, "q", "", "x"),
        ];
        foreach (var batch in wrong)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await journal.AppendAsync(batch, Cancellation));
        }

        Assert.Equal(0, await journal.ReadLastOffsetAsync(Alpha, Cancellation));
    }

    [Fact]
    public async Task Snapshot_WhenThreeWereWritten_KeepsTheTwoNewest()
    {
        await using var journal = await OpenAsync();
        for (var format = 1; format <= 3; format++)
        {
            await journal.AppendAsync(SomeBatch.Snapshot(Alpha, format, $"state {format}"), Cancellation);
        }

        var newest = await journal.ReadSnapshotAsync(Alpha, cancellationToken: Cancellation);
        Assert.Equal((3, 3), (newest.Snapshot!.Offset, newest.Snapshot.Format));
        Assert.Equal("state 3", Encoding.UTF8.GetString(newest.Snapshot.Body.Span));
        Assert.Empty(newest.RefusedOffsets);
        var older = await journal.ReadSnapshotAsync(Alpha, 3, Cancellation);
        Assert.Equal(2, older.Snapshot!.Offset);
        Assert.Null((await journal.ReadSnapshotAsync(Alpha, 2, Cancellation)).Snapshot);
        Assert.Null((await journal.ReadSnapshotAsync(Bravo, cancellationToken: Cancellation)).Snapshot);
    }

    [Fact]
    public async Task Snapshot_WhenAlone_StandsAtTheLastOffsetAndReplacesOneThere()
    {
        await using var journal = await OpenAsync();
        await journal.AppendAsync(SomeBatch.Snapshot(Alpha, 1, "old"), Cancellation);
        var alone = new JournalBatch(Alpha, [], [], new SnapshotToWrite(2, Encoding.UTF8.GetBytes("new")));
        Assert.Equal(new JournalCommit(2, 1), await journal.AppendAsync(alone, Cancellation));
        var reading = await journal.ReadSnapshotAsync(Alpha, cancellationToken: Cancellation);
        Assert.Equal((1, 2), (reading.Snapshot!.Offset, reading.Snapshot.Format));
    }

    [Fact]
    public async Task Checkpoint_WhenWrittenAgain_ReplacesOnlyItsOwnKey()
    {
        await using (var journal = await OpenAsync())
        {
            await journal.AppendAsync(SomeBatch.Checkpoint(Alpha, "billing", null, "all"), Cancellation);
            await journal.AppendAsync(SomeBatch.Checkpoint(Alpha, "billing", "voice", "v1"), Cancellation);
            await journal.AppendAsync(SomeBatch.Checkpoint(Alpha, "sales", "voice", "s1"), Cancellation);
            await journal.AppendAsync(SomeBatch.Checkpoint(Bravo, "billing", "voice", "other"), Cancellation);
            var mixed = SomeBatch.Checkpoint(Alpha, "billing", "voice", "v2") with
            {
                Entries = [SomeBatch.Entry("a", "a")],
            };
            Assert.Equal(new JournalCommit(1, 1), await journal.AppendAsync(mixed, Cancellation));
        }

        await using var again = await OpenAsync();
        Assert.Equal(["billing//all", "billing/voice/v2", "sales/voice/s1"], await CheckpointsAsync(again, Alpha));
        Assert.Equal(["billing/voice/other"], await CheckpointsAsync(again, Bravo));
        await again.AppendAsync(SomeBatch.Checkpoint(Alpha, "billing", "voice", ""), Cancellation);
        Assert.Equal(["billing//all", "sales/voice/s1"], await CheckpointsAsync(again, Alpha));
    }

    [Fact]
    public async Task Submit_WhenCancelledBeforehand_WritesNothing()
    {
        await using var journal = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await journal.AppendAsync(SomeBatch.Of(Alpha, "a"), cancelled));
        Assert.Equal(0, await journal.ReadLastOffsetAsync(Alpha, Cancellation));
    }

    [Fact]
    public async Task Dispose_WhenBatchesAreUnderWay_CommitsWhatWasAdmitted()
    {
        List<Task<JournalCommit>> commits = [];
        var journal = await OpenAsync();
        for (var i = 0; i < 100; i++)
        {
            commits.Add(await journal.SubmitAsync(SomeBatch.Of(Alpha, $"k{i}"), Cancellation));
        }

        await journal.DisposeAsync();
        Assert.Equal(100, (await Task.WhenAll(commits)).Max(commit => commit.LastOffset));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await journal.AppendAsync(SomeBatch.Of(Alpha, "late"), Cancellation));
        await journal.DisposeAsync();

        await using var again = await OpenAsync();
        Assert.Equal(100, await again.ReadLastOffsetAsync(Alpha, Cancellation));
    }

    /// <summary>All entries of an organization.</summary>
    protected static async Task<List<JournalEntry>> ReadAllAsync(
        IJournal journal, string organizationId, long after = 0)
    {
        List<JournalEntry> entries = [];
        await foreach (var entry in journal.ReadAsync(organizationId, after, Cancellation)) entries.Add(entry);
        return entries;
    }

    private static async Task<List<string>> KindsAsync(IJournal journal, string organizationId, long after) =>
        [.. (await ReadAllAsync(journal, organizationId, after)).Select(entry => entry.Kind)];

    private static async Task<List<string>> CheckpointsAsync(IJournal journal, string organizationId) =>
    [
        .. (await journal.ReadCheckpointsAsync(organizationId, Cancellation))
            .Select(c => $"{c.QueueId}/{c.MediaType}/{Encoding.UTF8.GetString(c.Body.Span)}")
            .Order(StringComparer.Ordinal),
    ];
}

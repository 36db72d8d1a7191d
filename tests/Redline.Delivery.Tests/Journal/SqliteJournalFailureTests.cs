using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

/// <summary>Commits that SQLite itself makes fail: a trigger, a locked database, a full disk.</summary>
public sealed class SqliteJournalFailureTests : IDisposable
{
    private const string PoisonTrigger = """
        CREATE TRIGGER poison BEFORE INSERT ON journal_entry WHEN NEW.kind = 'poison'
        BEGIN SELECT RAISE(ABORT, 'secret words'); END
        """;

    private readonly JournalDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Append_WhenTheCommitFails_LeavesNothingBehindAndTheJournalUsable()
    {
        await using (var journal = await _directory.OpenAsync())
        {
            await journal.AppendAsync(SomeBatch.Of("alpha", "one"), Cancellation);
            _directory.Execute(PoisonTrigger);
            var failure = await FailureAsync(journal, SomeBatch.Of("alpha", "half", "poison"));
            Assert.Equal(JournalErrorCode.Refused, failure.Code);
            Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(_directory.Database, failure.ToString(), StringComparison.Ordinal);

            var next = await journal.AppendAsync(SomeBatch.Of("alpha", "two") with { AfterOffset = 1 }, Cancellation);
            Assert.Equal(new JournalCommit(2, 2), next);
        }

        await using var again = await _directory.OpenAsync();
        Assert.Equal(2, again.VerifiedEntries);
    }

    [Fact]
    public async Task Submit_WhenAGroupFailsBehindALockedDatabase_FailsEveryBatchOfTheOrganization()
    {
        await using var journal = await _directory.OpenAsync();
        _directory.Execute(PoisonTrigger);
        List<Task<JournalCommit>> commits = [];
        using (var other = _directory.Connect())
        {
            // While another connection holds the write lock the writer waits inside the first commit.
            JournalDirectory.Execute(other, "BEGIN IMMEDIATE");
            foreach (var kind in (string[])["one", "poison", "two"])
            {
                var batch = SomeBatch.Of("alpha", kind) with { AfterOffset = commits.Count };
                commits.Add(await journal.SubmitAsync(batch, Cancellation));
            }

            JournalDirectory.Execute(other, "ROLLBACK");
        }

        // The first may have been a commit of its own; whatever was decided on top of the poison must not be there.
        await Assert.ThrowsAsync<JournalWriteException>(() => commits[1]);
        await Assert.ThrowsAsync<JournalWriteException>(() => commits[2]);
        var last = await journal.ReadLastOffsetAsync("alpha", Cancellation);
        Assert.Equal(commits[0].IsCompletedSuccessfully ? 1 : 0, last);
    }

    [Fact]
    public async Task Append_WhenTheDatabaseStaysLocked_FailsAsBusy()
    {
        var options = new SqliteJournalOptions { Path = _directory.Database, BusyTimeout = TimeSpan.Zero };
        await using var journal = await SqliteJournal.OpenAsync(options, Cancellation);
        using var other = _directory.Connect();
        JournalDirectory.Execute(other, "BEGIN IMMEDIATE");
        Assert.Equal(JournalErrorCode.Busy, (await FailureAsync(journal, SomeBatch.Of("alpha", "one"))).Code);
        JournalDirectory.Execute(other, "ROLLBACK");
        Assert.Equal(1, (await journal.AppendAsync(SomeBatch.Of("alpha", "one"), Cancellation)).LastOffset);
    }

    [Fact]
    public async Task Append_WhenOneBatchOfAGroupIsStale_CommitsTheOthers()
    {
        await using var journal = await _directory.OpenAsync();
        Task<JournalCommit> good, stale, after;
        using (var other = _directory.Connect())
        {
            JournalDirectory.Execute(other, "BEGIN IMMEDIATE");
            good = await journal.SubmitAsync(SomeBatch.Of("alpha", "one") with { AfterOffset = 0 }, Cancellation);
            stale = await journal.SubmitAsync(SomeBatch.Of("alpha", "stale") with { AfterOffset = 0 }, Cancellation);
            after = await journal.SubmitAsync(SomeBatch.Of("alpha", "two") with { AfterOffset = 1 }, Cancellation);
            JournalDirectory.Execute(other, "ROLLBACK");
        }

        Assert.Equal(1, (await good).LastOffset);
        Assert.Equal(JournalErrorCode.Stale, (await Assert.ThrowsAsync<JournalWriteException>(() => stale)).Code);
        Assert.Equal(2, (await after).LastOffset);
    }

    [Theory]
    [InlineData(13, JournalErrorCode.Full)]
    [InlineData(1034, JournalErrorCode.InputOutput)]
    [InlineData(5, JournalErrorCode.Busy)]
    [InlineData(517, JournalErrorCode.Busy)]
    [InlineData(8, JournalErrorCode.ReadOnly)]
    [InlineData(11, JournalErrorCode.WriteCorrupt)]
    [InlineData(18, JournalErrorCode.Refused)]
    [InlineData(7, JournalErrorCode.Failed)]
    public void ToWriteFailure_WhenSqliteFails_GivesAStableCodeAndNamesSqlites(int sqliteCode, string expected)
    {
        var failure = SqliteFailure.ToWriteFailure(
            new Microsoft.Data.Sqlite.SqliteException("/a/path", sqliteCode & 0xff, sqliteCode));
        Assert.Equal(expected, failure.Code);
        Assert.Contains($"SQLite {sqliteCode}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/a/path", failure.ToString(), StringComparison.Ordinal);
    }

    private static Task<JournalWriteException> FailureAsync(IJournal journal, JournalBatch batch) =>
        Assert.ThrowsAsync<JournalWriteException>(async () => await journal.AppendAsync(batch, Cancellation));
}

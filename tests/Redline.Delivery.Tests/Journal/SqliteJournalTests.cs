using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

/// <summary>Opening, backing up and what else is SQLite's own.</summary>
public sealed class SqliteJournalTests : IDisposable
{
    private readonly JournalDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_WhenAlreadyOpen_SaysInUse()
    {
        await using (var journal = await _directory.OpenAsync())
        {
            var failure = await OpenFailureAsync();
            Assert.Equal(JournalErrorCode.InUse, failure.Code);
            Assert.DoesNotContain(_directory.Database, failure.ToString(), StringComparison.Ordinal);
        }

        await using var again = await _directory.OpenAsync();
    }

    [Fact]
    public async Task Open_WhenTheSchemaIsNewer_RefusesAndReleasesTheLock()
    {
        await _directory.FillAsync();
        _directory.Execute($"UPDATE journal_schema SET version = {SqliteJournalSchema.Version + 1}");
        Assert.Equal(JournalErrorCode.SchemaNewer, (await OpenFailureAsync()).Code);
        _directory.Execute($"UPDATE journal_schema SET version = {SqliteJournalSchema.Version}");
        await using var again = await _directory.OpenAsync();
        Assert.Equal(8, again.VerifiedEntries);
    }

    [Fact]
    public async Task Open_WhenTheDirectoryIsMissing_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<JournalUnavailableException>(
            async () => await JournalDirectory.OpenAsync(_directory.File("missing/journal.db")));
        Assert.Equal(JournalErrorCode.OpenFailed, failure.Code);
    }

    [Fact]
    public async Task Open_WhenTheFileIsNoDatabase_RefusesItAsCorrupt()
    {
        await File.WriteAllTextAsync(_directory.Database, new string('x', 10_000), Cancellation);
        await Assert.ThrowsAsync<JournalCorruptException>(async () => await _directory.OpenAsync());
    }

    [Fact]
    public async Task Open_WhenCancelled_ReleasesTheLock()
    {
        await _directory.FillAsync();
        var options = new SqliteJournalOptions { Path = _directory.Database };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await SqliteJournal.OpenAsync(options, new CancellationToken(canceled: true)));
        await using var again = await _directory.OpenAsync();
    }

    [Fact]
    public void OpenWriter_WhenOpened_FlushesEveryCommitToAWriteAheadLog()
    {
        using var connection = new SqliteConnections(_directory.Database, TimeSpan.FromSeconds(1)).OpenWriter();
        Assert.Equal("wal", SqliteConnections.Scalar(connection, "PRAGMA journal_mode"));
        Assert.Equal("2", SqliteConnections.Scalar(connection, "PRAGMA synchronous"));
    }

    [Fact]
    public async Task Dispose_WhenDone_LeavesOneDatabaseFile()
    {
        await _directory.FillAsync();
        Assert.True(File.Exists(_directory.Database));
        Assert.False(File.Exists(_directory.Database + "-wal"));
    }

    [Fact]
    public async Task Append_WhenManyAtOnce_SharesCommits()
    {
        await using var journal = await _directory.OpenAsync();
        List<Task<JournalCommit>> commits = [];
        using (var other = _directory.Connect())
        {
            // The write lock held elsewhere keeps the first commit from ending, so the others gather behind it.
            JournalDirectory.Execute(other, "BEGIN IMMEDIATE");
            for (var i = 0; i < 500; i++)
            {
                commits.Add(await journal.SubmitAsync(SomeBatch.Of("alpha", "k"), Cancellation));
            }

            JournalDirectory.Execute(other, "ROLLBACK");
        }

        await Task.WhenAll(commits);
        Assert.InRange(journal.Commits, 1, 10);
    }

    [Fact]
    public async Task Backup_WhileAppending_IsAJournalOfItsOwn()
    {
        var copy = _directory.File("copy.db");
        await using var journal = await _directory.OpenAsync();
        for (var i = 0; i < 20; i++) await journal.AppendAsync(SomeBatch.Of("alpha", "before"), Cancellation);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested) await journal.AppendAsync(SomeBatch.Of("alpha", "during"));
            },
            Cancellation);
        await journal.BackupAsync(copy, Cancellation);
        await stop.CancelAsync();
        await writing;

        await Assert.ThrowsAsync<IOException>(async () => await journal.BackupAsync(copy, Cancellation));
        Assert.False(File.Exists(copy + ".partial"));
        await using var restored = await JournalDirectory.OpenAsync(copy);
        Assert.Equal(journal.JournalId, restored.JournalId);
        Assert.InRange(restored.VerifiedEntries, 20, await journal.ReadLastOffsetAsync("alpha", Cancellation));
    }

    [Fact]
    public void Validate_WhenEverythingIsWrong_NamesEveryProperty()
    {
        var options = new SqliteJournalOptions
        {
            Path = " ",
            BusyTimeout = TimeSpan.FromSeconds(-1),
            MaxOutstandingBatches = 0,
            MaxOutstandingBytes = 0,
        };
        Assert.Equal(
            ["Path", "BusyTimeout", "MaxOutstandingBatches", "MaxOutstandingBytes"],
            options.Validate().Select(error => error.Split(' ')[0]));
        Assert.Empty(new SqliteJournalOptions { Path = "journal.db" }.Validate());
    }

    [Fact]
    public async Task Open_WhenOptionsAreWrong_Throws()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(async () => await JournalDirectory.OpenAsync(" "));
        Assert.Contains("Path", failure.Message, StringComparison.Ordinal);
    }

    private Task<JournalUnavailableException> OpenFailureAsync() =>
        Assert.ThrowsAsync<JournalUnavailableException>(async () => await _directory.OpenAsync());
}

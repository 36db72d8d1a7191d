using System.Diagnostics;
using Redline.Delivery.Journal;

namespace Redline.CrashServer;

/// <summary>Where the process ends.</summary>
internal enum FatalSide
{
    /// <summary>Nowhere.</summary>
    Never,

    /// <summary>Before the commit: what it is about has happened, and is not written.</summary>
    Before,

    /// <summary>After the commit: it is written, and nobody was told.</summary>
    After,
}

/// <summary>A journal that kills its process, as SIGKILL does, at a commit with steps of flows. Any thread.</summary>
internal sealed class FatalJournal(IJournal journal, FatalSide side, int number) : IJournal
{
    private int _commits;

    public string JournalId => journal.JournalId;

    public async ValueTask<Task<JournalCommit>> SubmitAsync(JournalBatch batch, CancellationToken cancellationToken = default)
    {
        if (!batch.Entries.Any(e => e.Kind is "ExecutionStarted" or "StepStarted" or "StepEnded" or "ExecutionFinished"))
            return await journal.SubmitAsync(batch, cancellationToken);
        var commit = Interlocked.Increment(ref _commits);
        if (side == FatalSide.Before && commit == number) Die();
        return CommittedAsync(await journal.SubmitAsync(batch, cancellationToken), batch, commit);
    }

    public IAsyncEnumerable<JournalEntry> ReadAsync(string organizationId, long afterOffset, CancellationToken cancellationToken = default) =>
        journal.ReadAsync(organizationId, afterOffset, cancellationToken);

    public ValueTask<long> ReadLastOffsetAsync(string organizationId, CancellationToken cancellationToken = default) =>
        journal.ReadLastOffsetAsync(organizationId, cancellationToken);

    public ValueTask<SnapshotReading> ReadSnapshotAsync(
        string organizationId, long beforeOffset = long.MaxValue, CancellationToken cancellationToken = default) =>
        journal.ReadSnapshotAsync(organizationId, beforeOffset, cancellationToken);

    public ValueTask<StoredRecord?> FindRecordAsync(
        string organizationId, string collection, string key, CancellationToken cancellationToken = default) =>
        journal.FindRecordAsync(organizationId, collection, key, cancellationToken);

    public ValueTask<IReadOnlyList<StoredRecord>> ListRecordsAsync(
        string organizationId, string collection, bool descending, int skip, int limit, CancellationToken cancellationToken = default) =>
        journal.ListRecordsAsync(organizationId, collection, descending, skip, limit, cancellationToken);

    public ValueTask<long> CountRecordsAsync(string organizationId, string collection, CancellationToken cancellationToken = default) =>
        journal.CountRecordsAsync(organizationId, collection, cancellationToken);

    public ValueTask<IReadOnlyList<ObservationCheckpoint>> ReadCheckpointsAsync(string organizationId, CancellationToken cancellationToken = default) =>
        journal.ReadCheckpointsAsync(organizationId, cancellationToken);

    // Whoever made the server owns the journal.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<JournalCommit> CommittedAsync(Task<JournalCommit> committing, JournalBatch batch, int commit)
    {
        var committed = await committing;
        if (side == FatalSide.After && commit == number) Die();
        if (batch.Entries.Any(e => e.Kind == "ExecutionFinished")) Console.WriteLine("finished");
        return committed;
    }

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}

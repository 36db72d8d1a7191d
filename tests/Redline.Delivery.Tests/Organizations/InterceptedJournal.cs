using System.Threading.Channels;
using Redline.Delivery.Journal;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>
/// A journal between the loop and the real one: a test sees each batch as it is handed over and says what becomes of
/// it. Batches reach the real journal one by one and in order. Any thread.
/// </summary>
internal sealed class InterceptedJournal(IJournal inner) : IJournal
{
    private readonly Lock _gate = new();
    private readonly Channel<JournalBatch> _submitted = Channel.CreateUnbounded<JournalBatch>();
    private readonly List<JournalBatch> _batches = [];
    private Task _previous = Task.CompletedTask;
    private long _committedOffset;

    /// <summary>
    /// Awaited before the batch of this number (from 1) is given to the real journal; an exception is its failure.
    /// </summary>
    public Func<int, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called when the journal is read for the state; may throw.</summary>
    public Action OnRead { get; set; } = () => { };

    public string JournalId => inner.JournalId;

    /// <summary>Every batch handed over so far.</summary>
    public IReadOnlyList<JournalBatch> Batches
    {
        get
        {
            lock (_gate) return [.. _batches];
        }
    }

    /// <summary>The last offset known to be committed.</summary>
    public long CommittedOffset => Volatile.Read(ref _committedOffset);

    /// <summary>Holds every commit from now on, until the returned source is completed.</summary>
    public TaskCompletionSource Hold()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        BeforeCommit = _ => released.Task;
        return released;
    }

    /// <summary>The next batch, when it is handed over.</summary>
    public ValueTask<JournalBatch> SubmittedAsync() =>
        _submitted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<Task<JournalCommit>> SubmitAsync(JournalBatch batch, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _batches.Add(batch);
            var commit = CommitAsync(_batches.Count, batch, _previous);
            _previous = commit;
            _submitted.Writer.TryWrite(batch);
            return new(commit);
        }
    }

    public IAsyncEnumerable<JournalEntry> ReadAsync(
        string organizationId, long afterOffset, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(organizationId, afterOffset, cancellationToken);

    public ValueTask<long> ReadLastOffsetAsync(string organizationId, CancellationToken cancellationToken = default) =>
        inner.ReadLastOffsetAsync(organizationId, cancellationToken);

    public ValueTask<SnapshotReading> ReadSnapshotAsync(
        string organizationId, long beforeOffset = long.MaxValue, CancellationToken cancellationToken = default)
    {
        OnRead();
        return inner.ReadSnapshotAsync(organizationId, beforeOffset, cancellationToken);
    }

    public ValueTask<IReadOnlyList<ObservationCheckpoint>> ReadCheckpointsAsync(
        string organizationId, CancellationToken cancellationToken = default) =>
        inner.ReadCheckpointsAsync(organizationId, cancellationToken);

    public ValueTask<StoredRecord?> FindRecordAsync(
        string organizationId, string collection, string key, CancellationToken cancellationToken = default) =>
        inner.FindRecordAsync(organizationId, collection, key, cancellationToken);

    public ValueTask<IReadOnlyList<StoredRecord>> ListRecordsAsync(
        string organizationId, string collection, bool descending, int skip, int limit,
        CancellationToken cancellationToken = default) =>
        inner.ListRecordsAsync(organizationId, collection, descending, skip, limit, cancellationToken);

    public ValueTask<long> CountRecordsAsync(
        string organizationId, string collection, CancellationToken cancellationToken = default) =>
        inner.CountRecordsAsync(organizationId, collection, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<JournalCommit> CommitAsync(int number, JournalBatch batch, Task previous)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await BeforeCommit(number);
        var commit = await inner.AppendAsync(batch);
        Volatile.Write(ref _committedOffset, commit.LastOffset);
        return commit;
    }
}

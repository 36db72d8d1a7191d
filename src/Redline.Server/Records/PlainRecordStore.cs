using Redline.Delivery.Journal;

namespace Redline.Server.Records;

/// <summary>Records without an audit log, for the demo: what a change says for the audit log is dropped. Any thread.</summary>
internal sealed class PlainRecordStore(IJournal journal, string organizationId) : IRecordStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <inheritdoc/>
    public string OrganizationId => organizationId;

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <inheritdoc/>
    public async Task<T> ChangeAsync<T>(Func<RecordChange, T> decide, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var change = new RecordChange();
            var answer = decide(change);
            if (change.Writes.Count == 0) return answer;
            await journal.AppendAsync(new JournalBatch(organizationId, [], [], Records: change.Writes), cancellationToken);
            change.Apply();
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }
}

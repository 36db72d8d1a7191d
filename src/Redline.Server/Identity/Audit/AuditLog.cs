using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Server.Identity.Records;

namespace Redline.Server.Identity.Audit;

/// <summary>Who changed what, and who signed in, newest first; the oldest entries go at the bound. Any thread.</summary>
internal sealed class AuditLog(IdentityStore store, IJournal journal)
{
    /// <summary>Adds an entry; completes when it is committed.</summary>
    /// <exception cref="JournalWriteException">It was not written.</exception>
    public Task RecordAsync(NewAuditEntry entry, CancellationToken cancellationToken) => store.ChangeAsync(
        change =>
        {
            change.Audit(entry);
            return true;
        },
        cancellationToken);

    /// <summary>A page, newest first.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(int skip, int limit, CancellationToken cancellationToken)
    {
        var records = await journal.ListRecordsAsync(
            store.OrganizationId, IdentityStore.AuditCollection, descending: true, skip, limit, cancellationToken);
        return [.. records.Select(r => JsonSerializer.Deserialize(r.Body.Span, IdentityJson.Default.AuditEntry)!)];
    }

    /// <summary>How many there are.</summary>
    /// <exception cref="JournalUnavailableException">The store cannot be read just now.</exception>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        journal.CountRecordsAsync(store.OrganizationId, IdentityStore.AuditCollection, cancellationToken);
}

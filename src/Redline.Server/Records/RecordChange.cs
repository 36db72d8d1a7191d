using Redline.Delivery.Journal;
using Redline.Server.Identity.Audit;

namespace Redline.Server.Records;

/// <summary>What one decision changes: written in one batch, then taken over in memory. One thread.</summary>
internal sealed class RecordChange
{
    private readonly List<RecordWrite> _writes = [];
    private readonly List<Action> _applications = [];
    private readonly List<NewAuditEntry> _audit = [];

    /// <summary>The records to write, without the audit entries.</summary>
    public IReadOnlyList<RecordWrite> Writes => _writes;

    /// <summary>The audit entries to write.</summary>
    public IReadOnlyList<NewAuditEntry> AuditEntries => _audit;

    /// <summary>Adds or replaces a record.</summary>
    public void Put<T>(RecordMap<T> map, string key, T value) where T : class
    {
        _writes.Add(map.ToWrite(key, value));
        _applications.Add(() => map.Apply(key, value));
    }

    /// <summary>Removes a record; one that is not there is no mistake.</summary>
    public void Remove<T>(RecordMap<T> map, string key) where T : class
    {
        _writes.Add(map.ToRemoval(key));
        _applications.Add(() => map.Apply(key, null));
    }

    /// <summary>Says in the audit log what was done.</summary>
    public void Audit(NewAuditEntry entry) => _audit.Add(entry);

    /// <summary>Takes the change over in memory, after its commit.</summary>
    public void Apply()
    {
        foreach (var apply in _applications) apply();
    }
}

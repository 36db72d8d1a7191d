using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Clients;
using Redline.Server.Identity.Keys;
using Redline.Server.Identity.People;
using Redline.Server.Identity.Tokens;
using Redline.Server.Records;

namespace Redline.Server.Identity.Records;

/// <summary>
/// Who exists in one organization and what proves it, as records of the journal: whole in memory, changed one decision
/// at a time, and never ahead of what is committed. Secrets are in it as hashes only. Any thread.
/// </summary>
internal sealed class IdentityStore(IJournal journal, string organizationId, IdentityOptions options, TimeProvider wall)
    : IRecordStore, IDisposable
{
    public const string AuditCollection = "audit";

    private const string OrganizationCollection = "organizations";

    private const int MaxRemovedAtOnce = 1000;
    private const int MaxAuditRemovals = 20_000; // more than one change can add

    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly RecordMap<OrganizationBegin> _begun = new(OrganizationCollection, IdentityJson.Default.OrganizationBegin, o => o.At);
    private long _firstAuditId = 1;
    private long _lastAuditId;
    private DateTimeOffset _nextRemoval;

    /// <inheritdoc/>
    public string OrganizationId => organizationId;

    /// <summary>Access tokens, by the hash of the token.</summary>
    public RecordMap<AccessToken> Tokens { get; } = new("access-tokens", IdentityJson.Default.AccessToken, t => t.Expires);

    /// <summary>Sign-ins and their refresh tokens, by the hash of the first half of the token.</summary>
    public RecordMap<TokenFamily> Families { get; } = new("refresh-tokens", IdentityJson.Default.TokenFamily, f => f.Expires);

    /// <summary>One-time codes, by the hash of the code.</summary>
    public RecordMap<SignInCode> Codes { get; } = new("sign-in-codes", IdentityJson.Default.SignInCode, c => c.Expires);

    /// <summary>Clients, by id.</summary>
    public RecordMap<OAuthClient> Clients { get; } = new("oauth-clients", IdentityJson.Default.OAuthClient, c => c.CreatedAt);

    /// <summary>API keys, by the hash of the key.</summary>
    public RecordMap<ApiKey> Keys { get; } = new("api-keys", IdentityJson.Default.ApiKey, k => k.CreatedAt);

    /// <summary>People, by id.</summary>
    public RecordMap<PersonRecord> People { get; } = new("people", IdentityJson.Default.PersonRecord, _ => default);

    /// <summary>Whether the organization's first start is behind it.</summary>
    public bool HasBegun => _begun.Find(organizationId) is not null;

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>Reads everything into memory.</summary>
    /// <exception cref="InvalidDataException">A record cannot be read by this version.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await Tokens.LoadAsync(journal, organizationId, cancellationToken);
        await Families.LoadAsync(journal, organizationId, cancellationToken);
        await Codes.LoadAsync(journal, organizationId, cancellationToken);
        await Clients.LoadAsync(journal, organizationId, cancellationToken);
        await Keys.LoadAsync(journal, organizationId, cancellationToken);
        await People.LoadAsync(journal, organizationId, cancellationToken);
        await _begun.LoadAsync(journal, organizationId, cancellationToken);
        var oldest = await journal.ListRecordsAsync(organizationId, AuditCollection, descending: false, 0, 1, cancellationToken);
        var newest = await journal.ListRecordsAsync(organizationId, AuditCollection, descending: true, 0, 1, cancellationToken);
        if (newest.Count > 0) (_firstAuditId, _lastAuditId) = (oldest[0].Sort, newest[0].Sort);
    }

    /// <inheritdoc/>
    public async Task<T> ChangeAsync<T>(Func<RecordChange, T> decide, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var change = new RecordChange();
            var answer = decide(change);
            if (change.Writes.Count == 0 && change.AuditEntries.Count == 0) return answer;
            var now = wall.GetUtcNow();
            RemoveExpired(change, now);
            RecordWrite[] writes = [.. change.Writes, .. AuditWrites(change.AuditEntries, now)];
            await journal.AppendAsync(new JournalBatch(organizationId, [], [], Records: writes), cancellationToken);
            _lastAuditId += change.AuditEntries.Count;
            _firstAuditId += Surplus(_lastAuditId);
            change.Apply();
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Puts the organization's first start behind it.</summary>
    public void Begin(RecordChange change) =>
        change.Put(_begun, organizationId, new OrganizationBegin(wall.GetUtcNow()));

    private IEnumerable<RecordWrite> AuditWrites(IReadOnlyList<NewAuditEntry> entries, DateTimeOffset now)
    {
        var id = _lastAuditId;
        foreach (var entry in entries)
        {
            var numbered = new AuditEntry(++id, now, entry.Actor, entry.Action, entry.Target, entry.Reason, entry.ContextId);
            var body = JsonSerializer.SerializeToUtf8Bytes(numbered, IdentityJson.Default.AuditEntry);
            yield return new(AuditCollection, AuditKey(id), id, body);
        }

        for (long i = 0, surplus = Surplus(id); i < surplus; i++)
            yield return new(AuditCollection, AuditKey(_firstAuditId + i), 0, ReadOnlyMemory<byte>.Empty);
    }

    // The numbers have no gaps, so that those to go are known without looking. A bound that was lowered is reached in steps.
    private long Surplus(long lastId) =>
        Math.Clamp(lastId - options.MaxAuditEntries - _firstAuditId + 1, 0, MaxAuditRemovals);

    // Rides on a write that is made anyway; what has expired is refused whether or not it is still there.
    private void RemoveExpired(RecordChange change, DateTimeOffset now)
    {
        if (now < _nextRemoval) return;
        _nextRemoval = now + RemovalInterval;
        Remove(Tokens, t => t.Expires);
        Remove(Families, f => f.Expires);
        Remove(Codes, c => c.Expires);
        Remove(Keys, k => k.Expires ?? DateTimeOffset.MaxValue);

        void Remove<T>(RecordMap<T> map, Func<T, DateTimeOffset> expires) where T : class
        {
            foreach (var (key, _) in map.All.Where(r => expires(r.Value) <= now).Take(MaxRemovedAtOnce).ToArray())
                change.Remove(map, key);
        }
    }

    private static string AuditKey(long id) => id.ToString("D16", System.Globalization.CultureInfo.InvariantCulture);
}

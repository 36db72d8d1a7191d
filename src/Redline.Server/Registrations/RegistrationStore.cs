using System.Collections.Concurrent;
using System.Collections.Immutable;
using Redline.Delivery.Journal;
using Redline.Server.Identity;
using Redline.Server.Records;

namespace Redline.Server.Registrations;

/// <summary>
/// The devices of an organization: whole in memory, kept as records of the journal, never ahead of what is committed.
/// A registration whose person is gone is void: it is found by nobody, told of once by <see cref="Sweep"/> as revoked,
/// then removed. Runs on wall time. Any thread.
/// </summary>
internal sealed class RegistrationStore
{
    private readonly IRecordStore _records;
    private readonly IPeople _people;
    private readonly RegistrationOptions _options;
    private readonly TimeProvider _wall;
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _idsOfPerson = new(StringComparer.Ordinal);
    private readonly RecordMap<Registration> _byId;
    private readonly RecordMap<SigningSecret> _secrets;
    private readonly RegistrationWrites _writes;
    private readonly Lock _sweep = new();
    private readonly ConcurrentDictionary<string, byte> _toldVoid = new(StringComparer.Ordinal);
    private DateTimeOffset _sweptAt;

    private RegistrationStore(IRecordStore records, IPeople people, RegistrationOptions options, TimeProvider wall)
    {
        (_records, _people, _options, _wall) = (records, people, options, wall);
        _byId = new("registrations", RegistrationJson.Default.Registration, r => r.CreatedAt, Index);
        _secrets = new("registration-secrets", RegistrationJson.Default.SigningSecret, _ => default);
        _writes = new(this, _byId, _secrets, options);
        _sweptAt = wall.GetUtcNow();
    }

    /// <summary>
    /// Raised after the commit when a registration was renewed or revoked, on the thread that changed it; must be quick
    /// and must not throw.
    /// </summary>
    public event Action<Registration>? Changed;

    /// <summary>How many people would receive something now: those with a registration that stands.</summary>
    public int LivePersons => RegisteredPersons().Count;

    /// <summary>Opens the registrations of an organization.</summary>
    /// <param name="journal">Where they are kept.</param>
    /// <param name="records">Through which they change.</param>
    /// <param name="people">Who there is.</param>
    /// <param name="options">How long and how many.</param>
    /// <param name="wall">Wall time: registrations never run on simulated time.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    /// <exception cref="InvalidDataException">A record cannot be read by this version.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public static async Task<RegistrationStore> OpenAsync(
        IJournal journal, IRecordStore records, IPeople people, RegistrationOptions options, TimeProvider wall,
        CancellationToken cancellationToken = default)
    {
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        var store = new RegistrationStore(records, people, options, wall);
        await store._byId.LoadAsync(journal, records.OrganizationId, cancellationToken);
        await store._secrets.LoadAsync(journal, records.OrganizationId, cancellationToken);
        return store;
    }

    /// <summary>A registration, also one that is over and still kept; null: there is none, or its person is gone.</summary>
    public Registration? Find(string id) =>
        _byId.Find(id) is { } kept && _people.Find(kept.PersonId) is not null ? At(kept, _wall.GetUtcNow()) : null;

    /// <summary>A person's registrations, the oldest first, also those that are over and still kept.</summary>
    public IReadOnlyList<Registration> OfPerson(string personId)
    {
        if (_people.Find(personId) is null) return [];
        var now = _wall.GetUtcNow();
        return [.. InOrder(IdsOf(personId).Select(_byId.Find).OfType<Registration>().Select(r => At(r, now)).OfType<Registration>())];
    }

    /// <summary>Everybody's registrations, the oldest first, also those that are over and still kept.</summary>
    public IReadOnlyList<Registration> All() => [.. InOrder(_idsOfPerson.Keys.SelectMany(OfPerson))];

    /// <summary>The people with a registration that stands: who would receive something now.</summary>
    public IReadOnlyCollection<string> RegisteredPersons()
    {
        var now = _wall.GetUtcNow();
        return [.. _idsOfPerson.Keys.Where(p => _people.Find(p) is not null && IdsOf(p).Any(id => At(_byId.Find(id), now) is { IsLive: true }))];
    }

    /// <summary>
    /// Registers a device, or renews the registration of the same person, device and channel unless that was revoked.
    /// Completes when it is committed.
    /// </summary>
    /// <exception cref="JournalWriteException">Nothing was changed.</exception>
    public async Task<RegistrationOutcome> AddAsync(NewRegistration wanted, RegistrationActor actor, CancellationToken cancellationToken)
    {
        var outcome = await _records.ChangeAsync(c => _writes.Add(c, wanted, actor, Now()), cancellationToken);
        if (outcome is not { IsNew: false, Registration: { } renewed }) return outcome;
        Changed?.Invoke(renewed);
        return outcome;
    }

    /// <summary>Begins a registration's life anew, as when its token was refreshed in place.</summary>
    /// <returns>The registration; null: there is none that stands.</returns>
    /// <exception cref="JournalWriteException">Nothing was changed.</exception>
    public async Task<Registration?> RenewAsync(string id, CancellationToken cancellationToken)
    {
        var renewed = await _records.ChangeAsync(c => _writes.Renew(c, id, Now()), cancellationToken);
        if (renewed is not null) Changed?.Invoke(renewed);
        return renewed;
    }

    /// <summary>Ends a registration; it is revoked from the commit on. One that is over stays as it is.</summary>
    /// <returns>The registration as it is now; null: there is none.</returns>
    /// <exception cref="JournalWriteException">Nothing was changed.</exception>
    public async Task<Registration?> RevokeAsync(string id, RegistrationActor actor, CancellationToken cancellationToken)
    {
        var (registration, changed) = await _records.ChangeAsync(c => _writes.Revoke(c, id, actor, Now()), cancellationToken);
        if (changed) Changed?.Invoke(registration!);
        return registration;
    }

    /// <summary>
    /// The registrations that time, or the going of their person, has made expiring, expired or revoked since the last
    /// call (the first: since the opening). Each is in it once for each step that it stands at when called.
    /// </summary>
    /// <param name="now">Wall time; before the last call's it changes nothing.</param>
    public IReadOnlyList<Registration> Sweep(DateTimeOffset now)
    {
        lock (_sweep)
        {
            var found = new List<Registration>();
            foreach (var (id, kept) in _byId.All)
            {
                if (_people.Find(kept.PersonId) is null)
                {
                    if (_toldVoid.TryAdd(id, 0)) found.Add(kept with { State = RegistrationState.Revoked });
                    continue;
                }

                _toldVoid.TryRemove(id, out _);
                var state = StateAt(kept, now);
                if (state is RegistrationState.Expiring or RegistrationState.Expired && state != StateAt(kept, _sweptAt))
                    found.Add(kept with { State = state });
            }

            if (now > _sweptAt) _sweptAt = now;
            return found;
        }
    }

    /// <summary>What a program's messages are signed with; null: it has no such secret. A secret.</summary>
    public string? SigningSecretOf(string id) => _secrets.Find(id)?.Value;

    /// <summary>The registration as of an instant; null: it is over for so long that it counts as removed.</summary>
    internal Registration? At(Registration? kept, DateTimeOffset now) =>
        kept is null || IsRemovable(kept, now) ? null : kept with { State = StateAt(kept, now) };

    /// <summary>The kept records that may go: over for long enough, or void and told of.</summary>
    internal IEnumerable<Registration> Removable(DateTimeOffset now) =>
        _byId.All.Select(r => r.Value).Where(r => IsRemovable(r, now) || (_toldVoid.ContainsKey(r.Id) && _people.Find(r.PersonId) is null));

    private ImmutableArray<string> IdsOf(string personId) =>
        _idsOfPerson.TryGetValue(personId, out var ids) ? ids : [];

    private RegistrationState StateAt(Registration kept, DateTimeOffset now) =>
        kept.RevokedAt is not null ? RegistrationState.Revoked
        : now >= kept.Expires ? RegistrationState.Expired
        : now >= kept.Expires - _options.Grace - _options.ExpiryNotice ? RegistrationState.Expiring
        : RegistrationState.Active;

    private bool IsRemovable(Registration kept, DateTimeOffset now) => (kept.RevokedAt ?? kept.Expires) + _options.KeptAfterEnd <= now;

    // Whole milliseconds, so that what is answered is exactly what counts.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_wall.GetUtcNow().ToUnixTimeMilliseconds());

    private void Index(Registration? before, Registration? after)
    {
        if (before is null && after is not null)
            _idsOfPerson[after.PersonId] = IdsOf(after.PersonId).Add(after.Id);
        if (before is null || after is not null) return;
        _toldVoid.TryRemove(before.Id, out _);
        var left = IdsOf(before.PersonId).Remove(before.Id);
        if (left.IsEmpty) _idsOfPerson.TryRemove(before.PersonId, out _);
        else _idsOfPerson[before.PersonId] = left;
    }

    private static IOrderedEnumerable<Registration> InOrder(IEnumerable<Registration> registrations) =>
        registrations.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id, StringComparer.Ordinal);
}

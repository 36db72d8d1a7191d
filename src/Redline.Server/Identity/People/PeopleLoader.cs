using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Records;
using Redline.Server.Identity.Tokens;
using Redline.Server.Records;

namespace Redline.Server.Identity.People;

/// <summary>
/// Makes the people of people.yaml the people of the organization: the file is the truth for everybody it ever named,
/// and leaves the others alone. Whoever it no longer names loses their tokens, codes and keys. Any thread.
/// </summary>
internal sealed class PeopleLoader(IdentityStore store, TokenIssue issue)
{
    /// <summary>Loads a file whole or not at all.</summary>
    /// <returns>Every mistake; empty: it was loaded.</returns>
    public async Task<IReadOnlyList<PeopleMistake>> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var (people, mistakes) = await PeopleFile.ReadAsync(path, cancellationToken);
        return mistakes.Count > 0 ? mistakes : await store.ChangeAsync(change => Take(change, people), cancellationToken);
    }

    private IReadOnlyList<PeopleMistake> Take(RecordChange change, IReadOnlyList<PersonRecord> people)
    {
        var byId = people.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var others = store.People.All.Select(p => p.Value).Where(p => !byId.ContainsKey(p.Id)).ToArray();
        var hadAdministrator = store.People.All.Any(p => p.Value.Role == PersonRole.Administrator);
        var hasAdministrator = people.Concat(others.Where(p => !p.FromFile)).Any(p => p.Role == PersonRole.Administrator);
        if (hadAdministrator && !hasAdministrator)
            return [new(0, "people.administrator.none", "Nobody would be ADMINISTRATOR any more; name at least one.")];

        foreach (var person in people)
        {
            var known = store.People.Find(person.Id);
            if (person.SaysTheSameAs(known)) continue;
            change.Put(store.People, person.Id, person);
            Audit(change, known is null ? AuditAction.PersonAdded : AuditAction.PersonChanged, person.Id);
        }

        foreach (var gone in others.Where(p => p.FromFile))
        {
            Remove(change, gone.Id);
            Audit(change, AuditAction.PersonRemoved, gone.Id);
        }

        return [];
    }

    private void Remove(RecordChange change, string personId)
    {
        var subject = Subjects.PersonPrefix + personId;
        change.Remove(store.People, personId);
        foreach (var (key, _) in store.Families.All.Where(f => f.Value.Subject == subject).ToArray())
            issue.RevokeFamily(change, key);
        foreach (var (key, _) in store.Tokens.All.Where(t => t.Value.Subject == subject).ToArray())
            change.Remove(store.Tokens, key);
        foreach (var (key, _) in store.Codes.All.Where(c => c.Value.PersonId == personId).ToArray())
            change.Remove(store.Codes, key);
        foreach (var (key, _) in store.Keys.All.Where(k => k.Value.Maker == subject).ToArray())
            change.Remove(store.Keys, key);
    }

    private static void Audit(RecordChange change, string action, string personId) =>
        change.Audit(new(null, action, Subjects.PersonPrefix + personId, "people.yaml"));
}

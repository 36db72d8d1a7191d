using Redline.Server.Identity.Clients;
using Redline.Server.Identity.Keys;
using Redline.Server.Identity.Records;

namespace Redline.Server.Identity;

/// <summary>
/// What people, clients and keys may do now. Worked out anew each time, so that a changed role or a removed person
/// counts at once, for tokens given out before too. Any thread.
/// </summary>
internal sealed class Subjects(IdentityStore store)
{
    public const string PersonPrefix = "person:";
    public const string ClientPrefix = "client:";
    public const string KeyPrefix = "key:";

    /// <summary>The caller a subject is; null: it does not exist any more.</summary>
    public Caller? Of(string subject) =>
        subject.StartsWith(PersonPrefix, StringComparison.Ordinal) ? OfPerson(subject[PersonPrefix.Length..])
        : subject.StartsWith(ClientPrefix, StringComparison.Ordinal) ? OfClient(store.Clients.Find(subject[ClientPrefix.Length..]))
        : null;

    /// <summary>The caller a person is; null: there is no such person.</summary>
    public Caller? OfPerson(string personId) => store.People.Find(personId) is { } person
        ? new(store.OrganizationId, PersonPrefix + person.Id, person.ToPerson(), Set(Permissions.Of(person.Role)))
        : null;

    /// <summary>The caller a client is: its person, never with more than the client was given, or itself.</summary>
    public Caller? OfClient(OAuthClient? client)
    {
        if (client is null) return null;
        var own = client.Role is { } role ? Permissions.Of(role) : client.Permissions;
        if (client.PersonId is null)
            return new(store.OrganizationId, ClientPrefix + client.Id, null, Set(own ?? [])) { Visible = client.Visible };
        if (OfPerson(client.PersonId) is not { } person) return null;
        return own is null ? person : person with { Permissions = Set(person.Permissions.Intersect(own, StringComparer.Ordinal)) };
    }

    /// <summary>The caller an API key is, never with more than its maker has; null: its maker is gone.</summary>
    public Caller? OfKey(ApiKey key)
    {
        if (Of(key.Maker) is not { } maker) return null;
        var permissions = Set(maker.Permissions.Intersect(key.Permissions, StringComparer.Ordinal));
        return new(store.OrganizationId, KeyPrefix + key.Id, null, permissions) { Visible = maker.Visible, Expires = key.Expires };
    }

    private static HashSet<string> Set(IEnumerable<string> permissions) =>
        permissions.ToHashSet(StringComparer.Ordinal);
}

using Redline.Simulator.Http;
using Redline.Simulator.Organizations;

namespace Redline.Simulator.Centre;

/// <summary>
/// The contact centre as it is now: queues, calls and users. Whatever changes is told to whoever listens, after it has
/// changed; within one instant the same may be told more than once. One thread at a time.
/// </summary>
internal sealed class ContactCentre
{
    private readonly Dictionary<string, CentreQueue> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CentreUser> _users = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _divisions = new(StringComparer.Ordinal);

    internal ContactCentre(EmulatedOrganization organization)
    {
        Organization = organization;
        foreach (var division in organization.Divisions.Concat(organization.QueueDivisions.Values).Prepend(EmulatedOrganization.HomeDivision)) AddDivision(division);
    }

    internal EmulatedOrganization Organization { get; }

    /// <summary>What waits, rings or is served in a queue has changed.</summary>
    internal Action<CentreQueue> QueueChanged { get; set; } = _ => { };

    /// <summary>A user's presence, routing status or queues have changed.</summary>
    internal Action<CentreUser> UserChanged { get; set; } = _ => { };

    /// <summary>A member has joined or left a queue.</summary>
    internal Action<QueueMember> MemberChanged { get; set; } = _ => { };

    /// <summary>The queues there are, by name.</summary>
    internal IEnumerable<CentreQueue> Queues => _queues.Values.Where(q => !q.IsDeleted)
        .OrderBy(q => q.Name, StringComparer.OrdinalIgnoreCase).ThenBy(q => q.Id, StringComparer.Ordinal);

    internal IEnumerable<CentreUser> Users => _users.Values.OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The divisions, name to id.</summary>
    internal IReadOnlyDictionary<string, string> Divisions => _divisions;

    internal string DivisionId(string name) => _divisions[name];

    internal void AddDivision(string name) => _divisions.TryAdd(name, WireText.IdOf("division", name));

    internal CentreQueue? Queue(string id) => _queues.GetValueOrDefault(id) is { IsDeleted: false } queue ? queue : null;

    /// <summary>A queue by id, or by name.</summary>
    internal CentreQueue? QueueNamed(string text) => Queue(text) ?? Queues.FirstOrDefault(q => q.Name == text);

    internal CentreUser? User(string id) => _users.GetValueOrDefault(id);

    /// <summary>A user by id, e-mail address or name.</summary>
    internal CentreUser? UserNamed(string text) => User(text)
        ?? _users.Values.FirstOrDefault(u => u.Email.Equals(text, StringComparison.OrdinalIgnoreCase) || u.Name.Equals(text, StringComparison.OrdinalIgnoreCase));

    internal CentreQueue AddQueue(string name, string? division, long now)
    {
        division ??= Organization.QueueDivisions.GetValueOrDefault(name, EmulatedOrganization.HomeDivision);
        AddDivision(division);
        var id = WireText.IdOf("queue", name);

        // A name that was used before: another queue, so another id.
        if (_queues.ContainsKey(id)) id = WireText.NewId();
        return _queues[id] = new(id, name, division) { ModifiedAt = now };
    }

    internal CentreUser AddUser(string name, string email, PermissionGrant grant)
    {
        var user = new CentreUser(WireText.IdOf("user", email), name, email, grant);
        return _users[user.Id] = user;
    }

    /// <summary>Adds somebody of the organization who is no agent of the calls.</summary>
    internal void AddUser(OrganizationUser user)
    {
        var added = AddUser(user.Name, user.Email, user.Grant);
        foreach (var name in user.Queues ?? []) AddMember(QueueNamed(name) ?? AddQueue(name, null, 0), added, hasJoined: false);
    }

    internal static QueueMember AddMember(CentreQueue queue, CentreUser user, bool hasJoined)
    {
        var member = new QueueMember(queue, user) { HasJoined = hasJoined };
        queue.Members.Add(member);
        user.Memberships.Add(member);
        return member;
    }

    /// <summary>Tells that a queue's calls have changed.</summary>
    internal void Touch(CentreQueue queue)
    {
        if (!queue.IsDeleted) QueueChanged(queue);
    }

    /// <summary>Gives a user a presence; the routing status follows.</summary>
    internal void SetPresence(CentreUser user, PresenceDefinition presence, string? message, long now)
    {
        if (user.Presence != presence) (user.Presence, user.PresenceSince) = (presence, now);
        if (message is not null) user.PresenceMessage = message;
        if (!user.IsOnQueue) user.DidNotRespond = false;
        Settle(user, now);
    }

    /// <summary>Lets the routing status follow from what has changed, and tells.</summary>
    internal void Settle(CentreUser user, long now)
    {
        var status = user.StatusNow;
        if (user.Status != status) (user.Status, user.StatusSince) = (status, now);
        UserChanged(user);
        foreach (var member in user.Memberships) Touch(member.Queue);
    }

    /// <summary>Activates a queue for a member, or no longer.</summary>
    internal void Join(QueueMember member, bool joined, long now)
    {
        if (member.HasJoined == joined) return;
        member.HasJoined = joined;
        member.User.QueuesChangedAt = now;
        MemberChanged(member);
        UserChanged(member.User);
        Touch(member.Queue);
    }
}

using Redline.Delivery.People;

namespace Redline.Server.Identity;

/// <summary>What a person does in the contact centre.</summary>
internal enum PersonRole
{
    /// <summary>Takes interactions; sees alerts addressed to them.</summary>
    Agent,

    /// <summary>Looks after queues and agents.</summary>
    Supervisor,

    /// <summary>Runs Redline.</summary>
    Administrator,

    /// <summary>Not a person: a program that sends observations or messages.</summary>
    Integration,
}

/// <summary>Somebody who can be told.</summary>
/// <param name="Id">Unique in the organization.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Role">What they do.</param>
internal sealed record Person(string Id, string Name, PersonRole Role)
{
    /// <summary>The role as the desktop protocol spells it: whoever is not an agent sees what supervisors see.</summary>
    public string RoleWord => Role == PersonRole.Agent ? "AGENT" : "SUPERVISOR";

    /// <summary>The queues this person may see.</summary>
    public Visibility Visible { get; init; } = Visibility.Everything;

    /// <summary>Ids of the queues the person is limited to; see <see cref="Visibility"/>.</summary>
    public IReadOnlyList<string> Queues => Visible.Queues;

    /// <summary>Ids of the divisions the person is limited to; see <see cref="Visibility"/>.</summary>
    public IReadOnlyList<string> Divisions => Visible.Divisions;

    /// <summary>Whether the person may see a queue, of a division if that is known.</summary>
    public bool MaySeeQueue(string queueId, string? divisionId) => Visible.Includes(queueId, divisionId);
}

using Redline.Delivery.Organizations;
using Redline.Engine.Audiences;
using Redline.Server.Identity;
using Redline.Server.Registrations;

namespace Redline.Server.Messages;

/// <summary>
/// Whom a message reaches: those of its audience who have a registered device. A queue that was never heard of has no
/// known division, so that only who is limited to the queue itself, or not limited at all, may see it. Any thread.
/// </summary>
internal sealed class RegisteredReach(IPeople people, RegistrationStore registrations, CommittedView view) : IMessageReach
{
    /// <inheritdoc/>
    public int CountOf(Audience audience)
    {
        var divisions = audience.Queues.Count == 0 ? [] : DivisionsOf(audience.Queues);
        return registrations.RegisteredPersons().Count(id => people.Find(id) is { } person && IsMeant(person, audience, divisions));
    }

    private static bool IsMeant(Person person, Audience audience, Dictionary<string, string?> divisions) =>
        audience.Everyone
        || audience.People.Contains(person.Id, StringComparer.Ordinal)
        || audience.Roles.Contains(PersonRoles.Word(person.Role), StringComparer.Ordinal)
        || audience.Queues.Any(q => person.MaySeeQueue(q, divisions.GetValueOrDefault(q)));

    private Dictionary<string, string?> DivisionsOf(IReadOnlyList<string> queues)
    {
        var wanted = queues.ToHashSet(StringComparer.Ordinal);
        var divisions = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var queue in view.Queues)
            if (wanted.Contains(queue.QueueId))
                divisions[queue.QueueId] = queue.DivisionId;
        return divisions;
    }
}

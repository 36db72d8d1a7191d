using Redline.Delivery.People;
using Redline.Engine;
using Redline.Engine.Audiences;
using Redline.Engine.Flows;
using Redline.Server.Desktop;
using Redline.Server.Identity;
using Redline.Server.Registrations;

namespace Redline.Server.Flows;

/// <summary>Who is meant by a node, who was told already, and how a person can be reached. Any thread.</summary>
/// <param name="people">Who exists.</param>
/// <param name="registrations">Who has a device.</param>
/// <param name="hub">Who is connected.</param>
/// <param name="presence">What a platform says of people.</param>
/// <param name="wall">Wall time.</param>
internal sealed class FlowPeople(IPeople people, RegistrationStore registrations, DesktopHub hub, PresenceDirectory presence, TimeProvider wall)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(60);

    /// <summary>How old what a platform said may be before it says nothing.</summary>
    private const long StaleAfter = 600_000;

    /// <summary>
    /// The people a node is to tell: those of its audience who have a device, but for those who were told of the alert
    /// already, unless it tells again.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="queueId">The queue; null: none.</param>
    /// <param name="divisionOf">The division of a queue.</param>
    /// <param name="isTold">Whether who may see the queue was told of the alert.</param>
    /// <returns>Who is to be told; and whether there is anybody at all.</returns>
    public (IReadOnlyList<string> New, bool IsAnybody) Of(NotifyNode node, string? queueId, Func<string, string?> divisionOf, bool isTold)
    {
        var meant = registrations.RegisteredPersons().Select(people.Find).OfType<Person>().Where(p => IsMeant(p, node.Audience, queueId, divisionOf)).ToArray();
        var fresh = isTold && !node.Renotify && queueId is not null ? meant.Where(p => !p.MaySeeQueue(queueId, divisionOf(queueId))) : meant;
        return ([.. fresh.Select(p => p.Id).Order(StringComparer.Ordinal)], meant.Length > 0);
    }

    /// <summary>How a person can be reached: the outcome of a presence node.</summary>
    public string OnlineStateOf(string personId, Instant now)
    {
        var heard = presence.Find(personId);
        var isKnown = heard?.Presence is not null && now.Since(heard.HeardAt) <= StaleAfter;
        var isConnected = hub.All.Any(s => s.PersonId == personId && wall.GetUtcNow() - s.LastHeard <= Heartbeat);
        if (isKnown && heard!.Presence == "OFFLINE") return FlowWords.Offline;
        if (isConnected) return isKnown && (heard!.Presence is "AWAY" or "BREAK" or "MEAL" || heard.IsOutOfOffice) ? FlowWords.Away : FlowWords.Online;
        if (isKnown) return FlowWords.Offline;
        return heard is null && people.Find(personId) is not null ? FlowWords.Offline : FlowWords.Unknown;
    }

    private static bool IsMeant(Person person, Audience? audience, string? queueId, Func<string, string?> divisionOf)
    {
        if (audience is null) return queueId is null || person.MaySeeQueue(queueId, divisionOf(queueId));
        return audience.Everyone
            || audience.People.Contains(person.Id, StringComparer.Ordinal)
            || audience.Roles.Contains(PersonRoles.Word(person.Role), StringComparer.Ordinal)
            || audience.Queues.Any(q => person.MaySeeQueue(q, divisionOf(q)));
    }
}

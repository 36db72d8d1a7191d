using System.Collections.Concurrent;
using Redline.Engine;

namespace Redline.Delivery.People;

/// <summary>What a platform said of a person, and when. Immutable.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Presence">AVAILABLE, ON_QUEUE, AWAY, OFFLINE ..., as the platform has it, in capitals; null: not known.</param>
/// <param name="RoutingStatus">OFF_QUEUE, IDLE, INTERACTING, NOT_RESPONDING, COMMUNICATING; null: not known.</param>
/// <param name="RoutingStatusSince">Since when, by the organization's clock; null: not known.</param>
/// <param name="IsOutOfOffice">Whether they said they are away.</param>
/// <param name="JoinedQueues">The queues they have joined; null: not known.</param>
/// <param name="HeardAt">When that was heard, by the organization's clock.</param>
public sealed record PersonPresence(
    string PersonId, string? Presence, string? RoutingStatus, Instant? RoutingStatusSince, bool IsOutOfOffice,
    IReadOnlyList<string>? JoinedQueues, Instant HeardAt);

/// <summary>
/// Where people are and what they do, as far as a platform tells: volatile, in memory alone. At most 50,000 people;
/// further ones are not kept. Any thread.
/// </summary>
public sealed class PresenceDirectory
{
    private const int MaxPeople = 50_000;

    private readonly ConcurrentDictionary<string, PersonPresence> _people = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many people something is known of.</summary>
    public int Count => _people.Count;

    /// <summary>What is known of a person; null: nothing.</summary>
    public PersonPresence? Find(string personId) => _people.GetValueOrDefault(personId);

    /// <summary>Takes what was heard; what it does not say stays as it was known.</summary>
    public void Put(PersonPresence heard)
    {
        if (_people.Count >= MaxPeople && !_people.ContainsKey(heard.PersonId)) return;
        _people.AddOrUpdate(heard.PersonId, heard, (_, known) => heard with
        {
            Presence = heard.Presence ?? known.Presence,
            RoutingStatus = heard.RoutingStatus ?? known.RoutingStatus,
            RoutingStatusSince = heard.RoutingStatus is null ? known.RoutingStatusSince : heard.RoutingStatusSince,
            JoinedQueues = heard.JoinedQueues ?? known.JoinedQueues,
        });
    }
}

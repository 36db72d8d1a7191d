using Redline.Delivery.Organizations;
using Redline.Server.Identity;

namespace Redline.Server.Telemetry;

/// <summary>
/// Whom and what a caller may see: their queues, themselves, and people who may see at least one of those queues. For
/// one request; one thread.
/// </summary>
internal sealed class TelemetrySight(Caller caller, IPeople people, CommittedView view)
{
    private readonly Dictionary<string, string?> _divisions = view.Queues
        .GroupBy(q => q.QueueId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().DivisionId, StringComparer.Ordinal);

    private readonly Dictionary<string, bool> _persons = new(StringComparer.Ordinal);

    /// <summary>Whether the caller may see a queue.</summary>
    public bool MaySeeQueue(string queueId) => caller.MaySeeQueue(queueId, _divisions.GetValueOrDefault(queueId));

    /// <summary>Whether the caller may see a person; of one who is gone only who sees everything.</summary>
    public bool MaySeePerson(string personId)
    {
        if (caller.Visible.IsEverything || caller.Person?.Id == personId) return true;
        if (_persons.TryGetValue(personId, out var known)) return known;
        return _persons[personId] = people.Find(personId) is { } person && SharesQueue(person);
    }

    private bool SharesQueue(Person person) =>
        person.Visible.IsEverything
        || person.Divisions.Intersect(caller.Visible.Divisions, StringComparer.Ordinal).Any()
        || person.Queues.Any(MaySeeQueue)
        || caller.Visible.Queues.Any(q => person.MaySeeQueue(q, _divisions.GetValueOrDefault(q)));
}

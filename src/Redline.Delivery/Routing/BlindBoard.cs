using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Sources;

namespace Redline.Delivery.Routing;

/// <summary>
/// What is not seen, and whom that is told: everybody who may see one of the queues concerned, of that queue only. A queue
/// counts if a stream reads it whose alerts people are told of. Not safe for use by several threads.
/// </summary>
internal sealed class BlindBoard(AudienceTable audiences)
{
    private readonly SortedDictionary<string, RoutedBlind[]> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Blindness> _told = new(StringComparer.Ordinal);
    private Dictionary<string, ShownQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>What is not seen, as each group of people is shown it.</summary>
    public IEnumerable<RoutedBlind> Open => _open.Values.SelectMany(s => s);

    /// <summary>Begins anew from a committed state.</summary>
    public void Restore(DurableState committed)
    {
        _open.Clear();
        _told.Clear();
        foreach (var blind in committed.Sources.Blind)
        {
            var id = RoutedBlind.IdOf(blind.SourceId, blind.Cause);
            _told[id] = blind;
            _open[id] = SharesOf(blind);
        }
    }

    /// <summary>Takes a committed fact; gives what people are to be shown.</summary>
    public IReadOnlyList<RoutedBlind> Take(SourceEvent e, DurableState after)
    {
        var id = RoutedBlind.IdOf(e.SourceId, e.Cause);
        if (after.Sources.Find(e.SourceId, e.Cause) is { } blind && e is not SourceRecovered)
        {
            _told[id] = blind;
            return Show(id, e.At);
        }

        _told.Remove(id);
        return _open.Remove(id, out var was) ? [.. was.Select(s => s with { EndedAt = e.At })] : [];
    }

    /// <summary>Takes the queues as they are; gives what people are shown otherwise because of it.</summary>
    public IReadOnlyList<RoutedBlind> Take(IReadOnlyList<QueueView> queues, Instant now)
    {
        // Each queue is there once per media type, with the same words.
        var known = new Dictionary<string, ShownQueue>(StringComparer.Ordinal);
        foreach (var queue in queues) known[queue.QueueId] = new(queue.QueueId, queue.QueueName, queue.SourceId, queue.IsTold);
        var differs = known.Count != _queues.Count || known.Any(k => !_queues.TryGetValue(k.Key, out var q) || q != k.Value);
        _queues = known;
        return differs ? Follow(now) : [];
    }

    /// <summary>What people are shown otherwise after somebody may see other queues.</summary>
    public IReadOnlyList<RoutedBlind> Follow(Instant now) => _told.Count == 0 ? [] : [.. _told.Keys.ToArray().SelectMany(id => Show(id, now))];

    private List<RoutedBlind> Show(string id, Instant at)
    {
        var before = _open.GetValueOrDefault(id) ?? [];
        var shares = _open[id] = SharesOf(_told[id]);
        var shown = new List<RoutedBlind>();
        foreach (var share in shares)
        {
            var same = before.FirstOrDefault(b => b.Queues.SequenceEqual(share.Queues));
            var news = same is null ? share.Persons : share.Persons.Without(same.Persons);
            if (news.Count > 0) shown.Add(share with { Persons = news });
        }

        foreach (var was in before)
        {
            var left = shares.Aggregate(was.Persons, (persons, s) => persons.Without(s.Persons));
            if (left.Count > 0) shown.Add(was with { Persons = left, EndedAt = at });
        }

        return shown;
    }

    // Queues with the same audience share a set of persons; who is in the same sets is shown the same queues.
    private RoutedBlind[] SharesOf(Blindness blind)
    {
        var sets = _queues.Values.Where(q => q.IsTold && Concerns(blind, q)).OrderBy(q => q.Name, StringComparer.Ordinal)
            .ThenBy(q => q.Id, StringComparer.Ordinal).GroupBy(q => audiences.Of(q.Id)).ToArray();
        if (sets.Length == 1) return sets[0].Key.Count == 0 ? [] : [new(blind, Queues(sets[0]), sets[0].Key)];
        var persons = sets.SelectMany(s => s.Key.Ids).Distinct(StringComparer.Ordinal);
        return
        [
            .. from person in persons
               let sees = sets.Where(s => s.Key.Contains(person)).ToArray()
               group (person, sees) by string.Join('\n', sees.Select(s => s.First().Id)) into alike
               let queues = alike.First().sees.SelectMany(s => s).OrderBy(q => q.Name, StringComparer.Ordinal).ThenBy(q => q.Id, StringComparer.Ordinal)
               select new RoutedBlind(blind, Queues(queues), new PersonSet(alike.Select(a => a.person))),
        ];
    }

    private static bool Concerns(Blindness blind, ShownQueue queue) => blind.NamesAll
        ? blind.QueueIds.Contains(queue.Id, StringComparer.Ordinal)
        : queue.SourceId == blind.SourceId; // all of the source, or more than are named

    private static BlindQueue[] Queues(IEnumerable<ShownQueue> queues) => [.. queues.Select(q => new BlindQueue(q.Id, q.Name))];

    private readonly record struct ShownQueue(string Id, string Name, string SourceId, bool IsTold);
}

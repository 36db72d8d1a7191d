using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Channels;

/// <summary>
/// Decides which channel carries what: a queue's topics stay together, and stay where they are as long as they fit, so
/// that a change touches few channels. One task.
/// </summary>
internal sealed class ChannelPlanner(int maxChannels, int topicsPerChannel)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>The plans by channel, and what found no room: queues of no channel are still asked for by REST.</summary>
    public (IReadOnlyList<LinkPlan> Plans, IReadOnlyList<QueueTrack> Unplaced) Plan(
        IReadOnlyList<(QueueTrack Queue, QueueInterest Interest)> queues, IReadOnlyCollection<string> userIds)
    {
        var items = queues.Select(q => new Item(q.Queue.Id, q.Queue, null, TopicsOf(q.Queue, q.Interest)))
            .Concat(userIds.Select(u => new Item(u, null, u, [$"v2.users.{u}.activity"])))
            .ToArray();
        var wanted = items.Select(i => i.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _places.Keys.Where(k => !wanted.Contains(k)).ToArray()) _places.Remove(gone);

        var loads = new List<List<Item>>();
        var used = new List<int>();
        var homeless = new List<Item>();
        foreach (var item in items)
        {
            if (_places.TryGetValue(item.Key, out var place) && Fits(place, item)) Put(place, item);
            else homeless.Add(item);
        }

        var unplaced = new List<QueueTrack>();
        foreach (var item in homeless)
        {
            var place = Enumerable.Range(0, maxChannels).FirstOrDefault(p => Fits(p, item), -1);
            if (place >= 0)
            {
                Put(place, item);
                continue;
            }

            _places.Remove(item.Key);
            if (item.Queue is { } queue) unplaced.Add(queue);
        }

        return ([.. loads.Select(PlanOf)], unplaced);

        bool Fits(int place, Item item) => (place < used.Count ? used[place] : 0) + item.Topics.Length <= topicsPerChannel;

        void Put(int place, Item item)
        {
            while (loads.Count <= place)
            {
                loads.Add([]);
                used.Add(0);
            }

            loads[place].Add(item);
            used[place] += item.Topics.Length;
            _places[item.Key] = place;
        }
    }

    private static LinkPlan PlanOf(List<Item> items) => new(
        [.. items.Where(i => i.Queue is not null).Select(i => i.Queue!)],
        [.. items.Where(i => i.UserId is not null).Select(i => i.UserId!)],
        [.. items.SelectMany(i => i.Topics).Order(StringComparer.Ordinal)]);

    private static string[] TopicsOf(QueueTrack queue, QueueInterest interest)
    {
        var activity = $"v2.analytics.queues.{queue.Id}.activity";
        return interest == QueueInterest.Everything ? [activity, $"v2.analytics.queues.{queue.Id}.observations"] : [activity];
    }

    private sealed record Item(string Key, QueueTrack? Queue, string? UserId, string[] Topics);
}

using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>
/// Surveys a stream that need not be defined: binds it to the queues it can look at as <see cref="StreamBinder"/> does, but
/// plainly, without compiling, since each condition is evaluated once.
/// </summary>
internal static class StreamSurveyor
{
    public static StreamSurvey Survey(StreamDefinition stream, QueueIntake queues, FilterReferences references, Instant now)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in StreamReach.NamedQueues(stream, references)) unknown.Add(id);
        unknown.RemoveWhere(id => queues.Find(id) is not null);
        int matched = 0, breaching = 0;
        uint seen = 0;
        var candidates = StreamCandidates.QueuesOf(stream, references);
        foreach (var queue in candidates?.Select(queues.Find).OfType<QueueEntry>() ?? queues.All)
        {
            bool matches = false, breaches = false;
            foreach (var scope in queue.Media.Prepend(queue.Whole))
            {
                if (!StreamBinder.LooksAt(stream, scope) || !Look(stream, scope, references, now, ref breaches)) continue;
                matches = true;
                seen |= SeenIn(scope);
            }

            if (matches) matched++;
            if (breaches) breaching++;
        }

        return new(
            queues.All.Count, matched, breaching, [.. unknown], seen, queues.All.Any(q => q.Name is not null), queues.All.Any(q => q.DivisionId is not null));
    }

    // True when a filter can be true for the scope.
    private static bool Look(StreamDefinition stream, QueueScope scope, FilterReferences references, Instant now, ref bool breaches)
    {
        var identity = StreamBinder.IdentityOf(scope);
        var matches = false;
        foreach (var level in stream.Levels)
        {
            var filter = FilterBinder.Bind(level.Filter, identity, references);
            if (filter is BoundTruth { Truth: not Truth.True }) continue;
            matches = true;
            breaches |= scope.Confirmed && filter.Evaluate(scope.Values, now.Milliseconds) == Truth.True;
        }

        return matches;
    }

    private static uint SeenIn(QueueScope scope)
    {
        uint seen = 0;
        for (var i = 0; i < Metrics.Count; i++)
            if (!double.IsNaN(scope.Values[i]))
                seen |= 1u << i;
        return seen;
    }
}

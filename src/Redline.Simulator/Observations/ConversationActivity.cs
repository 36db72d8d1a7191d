using System.Globalization;
using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Observations;

/// <summary>The conversation activity query: calls now, by whatever they are grouped by. What has no call is no group.</summary>
internal sealed class ConversationActivity(ContactCentre centre)
{
    private static readonly string[] Dimensions = ["conversationId", "direction", "mediaType", "queueId", "routingPriority", "sessionId", "userId"];

    internal EmulatedAnswer Answer(PlatformCall call)
    {
        if (ActivityQuery.Read(call, CallMetrics.All, Dimensions, out var refusal) is not { } query) return refusal!;
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var (metric, details) in query.Metrics)
        {
            foreach (var (queue, place) in Calls(query, metric, call))
            {
                var values = query.GroupBy.Select(d => ValueOf(d, queue, place.Call)).ToList();
                var key = string.Join('\n', values);
                if (!groups.TryGetValue(key, out var group)) groups[key] = group = new(query.GroupBy, values);
                group.Add(metric, queue, place, details);
            }
        }

        return ActivityQuery.Answer(call, "conversationId", [.. groups.Values.Select(g => g.Body())]);
    }

    private IEnumerable<(CentreQueue Queue, CallPlace Place)> Calls(ActivityQuery query, string metric, PlatformCall call)
    {
        var named = query.Filter.OnlyValuesOf("queueId");
        var queues = (named is null ? centre.Queues : named.Select(centre.Queue).OfType<CentreQueue>()).Where(q => call.Token.Grant.Reaches(q.Division));
        return from queue in queues
               from place in CallMetrics.Counted(queue, metric).OldestFirst
               where query.Filter.Matches(d => ValueOf(d, queue, place.Call))
               select (queue, place);
    }

    private static string? ValueOf(string dimension, CentreQueue queue, CentreCall call) => dimension switch
    {
        "queueId" => queue.Id,
        "mediaType" => CentreQueue.Voice,
        "direction" => "inbound",
        "conversationId" => call.ConversationId,
        "sessionId" => WireText.IdOf("session", call.ConversationId),
        "routingPriority" => call.Priority.ToString(CultureInfo.InvariantCulture),
        _ => call.Agent?.Id,
    };

    private sealed class Group(IReadOnlyList<string> dimensions, IReadOnlyList<string?> values)
    {
        private readonly Dictionary<string, (int Count, long Oldest)> _metrics = new(StringComparer.Ordinal);
        private readonly List<JsonObject> _entities = [];
        private bool _isTruncated;

        internal void Add(string metric, CentreQueue queue, CallPlace place, bool withDetails)
        {
            var (count, oldest) = _metrics.GetValueOrDefault(metric, (0, long.MaxValue));
            _metrics[metric] = (count + 1, Math.Min(oldest, place.Since));
            if (!withDetails) return;
            _isTruncated |= _entities.Count >= ActivityQuery.MostEntities;
            if (!_isTruncated) _entities.Add(Entity(metric, queue, place));
        }

        internal JsonObject Body()
        {
            var group = dimensions.Zip(values).Where(p => p.Second is not null).Select(p => KeyValuePair.Create(p.First, (JsonNode?)p.Second));
            var body = new JsonObject
            {
                ["group"] = new JsonObject([.. group]),
                ["data"] = new JsonArray([.. _metrics.Select(m => Metric(m.Key, m.Value.Count, m.Value.Oldest))]),
                ["truncated"] = _isTruncated,
            };
            if (_entities.Count > 0) body["entities"] = new JsonArray([.. _entities]);
            return body;
        }

        private static JsonObject Metric(string metric, int count, long oldest) => CallMetrics.IsLongest(metric)
            ? new() { ["metric"] = metric, ["calculatedMetricValue"] = oldest }
            : new() { ["metric"] = metric, ["count"] = count };

        private static JsonObject Entity(string metric, CentreQueue queue, CallPlace place) => new()
        {
            ["metric"] = metric,
            ["activityDate"] = WireText.Instant(place.Since),
            ["conversationId"] = place.Call.ConversationId,
            ["direction"] = "inbound",
            ["mediaType"] = CentreQueue.Voice,
            ["queueId"] = queue.Id,
            ["routingPriority"] = place.Call.Priority,
            ["userId"] = place.Call.Agent?.Id,
        };
    }
}

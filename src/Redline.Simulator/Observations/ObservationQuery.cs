using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Observations;

/// <summary>The queue observations query: what every queue of the filter looks like now.</summary>
internal sealed class ObservationQuery(ContactCentre centre)
{
    /// <summary>Details of a metric; of more, the oldest half and the newest are given.</summary>
    internal const int MostDetails = 100;

    /// <summary>A queue has a group for each of these, whether anything of it is there or not.</summary>
    private static readonly string[] MediaTypes = [CentreQueue.Voice, "callback", "email", "message"];

    private static readonly string[] Dimensions = ["queueId", "mediaType"];

    private static readonly string[] Metrics = [.. AgentMetrics.All, .. CallMetrics.All];

    internal EmulatedAnswer Answer(PlatformCall call)
    {
        if (call.ReadJson() is not JsonObject body) return call.BadRequest("The body is not a query.");
        if (QueryMetrics.Names(body["metrics"]) is not { Count: > 0 } metrics) return call.BadRequest("metrics is required.");
        var details = QueryMetrics.Names(body["detailMetrics"]) ?? [];
        if (metrics.Concat(details).FirstOrDefault(m => !Metrics.Contains(m)) is { } unknown)
            return call.InvalidValue(unknown, "metric", string.Join(", ", Metrics));
        if (details.FirstOrDefault(CallMetrics.IsLongest) is { } longest)
            return call.InvalidValue(longest, "detailMetrics", string.Join(", ", Metrics.Where(m => !CallMetrics.IsLongest(m))));
        if (QueryFilter.Read(body["filter"], Dimensions, out var mistake) is not { } filter) return call.BadRequest($"{mistake}.");
        return EmulatedAnswer.Json(Write(Queues(filter, call), filter, metrics, details));
    }

    private IEnumerable<CentreQueue> Queues(QueryFilter filter, PlatformCall call)
    {
        var named = filter.OnlyValuesOf("queueId");
        var queues = named is null ? centre.Queues : named.Select(centre.Queue).OfType<CentreQueue>();
        return queues.Where(q => call.Token.Grant.Reaches(q.Division));
    }

    private static ReadOnlyMemory<byte> Write(IEnumerable<CentreQueue> queues, QueryFilter filter, IReadOnlyList<string> metrics, IReadOnlyList<string> details)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMappings(json);
            json.WriteStartArray("results");
            foreach (var queue in queues) WriteQueue(json, queue, filter, metrics, details);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMappings(Utf8JsonWriter json)
    {
        json.WriteStartObject("systemToOrganizationMappings");
        foreach (var presence in PresenceDefinition.All)
        {
            json.WriteStartArray(presence.EventName);
            json.WriteStringValue(presence.Id);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteQueue(Utf8JsonWriter json, CentreQueue queue, QueryFilter filter, IReadOnlyList<string> metrics, IReadOnlyList<string> details)
    {
        var ofAgents = metrics.Where(AgentMetrics.All.Contains).ToList();
        if (ofAgents.Count > 0 && Lets(filter, queue, null))
        {
            BeginGroup(json, queue, null);
            foreach (var count in AgentMetrics.Of(queue).Where(c => ofAgents.Contains(c.Metric))) WriteCount(json, count.Metric, count.Qualifier, count.Count);
            EndGroup(json);
        }

        var ofCalls = metrics.Where(CallMetrics.All.Contains).ToList();
        if (ofCalls.Count == 0) return;
        foreach (var mediaType in MediaTypes.Where(m => Lets(filter, queue, m)))
        {
            BeginGroup(json, queue, mediaType);
            foreach (var metric in ofCalls) WriteCallMetric(json, mediaType == CentreQueue.Voice ? queue : null, metric, details.Contains(metric));
            EndGroup(json);
        }
    }

    private static bool Lets(QueryFilter filter, CentreQueue queue, string? mediaType) =>
        filter.Matches(dimension => dimension == "queueId" ? queue.Id : mediaType);

    private static void WriteCallMetric(Utf8JsonWriter json, CentreQueue? queue, string metric, bool withDetails)
    {
        var line = queue is null ? null : CallMetrics.Counted(queue, metric);
        if (!CallMetrics.IsLongest(metric))
        {
            WriteCount(json, metric, null, line?.Count ?? 0, withDetails ? line : null);
        }
        else if (line?.OldestSince is { } since)
        {
            json.WriteStartObject();
            json.WriteString("metric", metric);
            json.WriteStartObject("stats");
            json.WriteNumber("calculatedMetricValue", since);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteCount(Utf8JsonWriter json, string metric, string? qualifier, int count, CallLine? details = null)
    {
        json.WriteStartObject();
        json.WriteString("metric", metric);
        if (qualifier is not null) json.WriteString("qualifier", qualifier);
        json.WriteStartObject("stats");
        json.WriteNumber("count", count);
        json.WriteEndObject();
        if (details is not null) WriteDetails(json, details);
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, CallLine line)
    {
        var all = line.OldestFirst.ToList();
        var shown = all.Count <= MostDetails ? all : [.. all[..(MostDetails / 2)], .. all[^(MostDetails / 2)..]];
        json.WriteBoolean("truncated", shown.Count < all.Count);
        json.WriteStartArray("observations");
        foreach (var place in shown)
        {
            json.WriteStartObject();
            json.WriteString("observationDate", WireText.Instant(place.Since));
            json.WriteString("conversationId", place.Call.ConversationId);
            json.WriteString("sessionId", WireText.IdOf("session", place.Call.ConversationId));
            json.WriteNumber("routingPriority", place.Call.Priority);
            if (place.Call.Agent is { } agent) json.WriteString("userId", agent.Id);
            json.WriteString("direction", "inbound");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void BeginGroup(Utf8JsonWriter json, CentreQueue queue, string? mediaType)
    {
        json.WriteStartObject();
        json.WriteStartObject("group");
        json.WriteString("queueId", queue.Id);
        if (mediaType is not null) json.WriteString("mediaType", mediaType);
        json.WriteEndObject();
        json.WriteStartArray("data");
    }

    private static void EndGroup(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Translates the body of a <c>v2.analytics.queues.{id}.activity</c> event into observations, one per media type. The
/// platform's <c>oAlerting</c> means ringing and leaves that name here. Metrics it does not know are passed over: the
/// platform adds to its list. Not safe for use by several threads; the observations are reused by the next call.
/// </summary>
public sealed class ActivityEventReader(string sourceId)
{
    private readonly List<Observation> _observations = [];
    private int _used;

    /// <summary>Reads one event.</summary>
    /// <param name="queueId">From the topic's name: the body does not carry it.</param>
    /// <param name="eventBody">The event's body.</param>
    /// <param name="arrivedAt">When it arrived: the envelope carries no instant.</param>
    /// <returns>One observation per media type; none when the body is not one of this topic. Valid until the next call.</returns>
    public IReadOnlyList<Observation> Read(string queueId, JsonElement eventBody, Instant arrivedAt)
    {
        _used = 0;
        if (eventBody.ValueKind != JsonValueKind.Object || !eventBody.TryGetProperty("results", out var results)
            || results.ValueKind != JsonValueKind.Array) return [];
        foreach (var result in results.EnumerateArray())
        {
            if (result.ValueKind != JsonValueKind.Object || TextOf(result, "mediaType") is not { } mediaType
                || !result.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array) continue;
            var observation = Next(queueId, mediaType, arrivedAt);
            foreach (var metric in data.EnumerateArray()) Take(observation, metric, arrivedAt);
        }

        return _observations[.._used];
    }

    private Observation Next(string queueId, string mediaType, Instant arrivedAt)
    {
        if (_used == _observations.Count) _observations.Add(new Observation());
        var observation = _observations[_used++];
        observation.Clear();
        observation.SourceId = sourceId;
        observation.QueueId = queueId;
        observation.MediaType = mediaType;
        observation.ObservedAt = arrivedAt;
        return observation;
    }

    private static void Take(Observation observation, JsonElement metric, Instant now)
    {
        if (metric.ValueKind != JsonValueKind.Object) return;
        switch (TextOf(metric, "metric"))
        {
            case "oWaiting" when CountOf(metric) is { } waiting:
                observation.Set(Metric.WaitingCount, waiting);
                break;
            case "oAlerting" when CountOf(metric) is { } ringing:
                observation.Set(Metric.RingingCount, ringing);
                break;
            case "oInteracting" when CountOf(metric) is { } interacting:
                observation.Set(Metric.InteractingCount, interacting);
                break;
            case "oLongestWaiting" when Since(metric, now) is { } since:
                observation.SetSince(Metric.WaitTimeSeconds, since);
                break;
            case "oLongestInteracting" when Since(metric, now) is { } since:
                observation.SetSince(Metric.LongestInteractionSeconds, since);
                break;
        }
    }

    private static Instant? Since(JsonElement metric, Instant now) =>
        NumberOf(metric, "calculatedMetricValue") is { } value
        && LongestWaiting.Read(value, now, out var since) == LongestWaitingKind.Since ? since : null;

    private static double? CountOf(JsonElement metric) => NumberOf(metric, "count") is { } count and >= 0 ? count : null;

    private static double? NumberOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
        && double.IsFinite(number) ? number : null;

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

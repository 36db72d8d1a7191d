using System.Buffers;
using System.Text.Json;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Observations;

/// <summary>
/// Events of <c>v2.analytics.queues.{id}.observations</c>: what changed of the calls, what changed of the agents, and
/// the half hour so far when it has changed. Three kinds, an event each.
/// </summary>
internal sealed class QueueObservationSource(CentreQueue queue) : ITopicSource
{
    private CallMetrics _calls = CallMetrics.Of(queue);
    private Dictionary<(string, string?), int> _agents = Agents(queue);
    private (long Start, int Happened) _half = HalfHourMark(queue);

    public IEnumerable<ReadOnlyMemory<byte>> Changes(long now)
    {
        var bodies = new List<ReadOnlyMemory<byte>>();
        var calls = CallMetrics.Of(queue);
        var counts = Changed(calls);
        _calls = calls;
        if (counts.Count > 0) bodies.Add(Instant(now, CentreQueue.Voice, counts));

        var agents = Agents(queue);
        var moved = agents.Where(a => _agents.GetValueOrDefault(a.Key) != a.Value).Select(a => new AgentCount(a.Key.Item1, a.Key.Item2, a.Value))
            .Concat(_agents.Keys.Where(k => !agents.ContainsKey(k)).Select(k => new AgentCount(k.Item1, k.Item2, 0))).ToList();
        _agents = agents;
        if (moved.Count > 0) bodies.Add(Instant(now, null, moved));

        var half = HalfHourMark(queue);
        if (half != _half && queue.HalfHour is { } soFar) bodies.Add(HalfHourBody.Of(queue, soFar));
        _half = half;
        return bodies;
    }

    private List<AgentCount> Changed(CallMetrics calls)
    {
        var changed = new List<AgentCount>(3);
        if (calls.Ringing != _calls.Ringing) changed.Add(new("oAlerting", null, calls.Ringing));
        if (calls.Interacting != _calls.Interacting) changed.Add(new("oInteracting", null, calls.Interacting));
        if (calls.Waiting != _calls.Waiting) changed.Add(new("oWaiting", null, calls.Waiting));
        return changed;
    }

    private static Dictionary<(string, string?), int> Agents(CentreQueue queue) =>
        AgentMetrics.Of(queue).ToDictionary(c => (c.Metric, c.Qualifier), c => c.Count);

    private static (long, int) HalfHourMark(CentreQueue queue) => queue.HalfHour is { } half
        ? (half.Start, half.Offered + half.Waited.Count + half.Handled.Count)
        : default;

    private ReadOnlyMemory<byte> Instant(long now, string? mediaType, List<AgentCount> counts)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var instant = WireText.Instant(now);
            StatisticsBody.Begin(json, queue.Id, mediaType, $"{instant}/{instant}");
            foreach (var count in counts)
            {
                json.WriteStartObject();
                json.WriteString("metric", count.Metric);
                if (count.Qualifier is not null) json.WriteString("qualifier", count.Qualifier);
                json.WriteStartObject("stats");
                json.WriteNumber("count", count.Count);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            StatisticsBody.End(json);
        }

        return buffer.WrittenMemory;
    }
}

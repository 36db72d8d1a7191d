using System.Text.Json.Nodes;

namespace Redline.Simulator.Outbound;

/// <summary>What was sent to people outside, for a test to look at: the last 1,000.</summary>
internal sealed class Outbox
{
    private const int Most = 1_000;

    private readonly Queue<JsonObject> _sent = new();

    internal IEnumerable<JsonNode> Sent => _sent.Select(s => s.DeepClone());

    internal void Add(JsonObject message)
    {
        if (_sent.Count == Most) _sent.Dequeue();
        _sent.Enqueue(message);
    }
}

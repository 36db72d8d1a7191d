using System.Text;
using Redline.Simulator.Agenda;
using Redline.Simulator.Http;

namespace Redline.Simulator.Topics;

/// <summary>
/// The topics that have subscribers. A change puts its topic down for telling, once, at the earliest a second after it
/// last told; so what nobody subscribed to costs a look-up, and what does not change costs nothing.
/// </summary>
internal sealed class TopicBoard(SimulationAgenda agenda, Func<TopicAddress, ITopicSource?> sources)
{
    /// <summary>The least time between two events of a topic, in simulated milliseconds.</summary>
    internal const long PaceMilliseconds = 1_000;

    private static readonly long[] AtOnce = [0];

    private readonly Dictionary<(TopicKind, string), TopicFeed> _feeds = [];

    /// <summary>After how many milliseconds each copy of an event is sent; a fault may delay or repeat it.</summary>
    internal Func<IReadOnlyList<long>> Delays { get; set; } = () => AtOnce;

    /// <summary>Events that were sent, once for each subscriber.</summary>
    internal long Sent { get; private set; }

    internal void Subscribe(TopicAddress address, ITopicSubscriber subscriber)
    {
        var key = (address.Template.Kind, address.EntityId);
        if (!_feeds.TryGetValue(key, out var feed))
        {
            if (sources(address) is not { } source) return;
            _feeds[key] = feed = new(address, source);
        }

        if (!feed.Subscribers.Contains(subscriber)) feed.Subscribers.Add(subscriber);
    }

    internal void Unsubscribe(TopicAddress address, ITopicSubscriber subscriber)
    {
        var key = (address.Template.Kind, address.EntityId);
        if (!_feeds.TryGetValue(key, out var feed)) return;
        feed.Subscribers.Remove(subscriber);
        if (feed.Subscribers.Count == 0) _feeds.Remove(key);
    }

    /// <summary>What a topic is about may have changed.</summary>
    internal void Touch(TopicKind kind, string entityId)
    {
        if (!_feeds.TryGetValue((kind, entityId), out var feed) || feed.IsDue) return;
        feed.IsDue = true;
        agenda.At(Math.Max(agenda.Now, feed.NextAllowed), () => Tell(feed));
    }

    private void Tell(TopicFeed feed)
    {
        feed.IsDue = false;
        foreach (var body in feed.Source.Changes(agenda.Now))
        {
            feed.NextAllowed = agenda.Now + PaceMilliseconds;
            var frame = Envelope(feed.Name, body.Span);
            foreach (var delay in Delays())
            {
                if (delay == 0) Send(feed, frame);
                else agenda.At(agenda.Now + delay, () => Send(feed, frame));
            }
        }
    }

    private void Send(TopicFeed feed, ReadOnlyMemory<byte> frame)
    {
        foreach (var subscriber in feed.Subscribers)
        {
            subscriber.Take(frame);
            Sent++;
        }
    }

    /// <summary>The frame of an event.</summary>
    internal static byte[] Envelope(string topic, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes($"{{\"topicName\":\"{topic}\",\"version\":\"2\",\"eventBody\":");
        var tail = Encoding.UTF8.GetBytes($",\"metadata\":{{\"CorrelationId\":\"{WireText.NewId()}\"}}}}");
        var frame = new byte[head.Length + body.Length + tail.Length];
        head.CopyTo(frame, 0);
        body.CopyTo(frame.AsSpan(head.Length));
        tail.CopyTo(frame, head.Length + body.Length);
        return frame;
    }
}

namespace Redline.Simulator.Topics;

/// <summary>A topic that somebody has subscribed to.</summary>
internal sealed class TopicFeed(TopicAddress address, ITopicSource source)
{
    internal TopicAddress Address { get; } = address;

    internal string Name { get; } = address.Name;

    internal ITopicSource Source { get; } = source;

    internal List<ITopicSubscriber> Subscribers { get; } = [];

    /// <summary>Whether something has changed that will be told.</summary>
    internal bool IsDue { get; set; }

    /// <summary>Before this nothing more is told: at most one a second.</summary>
    internal long NextAllowed { get; set; } = long.MinValue;
}

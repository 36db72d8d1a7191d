namespace Redline.Simulator.Topics;

/// <summary>Makes the events of one topic. It knows what it told last.</summary>
internal interface ITopicSource
{
    /// <summary>The bodies of the events that say what differs from what was told last; none: nothing differs.</summary>
    IEnumerable<ReadOnlyMemory<byte>> Changes(long now);
}

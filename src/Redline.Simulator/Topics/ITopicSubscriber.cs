namespace Redline.Simulator.Topics;

/// <summary>Who has subscribed to a topic.</summary>
internal interface ITopicSubscriber
{
    void Take(ReadOnlyMemory<byte> frame);
}

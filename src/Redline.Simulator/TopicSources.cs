using Redline.Simulator.Centre;
using Redline.Simulator.Observations;
using Redline.Simulator.Topics;

namespace Redline.Simulator;

/// <summary>Which source makes the events of a topic, and which changes of the contact centre concern it.</summary>
internal sealed class TopicSources(ContactCentre centre)
{
    internal ITopicSource? For(TopicAddress address) => address.Template.Kind switch
    {
        TopicKind.QueueActivity when centre.Queue(address.EntityId) is { } queue => new QueueActivitySource(queue),
        TopicKind.QueueObservations when centre.Queue(address.EntityId) is { } queue => new QueueObservationSource(queue),
        _ => null,
    };

    internal void Listen(TopicBoard board)
    {
        centre.QueueChanged = queue =>
        {
            board.Touch(TopicKind.QueueActivity, queue.Id);
            board.Touch(TopicKind.QueueObservations, queue.Id);
        };
    }
}

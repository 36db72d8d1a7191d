using Redline.Simulator.Centre;
using Redline.Simulator.Observations;
using Redline.Simulator.People;
using Redline.Simulator.Routing;
using Redline.Simulator.Topics;

namespace Redline.Simulator;

/// <summary>Which source makes the events of a topic, and which changes of the contact centre concern it.</summary>
internal sealed class TopicSources(ContactCentre centre)
{
    internal ITopicSource? For(TopicAddress address) => address.Template.Kind switch
    {
        TopicKind.QueueActivity when centre.Queue(address.EntityId) is { } queue => new QueueActivitySource(queue),
        TopicKind.QueueObservations when centre.Queue(address.EntityId) is { } queue => new QueueObservationSource(queue),
        TopicKind.QueueUsers when centre.Queue(address.EntityId) is { } queue => new QueueUsersSource(queue),
        TopicKind.UserPresence when centre.User(address.EntityId) is { } user => UserSource.OfPresence(user),
        TopicKind.UserRoutingStatus when centre.User(address.EntityId) is { } user => UserSource.OfRoutingStatus(user),
        TopicKind.UserActivity when centre.User(address.EntityId) is { } user => UserSource.OfActivity(user),
        _ => null,
    };

    internal void Listen(TopicBoard board)
    {
        centre.QueueChanged = queue =>
        {
            board.Touch(TopicKind.QueueActivity, queue.Id);
            board.Touch(TopicKind.QueueObservations, queue.Id);
        };
        centre.UserChanged = user =>
        {
            board.Touch(TopicKind.UserPresence, user.Id);
            board.Touch(TopicKind.UserRoutingStatus, user.Id);
            board.Touch(TopicKind.UserActivity, user.Id);
        };
        centre.MemberChanged = member => board.Touch(TopicKind.QueueUsers, member.Queue.Id);
    }
}

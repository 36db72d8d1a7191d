using System.Threading.Channels;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine.Queues;
using Redline.GenesysCloud;

namespace Redline.Server.Genesys;

/// <summary>Gives what a connector learns to the organization's loop and directory.</summary>
internal sealed class GenesysSource(string sourceId, EngineLoop loop, PresenceDirectory presence, IOrganizationClock clock) : IGenesysListener
{
    /// <inheritdoc/>
    public Observation RentObservation() => loop.Observations.Rent();

    /// <inheritdoc/>
    public ValueTask ObservedAsync(Observation[] observations) => WhileItRunsAsync(loop.ObserveAsync(observations));

    /// <inheritdoc/>
    public ValueTask HeartbeatAsync() => WhileItRunsAsync(loop.HeartbeatAsync(sourceId));

    /// <inheritdoc/>
    public ValueTask ConditionChangedAsync(SourceCondition? condition) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask QueuesGoneAsync(IReadOnlyList<string> queueIds) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users)
    {
        foreach (var user in users)
            presence.Put(new(user.UserId, user.Presence, user.RoutingStatus, user.RoutingStatusSince, user.OutOfOffice, user.QueueIds, clock.Now));
        return ValueTask.CompletedTask;
    }

    // The server stops its sources before the loop; one that is still bringing something then has nobody to bring it to.
    private static async ValueTask WhileItRunsAsync(ValueTask sending)
    {
        try
        {
            await sending;
        }
        catch (ChannelClosedException)
        {
            // The loop has ended.
        }
    }
}

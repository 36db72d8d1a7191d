using System.Threading.Channels;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Sources;
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
    public ValueTask<bool> ConditionChangedAsync(SourceCondition? condition) =>
        AskAsync(new ReportSource(sourceId, CauseOf(condition), condition?.QueueIds));

    /// <inheritdoc/>
    public ValueTask<bool> QueuesGoneAsync(IReadOnlyList<string> queueIds) => AskAsync(new ReportQueuesGone(sourceId, queueIds));

    /// <inheritdoc/>
    public ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users)
    {
        foreach (var user in users)
            presence.Put(new(user.UserId, user.Presence, user.RoutingStatus, user.RoutingStatusSince, user.OutOfOffice, user.QueueIds, clock.Now));
        return ValueTask.CompletedTask;
    }

    private static BlindCause? CauseOf(SourceCondition? condition) => condition?.Cause switch
    {
        null => null,
        SourceCause.Token => BlindCause.Token,
        SourceCause.Clock => BlindCause.Clock,
        SourceCause.Connection => BlindCause.Connection,
        _ => BlindCause.Permission,
    };

    private async ValueTask<bool> AskAsync(EngineInput input)
    {
        try
        {
            await loop.AskAsync(input);
            return true;
        }
        catch (Exception e) when (e is JournalWriteException or ChannelClosedException or ObjectDisposedException)
        {
            return false; // the connector tells it again
        }
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

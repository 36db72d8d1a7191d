using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.GenesysCloud;

/// <summary>Why the view of a source cannot be trusted.</summary>
public enum SourceCause
{
    /// <summary>The OAuth client is refused: its token ended and it gets no other.</summary>
    Token,

    /// <summary>The platform's clock and ours differ so much that no instant can be believed.</summary>
    Clock,

    /// <summary>Neither sockets nor REST bring anything.</summary>
    Connection,

    /// <summary>The OAuth client may not see what it must.</summary>
    Permission,
}

/// <summary>A condition of the source. Immutable; equality compares the list by reference.</summary>
/// <param name="Cause">Why.</param>
/// <param name="QueueIds">Of which queues; null: of all of the source.</param>
/// <param name="Message">What an operator should know and do.</param>
public sealed record SourceCondition(SourceCause Cause, IReadOnlyList<string>? QueueIds, string Message);

/// <summary>What is known of a person of the platform. Immutable.</summary>
/// <param name="UserId">The platform's user.</param>
/// <param name="Presence">The system presence in capitals (AVAILABLE, ON_QUEUE, OFFLINE ...); null: not known.</param>
/// <param name="RoutingStatus">OFF_QUEUE, IDLE, INTERACTING, NOT_RESPONDING, COMMUNICATING; null: not known.</param>
/// <param name="RoutingStatusSince">Since when; null: not known.</param>
/// <param name="OutOfOffice">Whether they said they are away.</param>
/// <param name="QueueIds">The queues they have joined; null: not known.</param>
public sealed record UserActivity(
    string UserId, string? Presence, string? RoutingStatus, Instant? RoutingStatusSince, bool OutOfOffice, IReadOnlyList<string>? QueueIds);

/// <summary>
/// Hears what a connector learns. Calls come from several tasks, one at a time; whoever is called may wait, which slows
/// the sockets down.
/// </summary>
public interface IGenesysListener
{
    /// <summary>Where empty observations come from.</summary>
    Observation RentObservation();

    /// <summary>Queues were observed. The observations belong to the listener now.</summary>
    ValueTask ObservedAsync(Observation[] observations);

    /// <summary>The source is there although nothing changed.</summary>
    ValueTask HeartbeatAsync();

    /// <summary>The condition of the source is another one.</summary>
    /// <param name="condition">The gravest one; null: the source can be trusted. Told once at the start, whatever it is.</param>
    /// <returns>False: it could not be taken, and is told again.</returns>
    ValueTask<bool> ConditionChangedAsync(SourceCondition? condition);

    /// <summary>Queues were deleted, or the OAuth client may not see them any more.</summary>
    /// <returns>False: it could not be taken, and is told again.</returns>
    ValueTask<bool> QueuesGoneAsync(IReadOnlyList<string> queueIds);

    /// <summary>People were heard of.</summary>
    ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users);
}

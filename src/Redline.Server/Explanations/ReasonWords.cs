using System.Text.Json;
using Redline.Delivery.Deliveries;
using Redline.Engine.Alerts;
using Redline.Engine.Sources;
using Redline.Server.Registrations;

namespace Redline.Server.Explanations;

/// <summary>What the words of engine and router are called and mean here. A test holds that every one has its own.</summary>
internal static class ReasonWords
{
    public static Reason Of(SuppressionReason reason) => reason switch
    {
        SuppressionReason.None => new("told", "People are told of it."),
        SuppressionReason.CoolingDown => new("cooling.down", "The last alert of this stream and queue triggered less than the cooldown ago, and was no less severe: no other triggers until the cooldown is over."),
        SuppressionReason.OutsideSchedule => new("outside.schedule", "It is outside the stream's schedule: no alert triggers until the schedule opens."),
        SuppressionReason.Silenced => new("silenced", "Somebody set a silence: it is told when the silence ends, if it still holds."),
        SuppressionReason.Coalesced => new("coalesced", "It triggered a moment ago: what triggers at about the same time is told together."),
        SuppressionReason.Flapping => new("flapping", "It triggers, changes and resolves more often than the stream allows: people are told how it stands at the next update."),
        SuppressionReason.Shadow => new("shadow", "The stream is in shadow: it is tried out, and nobody is told."),
        SuppressionReason.NotificationNone => new("notification.none", "The stream's notification type is NONE: nobody is told."),
        SuppressionReason.NotificationFlow => new("notification.flow", "The stream's notification type is FLOW: only the steps of its flow tell people."),
        _ => Unnamed(reason, "It is kept back."),
    };

    public static Reason Of(ResolveReason reason) => reason switch
    {
        ResolveReason.ConditionCleared => new("resolved.condition.cleared", "It is over: the condition to close held for as long as it has to."),
        ResolveReason.DefinitionChanged => new("resolved.definition.changed", "It is over: the stream was changed, and what it says now is not so."),
        ResolveReason.StreamDisabled => new("resolved.stream.disabled", "It is over: the stream was disabled."),
        ResolveReason.StreamDeleted => new("resolved.stream.deleted", "It is over: the stream was deleted."),
        ResolveReason.QueueGone => new("resolved.queue.gone", "It is over: the queue is no more."),
        ResolveReason.OutsideSchedule => new("resolved.outside.schedule", "It is over: the stream's schedule ended; the breach may go on."),
        _ => Unnamed(reason, "It is over."),
    };

    public static Reason Of(DeliveryState state) => state switch
    {
        DeliveryState.Sent => new("delivery.sent", "It was sent to a desktop of theirs; none has said that it has it."),
        DeliveryState.Received => new("delivery.received", "A desktop of theirs has it; none has said that it showed it."),
        DeliveryState.Rendered => new("delivery.rendered", "A desktop of theirs showed it."),
        DeliveryState.Acknowledged => new("delivery.acknowledged", "They took it."),
        _ => Unnamed(state, "It is on its way."),
    };

    public static Reason Of(BlindCause cause) => cause switch
    {
        BlindCause.Silence => new("blind.silence", "Nothing was heard of the queue for longer than the streams allow: nothing opens or resolves until it is heard of."),
        BlindCause.Clock => new("blind.clock", "The source's clock is too far off: nothing opens or resolves until it is right."),
        BlindCause.Token => new("blind.token", "The source does not let Redline in: nothing opens or resolves until it does."),
        BlindCause.Permission => new("blind.permission", "Redline may not see the queue at its source: nothing opens or resolves until it may."),
        BlindCause.Connection => new("blind.connection", "The source is not reached: nothing opens or resolves until it is."),
        _ => Unnamed(cause, "The queue is not seen."),
    };

    public static Reason Of(RegistrationState state) => state switch
    {
        RegistrationState.Active => new("registration.active", "A device of theirs is registered."),
        RegistrationState.Expiring => new("registration.expiring", "A device of theirs is registered, and has to renew that soon."),
        RegistrationState.Expired => new("registration.expired", "The registration of a device of theirs was not renewed and is over."),
        RegistrationState.Revoked => new("registration.revoked", "The registration of a device of theirs was ended."),
        _ => Unnamed(state, "A device of theirs is known."),
    };

    // For a word that a newer part of the server knows: a code that says so, and never a failure.
    private static Reason Unnamed<T>(T word, string words) where T : struct, Enum =>
        new(JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()).Replace('-', '.') + ".unnamed", words);
}

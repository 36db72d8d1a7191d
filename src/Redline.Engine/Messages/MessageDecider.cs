namespace Redline.Engine.Messages;

/// <summary>Decides that a message is sent, and that its time is over.</summary>
internal static class MessageDecider
{
    public static void Send(SendMessage send, MessageState state, EngineLimits limits, Instant now, List<EngineEvent> events)
    {
        if (state.Open.Count >= limits.MaxOpenMessages)
            throw new EngineLimitException("message.limit", $"{limits.MaxOpenMessages} messages have not expired yet; send fewer, or let them expire sooner.");
        events.Add(new MessageSent(
            now, now, state.LastNumber + 1, send.Audience, send.Severity, send.Title, send.Text, send.QueueId,
            now.Plus(send.LifeMilliseconds), send.SenderSubject));
    }

    public static void Expire(MessageState state, Instant at, Instant decidedAt, List<EngineEvent> events)
    {
        if (state.NextExpiry > at) return; // almost always, and it allocates nothing
        foreach (var message in state.DueAt(at)) events.Add(new MessageExpired(message.ExpiresAt, decidedAt, message.Number));
    }
}

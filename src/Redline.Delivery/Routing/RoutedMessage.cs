using Redline.Engine.Messages;

namespace Redline.Delivery.Routing;

/// <summary>A message as people are shown it. Immutable.</summary>
/// <param name="Message">The message.</param>
/// <param name="Persons">Whom it is for.</param>
public sealed record RoutedMessage(Message Message, PersonSet Persons)
{
    /// <summary>What its frames are about.</summary>
    public FrameSubject Subject => new(true, Message.Number);
}

using Redline.Engine.Audiences;

namespace Redline.Server.Messages;

/// <summary>Finds out whom a message would reach now. Any thread.</summary>
internal interface IMessageReach
{
    /// <summary>How many people of an audience have a registration that stands.</summary>
    int CountOf(Audience audience);
}

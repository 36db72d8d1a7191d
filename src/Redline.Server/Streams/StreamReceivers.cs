namespace Redline.Server.Streams;

/// <summary>Who would receive an alert now.</summary>
/// <param name="Count">How many people; cheap, called with every answer.</param>
internal sealed record StreamReceivers(Func<int> Count);

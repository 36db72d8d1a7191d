namespace Redline.GenesysCloud;

/// <summary>How a connector stands, for those who show it. Immutable.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="QueuesListed">Queues the client may see.</param>
/// <param name="QueuesFollowed">Queues that are subscribed to.</param>
/// <param name="QueuesUnplaced">Queues that matter and found no channel; they are asked for by REST only.</param>
/// <param name="Channels">Channels held.</param>
/// <param name="ChannelsLive">Channels that tell what arrives.</param>
/// <param name="ClockAheadMilliseconds">By how much the platform's clock is ahead.</param>
/// <param name="RequestsUsed">Requests of this minute.</param>
/// <param name="RequestsAllowed">How many a minute has.</param>
/// <param name="Condition">Why the source cannot be trusted; null: it can.</param>
public sealed record GenesysStatus(
    string SourceId, int QueuesListed, int QueuesFollowed, int QueuesUnplaced, int Channels, int ChannelsLive,
    long ClockAheadMilliseconds, int RequestsUsed, int RequestsAllowed, SourceCondition? Condition);

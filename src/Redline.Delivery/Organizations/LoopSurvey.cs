using Redline.Engine.Streams;

namespace Redline.Delivery.Organizations;

/// <summary>A question what a stream would find now.</summary>
/// <param name="Stream">The stream; it need not be defined.</param>
/// <param name="Answer">Completed when the loop comes to it.</param>
internal sealed record LoopSurvey(StreamDefinition Stream, TaskCompletionSource<StreamSurvey> Answer);

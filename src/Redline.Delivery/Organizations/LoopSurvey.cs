using Redline.Engine;
using Redline.Engine.Streams;

namespace Redline.Delivery.Organizations;

/// <summary>A question what a stream would find now.</summary>
/// <param name="Stream">The stream; it need not be defined.</param>
/// <param name="Answer">Completed when the loop comes to it.</param>
internal sealed record LoopSurvey(StreamDefinition Stream, TaskCompletionSource<StreamSurvey> Answer);

/// <summary>A question what definitions would do now.</summary>
/// <param name="Apply">The definitions.</param>
/// <param name="Answer">Completed when the loop comes to it.</param>
internal sealed record LoopPreview(ApplyDefinitions Apply, TaskCompletionSource<DefinitionPreview> Answer);

/// <summary>A question how a stream stands at a queue now.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="QueueId">The queue.</param>
/// <param name="Answer">Completed when the loop comes to it.</param>
internal sealed record LoopLook(string StreamId, string QueueId, TaskCompletionSource<StreamLook> Answer);

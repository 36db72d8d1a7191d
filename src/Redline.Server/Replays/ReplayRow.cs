using Redline.Engine;
using Redline.Engine.Alerts;

namespace Redline.Server.Replays;

/// <summary>One alert of a replay.</summary>
/// <param name="Stream">The name of the stream.</param>
/// <param name="QueueId">The queue.</param>
/// <param name="MediaType">The media type; null for a stream that reads only queue-wide metrics.</param>
/// <param name="Severity">The highest severity it reached.</param>
/// <param name="TriggeredAt">When it triggered.</param>
/// <param name="ResolvedAt">When it resolved; null: still open when the calls ended.</param>
public sealed record ReplayRow(
    string Stream, string QueueId, string? MediaType, Severity Severity, Instant TriggeredAt, Instant? ResolvedAt);

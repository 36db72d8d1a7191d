namespace Redline.Server.Replays;

/// <summary>What a replay gave.</summary>
/// <param name="Rows">Every alert, sorted by triggered, stream, queue, media type.</param>
/// <param name="Observations">How many observations were taken.</param>
/// <param name="StillOpen">How many alerts were open when the calls had ended.</param>
public sealed record ReplayResult(IReadOnlyList<ReplayRow> Rows, long Observations, int StillOpen);

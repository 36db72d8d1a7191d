using Redline.Engine.Alerts;
using Redline.Engine.Filters;

namespace Redline.Engine.Streams;

/// <summary>
/// The expressions of a stream as text: <c>FILTER</c>, or <c>FILTER until CLEAR</c>; of several levels one line each,
/// <c>warning: FILTER</c>.
/// </summary>
public static class StreamText
{
    /// <summary>The text of a stream.</summary>
    public static string Of(StreamDefinition stream) => string.Join('\n', stream.Levels.Select(l => Of(stream, l)));

    private static string Of(StreamDefinition stream, StreamLevel level)
    {
        var name = !stream.SpelledAsLevels ? "" : level.Severity == Severity.Warning ? "warning: " : "critical: ";
        var clear = level.Clear is null ? "" : " until " + FilterText.Of(level.Clear);
        return name + FilterText.Of(level.Filter) + clear;
    }
}

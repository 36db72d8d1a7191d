using Redline.Engine.Flows;
using Redline.Engine.Streams;

namespace Redline.Server.Definitions;

/// <summary>What authors should know of streams and flows that come together: each is seen against the others.</summary>
internal static class DefinitionLints
{
    /// <summary>The lints of a stream, the loudest first.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="survey">What it would find; null: not known.</param>
    /// <param name="flows">Every flow as it would be, by its name.</param>
    public static IReadOnlyList<StreamLint> Of(StreamDefinition stream, StreamSurvey? survey, IReadOnlyDictionary<string, FlowDefinition> flows)
    {
        var lints = StreamLints.Of(stream, survey);
        return FlowLints.OfStream(stream, flows.GetValueOrDefault(stream.Flow ?? "")) is { } lint ? [.. lints, lint] : lints;
    }
}

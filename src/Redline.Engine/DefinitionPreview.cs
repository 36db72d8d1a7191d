using Redline.Engine.Flows;
using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>What several definitions would do if they were applied now. Immutable.</summary>
/// <param name="Events">What would be decided at once; what opens anew is decided after it.</param>
/// <param name="Surveys">What each stream that is new or changed would find then, by its id.</param>
/// <param name="Streams">Every stream as it would be then.</param>
/// <param name="Flows">Every flow as it would be then, by its name.</param>
public sealed record DefinitionPreview(
    IReadOnlyList<EngineEvent> Events, IReadOnlyDictionary<string, StreamSurvey> Surveys, IReadOnlyList<StreamDefinition> Streams,
    IReadOnlyDictionary<string, FlowDefinition> Flows);

using System.Text.Json.Serialization;
using Redline.Engine.Queues;

namespace Redline.Engine.Codecs;

/// <summary>The generated JSON code of everything the journal and its companions keep. Enumerations by name, never by ordinal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    MaxDepth = 256, // a filter expression as deep as FilterLimits allows, within a stream, within the state
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(InstantConverter), typeof(StreamDefinitionConverter)])]
[JsonSerializable(typeof(StreamDefined))]
[JsonSerializable(typeof(StreamDeleted))]
[JsonSerializable(typeof(SustainStarted))]
[JsonSerializable(typeof(SustainBroken))]
[JsonSerializable(typeof(BreachOpened))]
[JsonSerializable(typeof(ClearStarted))]
[JsonSerializable(typeof(ClearBroken))]
[JsonSerializable(typeof(BreachClosed))]
[JsonSerializable(typeof(AlertSuppressed))]
[JsonSerializable(typeof(SuppressionEnded))]
[JsonSerializable(typeof(AlertTriggered))]
[JsonSerializable(typeof(AlertLevelChanged))]
[JsonSerializable(typeof(AlertResolved))]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(QueueCheckpoint))]
internal sealed partial class EngineJson : JsonSerializerContext;

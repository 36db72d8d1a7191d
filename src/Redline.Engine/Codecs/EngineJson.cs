using System.Text.Json.Serialization;
using Redline.Engine.Alerts;
using Redline.Engine.Escalations;
using Redline.Engine.Flows;
using Redline.Engine.Messages;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;
using Redline.Engine.Silences;
using Redline.Engine.Sources;

namespace Redline.Engine.Codecs;

/// <summary>
/// The generated JSON code of everything the journal and its companions keep. Enumerations by name, never by ordinal.
/// Deep enough for the deepest filter expression within its limits, in an event and in a snapshot.
/// </summary>
[JsonSourceGenerationOptions(
    MaxDepth = 256,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(InstantConverter), typeof(ScheduleConverter), typeof(StreamDefinitionConverter), typeof(QueueSetDefinitionConverter), typeof(ParameterDefinitionConverter), typeof(FlowDefinitionConverter)])]
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
[JsonSerializable(typeof(AlertHeld))]
[JsonSerializable(typeof(AlertTold))]
[JsonSerializable(typeof(AlertLevelChanged))]
[JsonSerializable(typeof(AlertResolved))]
[JsonSerializable(typeof(FlappingBegan))]
[JsonSerializable(typeof(FlappingEnded))]
[JsonSerializable(typeof(AlertAcknowledged))]
[JsonSerializable(typeof(AcknowledgementWithdrawn))]
[JsonSerializable(typeof(MessageSent))]
[JsonSerializable(typeof(MessageExpired))]
[JsonSerializable(typeof(SourceBlinded))]
[JsonSerializable(typeof(BlindnessChanged))]
[JsonSerializable(typeof(SourceRecovered))]
[JsonSerializable(typeof(QueueGone))]
[JsonSerializable(typeof(SilenceSet))]
[JsonSerializable(typeof(SilenceEnded))]
[JsonSerializable(typeof(EscalationCreated))]
[JsonSerializable(typeof(EscalationAcknowledged))]
[JsonSerializable(typeof(EscalationWithdrawn))]
[JsonSerializable(typeof(EscalationClosed))]
[JsonSerializable(typeof(Escalation))]
[JsonSerializable(typeof(QueueSetDefined))]
[JsonSerializable(typeof(QueueSetDeleted))]
[JsonSerializable(typeof(ParameterDefined))]
[JsonSerializable(typeof(ParameterDeleted))]
[JsonSerializable(typeof(FlowDefined))]
[JsonSerializable(typeof(FlowDeleted))]
[JsonSerializable(typeof(ExecutionStarted))]
[JsonSerializable(typeof(StepStarted))]
[JsonSerializable(typeof(StepEnded))]
[JsonSerializable(typeof(ExecutionFinished))]
[JsonSerializable(typeof(ExecutionSkipped))]
[JsonSerializable(typeof(Execution))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(QueueCheckpoint))]
internal sealed partial class EngineJson : JsonSerializerContext;

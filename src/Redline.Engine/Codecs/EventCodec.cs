using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Redline.Engine.Codecs;

/// <summary>
/// Spells engine events for the journal: the kind is the event's own name, the body its JSON. What an old version wrote
/// is read for ever; a kind this version does not know is refused, since to skip a fact would be to lose it.
/// </summary>
public static class EventCodec
{
    private static readonly Dictionary<Type, JsonTypeInfo> ByType = new JsonTypeInfo[]
    {
        EngineJson.Default.StreamDefined, EngineJson.Default.StreamDeleted,
        EngineJson.Default.SustainStarted, EngineJson.Default.SustainBroken,
        EngineJson.Default.BreachOpened, EngineJson.Default.ClearStarted,
        EngineJson.Default.ClearBroken, EngineJson.Default.BreachClosed,
        EngineJson.Default.AlertSuppressed, EngineJson.Default.SuppressionEnded,
        EngineJson.Default.AlertTriggered, EngineJson.Default.AlertHeld, EngineJson.Default.AlertTold,
        EngineJson.Default.AlertLevelChanged, EngineJson.Default.AlertResolved,
        EngineJson.Default.AlertAcknowledged, EngineJson.Default.AcknowledgementWithdrawn,
        EngineJson.Default.FlappingBegan, EngineJson.Default.FlappingEnded,
        EngineJson.Default.MessageSent, EngineJson.Default.MessageExpired,
        EngineJson.Default.SourceBlinded, EngineJson.Default.BlindnessChanged, EngineJson.Default.SourceRecovered,
        EngineJson.Default.QueueGone, EngineJson.Default.SilenceSet, EngineJson.Default.SilenceEnded,
        EngineJson.Default.EscalationCreated, EngineJson.Default.EscalationAcknowledged, EngineJson.Default.EscalationWithdrawn,
        EngineJson.Default.EscalationClosed,
        EngineJson.Default.QueueSetDefined, EngineJson.Default.QueueSetDeleted,
        EngineJson.Default.ParameterDefined, EngineJson.Default.ParameterDeleted,
        EngineJson.Default.FlowDefined, EngineJson.Default.FlowDeleted,
        EngineJson.Default.ExecutionStarted, EngineJson.Default.StepStarted, EngineJson.Default.StepEnded,
        EngineJson.Default.ExecutionFinished, EngineJson.Default.ExecutionSkipped,
    }.ToDictionary(t => t.Type);

    private static readonly Dictionary<string, JsonTypeInfo> ByKind = ByType.ToDictionary(p => p.Key.Name, p => p.Value, StringComparer.Ordinal);

    /// <summary>Every kind this version knows.</summary>
    public static IReadOnlyCollection<string> Kinds => ByKind.Keys;

    /// <summary>The kind of an event: <c>AlertTriggered</c>.</summary>
    public static string KindOf(EngineEvent e) => e.GetType().Name;

    /// <summary>The body of an event, UTF-8 JSON.</summary>
    public static byte[] Encode(EngineEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, ByType[e.GetType()]);

    /// <summary>Reads an event back.</summary>
    /// <exception cref="FormatException">The kind is unknown or the body is not one of that kind.</exception>
    public static EngineEvent Decode(string kind, ReadOnlySpan<byte> body)
    {
        if (!ByKind.TryGetValue(kind, out var type))
            throw new FormatException($"The journal holds an entry of kind {kind}, which this version does not know; run the version that wrote it or a newer one.");
        try
        {
            return (EngineEvent)JsonSerializer.Deserialize(body, type)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"An entry of kind {kind} cannot be read: {e.Message}", e);
        }
    }
}

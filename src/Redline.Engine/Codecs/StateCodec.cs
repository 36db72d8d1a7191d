using System.Text.Json;
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
using Redline.Engine.Streams;

namespace Redline.Engine.Codecs;

internal sealed record StreamDocument(StreamDefinition Definition, int Version, Instant DefinedAt = default);

internal sealed record FingerprintDocument(
    Fingerprint Fingerprint, LevelState[] Levels, Alert? Alert, SuppressionReason Suppression, Instant SuppressedUntil,
    Instant LastAt, Instant LastTriggeredAt, int LastHighestLevel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FlappingDocument? Flapping = null);

internal sealed record FlappingDocument(Instant[] Transitions, Instant Until, int ToldLevel);

// What came after the first version is optional and left out while there is nothing to say, so that every snapshot reads.
internal sealed record StateDocument(
    int Format, long LastAlertNumber, Instant LastDecidedAt, StreamDocument[] Streams, FingerprintDocument[] Fingerprints,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MessagesDocument? Messages = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Blindness[]? Blind = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SilencesDocument? Silences = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QueueSetState[]? QueueSets = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ParameterState[]? Parameters = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FlowsDocument? Flows = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EscalationsDocument? Escalations = null);

internal sealed record FlowsDocument(
    long LastExecution, DefinedFlow[] Flows, SortedDictionary<string, int> Deleted, DefinedFlow[] Pinned, Execution[] Running, FlowCooldown[] Cooldowns)
{
    public static FlowsDocument? Of(FlowState state) =>
        state.LastExecution == 0 && state.Flows.Count == 0 && state.Deleted.Count == 0
            ? null
            : new(
                state.LastExecution, [.. state.Flows.Values], new(state.Deleted.ToDictionary(), StringComparer.Ordinal), [.. state.Pinned],
                [.. state.Running.Values], [.. state.Cooldowns]);
}

internal sealed record MessagesDocument(long LastNumber, Message[] Open);

internal sealed record SilencesDocument(long LastNumber, Silence[] Open);

internal sealed record EscalationsDocument(long LastNumber, Escalation[] Open);

/// <summary>
/// The canonical encoding of the durable state: the same state gives the same bytes, whatever way it came about. It is
/// the snapshot, and what "replay equals live" compares.
/// </summary>
public static class StateCodec
{
    /// <summary>The number of this encoding; a version reads its own and the one before.</summary>
    public const int Format = 1;

    /// <summary>The state as UTF-8 JSON.</summary>
    public static byte[] Encode(DurableState state) => JsonSerializer.SerializeToUtf8Bytes(
        new StateDocument(
            Format, state.LastAlertNumber, state.LastDecidedAt,
            [.. state.Streams.Values.Select(s => new StreamDocument(s.Definition, s.Version, s.DefinedAt))],
            [.. state.Fingerprints.Values.OrderBy(f => f.Fingerprint).Select(DocumentOf)],
            Messages: state.Messages.LastNumber == 0 ? null : new(state.Messages.LastNumber, [.. state.Messages.Open.Values]),
            Blind: state.Sources.Blind.Count == 0 ? null : [.. state.Sources.Blind],
            Silences: state.Silences.LastNumber == 0 ? null : new(state.Silences.LastNumber, [.. state.Silences.Open.Values]),
            QueueSets: state.References.QueueSets.Count == 0 ? null : [.. state.References.QueueSets.Values],
            Parameters: state.References.Parameters.Count == 0 ? null : [.. state.References.Parameters.Values],
            Flows: FlowsDocument.Of(state.Flows),
            Escalations: state.Escalations.LastNumber == 0 ? null : new(state.Escalations.LastNumber, [.. state.Escalations.Open.Values])),
        EngineJson.Default.StateDocument);

    /// <summary>Reads a state back.</summary>
    /// <exception cref="FormatException">The format is not one this version reads, or the bytes are not one.</exception>
    public static DurableState Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var document = JsonSerializer.Deserialize(bytes, EngineJson.Default.StateDocument)!;
            if (document.Format != Format)
                throw new FormatException($"The snapshot has format {document.Format}; this version reads {Format}.");
            var state = new DurableState();
            state.Restore(
                document.Streams.Select(s => new StreamState(s.Definition, s.Version, s.DefinedAt)),
                document.Fingerprints.Select(StateOf), document.LastAlertNumber, document.LastDecidedAt);
            if (document.Messages is { } messages) state.Messages.Restore(messages.Open, messages.LastNumber);
            if (document.Silences is { } silences) state.Silences.Restore(silences.Open, silences.LastNumber);
            state.Restore(DefinedReferences.Of(document.QueueSets ?? [], document.Parameters ?? []));
            state.Sources.Restore(document.Blind ?? []);
            if (document.Escalations is { } escalations) state.Escalations.Restore(escalations.Open, escalations.LastNumber);
            if (document.Flows is { } flows)
                state.Flows.Restore(flows.Flows, flows.Deleted, flows.Pinned, flows.Running, flows.LastExecution, flows.Cooldowns);
            return state;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The snapshot cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A queue's last values as UTF-8 JSON.</summary>
    public static byte[] Encode(QueueCheckpoint checkpoint) => JsonSerializer.SerializeToUtf8Bytes(checkpoint, EngineJson.Default.QueueCheckpoint);

    /// <summary>Reads a queue's last values back.</summary>
    /// <exception cref="FormatException">The bytes are not those of one.</exception>
    public static QueueCheckpoint DecodeCheckpoint(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, EngineJson.Default.QueueCheckpoint)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"A queue's checkpoint cannot be read: {e.Message}", e);
        }
    }

    /// <summary>An execution as UTF-8 JSON.</summary>
    public static byte[] Encode(Execution execution) => JsonSerializer.SerializeToUtf8Bytes(execution, EngineJson.Default.Execution);

    /// <summary>Reads an execution back.</summary>
    /// <exception cref="FormatException">The bytes are not those of one.</exception>
    public static Execution DecodeExecution(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, EngineJson.Default.Execution)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"An execution cannot be read: {e.Message}", e);
        }
    }

    /// <summary>An escalation as UTF-8 JSON.</summary>
    public static byte[] Encode(Escalation escalation) => JsonSerializer.SerializeToUtf8Bytes(escalation, EngineJson.Default.Escalation);

    /// <summary>Reads an escalation back.</summary>
    /// <exception cref="FormatException">The bytes are not those of one.</exception>
    public static Escalation DecodeEscalation(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, EngineJson.Default.Escalation)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"An escalation cannot be read: {e.Message}", e);
        }
    }

    /// <summary>An alert as UTF-8 JSON.</summary>
    public static byte[] Encode(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(alert, EngineJson.Default.Alert);

    /// <summary>Reads an alert back; one that was kept by an older version has nobody.</summary>
    /// <exception cref="FormatException">The bytes are not those of one.</exception>
    public static Alert DecodeAlert(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, EngineJson.Default.Alert)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"An alert cannot be read: {e.Message}", e);
        }
    }

    private static FingerprintDocument DocumentOf(FingerprintState f) => new(
        f.Fingerprint, f.Levels.ToArray(), f.Alert, f.Suppression, f.SuppressedUntil, f.LastAt, f.LastTriggeredAt, f.LastHighestLevel,
        f.Flapping is { } flapping ? new([.. flapping.Transitions], flapping.Until, flapping.ToldLevel) : null);

    private static FingerprintState StateOf(FingerprintDocument d)
    {
        var state = new FingerprintState(d.Fingerprint, d.Levels.Length);
        state.Restore(d.Levels, d.Alert, d.Suppression, d.SuppressedUntil, d.LastAt, d.LastTriggeredAt, d.LastHighestLevel,
            d.Flapping is { } flapping ? new(flapping.Transitions, flapping.Until, flapping.ToldLevel) : null);
        return state;
    }
}

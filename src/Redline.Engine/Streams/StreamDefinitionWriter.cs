using System.Text;
using System.Text.Json;
using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Schedules;

namespace Redline.Engine.Streams;

/// <summary>
/// Spells a stream definition as canonical JSON: every property with its value, defaults included, always in the same
/// order. Reading it gives the same definition.
/// </summary>
public static class StreamDefinitionWriter
{
    /// <summary>The canonical JSON text.</summary>
    public static string ToJson(StreamDefinition definition)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(json, definition);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the canonical JSON as the next value of a writer.</summary>
    public static void Write(Utf8JsonWriter json, StreamDefinition definition)
    {
        json.WriteStartObject();
        json.WriteString("id", definition.Id);
        WriteProperties(json, definition);
        json.WriteEndObject();
    }

    /// <summary>Writes every property but the id into an object that is begun.</summary>
    public static void WriteProperties(Utf8JsonWriter json, StreamDefinition definition)
    {
        json.WriteString("name", definition.Name);
        if (definition.Description is { } description) json.WriteString("description", description);
        json.WriteString("entityType", "queue");
        json.WriteString("sourceEntity", definition.SourceEntity == SourceEntity.Routing ? "routing.queue.metrics" : "telephony.queue.metrics");
        json.WriteString("status", Word(definition.Status));
        json.WriteString("notificationType", Word(definition.NotificationType));
        json.WriteNumber("priority", definition.Priority);
        WriteLevels(json, definition);
        WriteSeconds(json, "clearAfterSeconds", definition.ClearAfterMilliseconds);
        WriteSeconds(json, "cooldownSeconds", definition.CooldownMilliseconds);
        WriteFlapping(json, definition.Flapping);
        WriteSeconds(json, "staleAfterSeconds", definition.StaleAfterMilliseconds);
        if (definition.Schedule is { } schedule)
        {
            json.WritePropertyName("schedule");
            ScheduleWriter.Write(json, schedule);
        }

        json.WriteString("presentation", definition.Presentation == Presentation.Banner ? "BANNER" : "TOAST");
        if (definition.Flow is { } flow) json.WriteString("flow", flow);
    }

    private static void WriteFlapping(Utf8JsonWriter json, FlappingLimit? limit)
    {
        json.WritePropertyName("flapping");
        if (limit is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("maxTransitions", limit.MaxTransitions);
        WriteSeconds(json, "windowSeconds", limit.WindowMilliseconds);
        json.WriteEndObject();
    }

    private static string Word(StreamStatus status) => status switch
    {
        StreamStatus.Disabled => "DISABLED",
        StreamStatus.Shadow => "SHADOW",
        _ => "ACTIVE",
    };

    private static string Word(NotificationType type) => type switch
    {
        NotificationType.None => "NONE",
        NotificationType.Flow => "FLOW",
        _ => "PUSH",
    };

    private static void WriteLevels(Utf8JsonWriter json, StreamDefinition definition)
    {
        if (!definition.SpelledAsLevels)
        {
            WriteLevel(json, definition.Levels[0]);
            return;
        }

        json.WriteStartArray("levels");
        foreach (var level in definition.Levels)
        {
            json.WriteStartObject();
            json.WriteString("severity", level.Severity == Severity.Warning ? "WARNING" : "CRITICAL");
            WriteLevel(json, level);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLevel(Utf8JsonWriter json, StreamLevel level)
    {
        json.WritePropertyName("filterExpression");
        FilterWriter.Write(json, level.Filter);
        if (level.Clear is not null)
        {
            json.WritePropertyName("clearExpression");
            FilterWriter.Write(json, level.Clear);
        }

        WriteSeconds(json, "sustainSeconds", level.SustainMilliseconds);
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, long milliseconds) =>
        json.WriteNumber(name, milliseconds / 1000m);
}

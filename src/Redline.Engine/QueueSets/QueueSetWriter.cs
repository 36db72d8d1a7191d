using System.Text;
using System.Text.Json;

namespace Redline.Engine.QueueSets;

/// <summary>Spells a queue set as canonical JSON: always in the same order, what is not said left out. Reading it gives the same definition.</summary>
public static class QueueSetWriter
{
    /// <summary>The canonical JSON text.</summary>
    public static string ToJson(QueueSetDefinition definition)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(json, definition);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the canonical JSON as the next value of a writer.</summary>
    public static void Write(Utf8JsonWriter json, QueueSetDefinition definition)
    {
        json.WriteStartObject();
        json.WriteString("id", definition.Id);
        WriteProperties(json, definition);
        json.WriteEndObject();
    }

    /// <summary>Writes every property but the id into an object that is begun.</summary>
    public static void WriteProperties(Utf8JsonWriter json, QueueSetDefinition definition)
    {
        json.WriteString("name", definition.Name);
        if (definition.Description is { } description) json.WriteString("description", description);
        if (definition.QueueIds.Count > 0)
        {
            json.WriteStartArray("queueIds");
            foreach (var id in definition.QueueIds) json.WriteStringValue(id);
            json.WriteEndArray();
        }

        if (definition.NamePattern is { } pattern) json.WriteString("namePattern", pattern);
        if (definition.DivisionId is { } division) json.WriteString("divisionId", division);
    }
}

using System.Text;
using System.Text.Json;

namespace Redline.Engine.Parameters;

/// <summary>Spells a parameter as canonical JSON: queues in the order of their ids, what is not said left out. Reading it gives the same definition.</summary>
public static class ParameterWriter
{
    /// <summary>The canonical JSON text.</summary>
    public static string ToJson(ParameterDefinition definition)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(json, definition);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the canonical JSON as the next value of a writer.</summary>
    public static void Write(Utf8JsonWriter json, ParameterDefinition definition)
    {
        json.WriteStartObject();
        json.WriteString("name", definition.Name);
        WriteProperties(json, definition);
        json.WriteEndObject();
    }

    /// <summary>Writes every property but the name into an object that is begun.</summary>
    public static void WriteProperties(Utf8JsonWriter json, ParameterDefinition definition)
    {
        if (definition.Description is { } description) json.WriteString("description", description);
        if (definition.DefaultValue is { } value) json.WriteNumber("defaultValue", value);
        if (definition.FromServiceLevelTarget) json.WriteString("defaultFrom", ParameterReader.ServiceLevelTarget);
        json.WriteStartObject("values");
        foreach (var (queueId, number) in definition.Values) json.WriteNumber(queueId, number);
        json.WriteEndObject();
    }
}

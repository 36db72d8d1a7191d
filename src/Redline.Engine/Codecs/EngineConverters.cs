using System.Text.Json;
using System.Text.Json.Serialization;
using Redline.Engine.Definitions;
using Redline.Engine.Flows;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;
using Redline.Engine.Schedules;
using Redline.Engine.Streams;

namespace Redline.Engine.Codecs;

/// <summary>An instant as its number of milliseconds.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Milliseconds);
}

/// <summary>A schedule in its canonical spelling. One that does not read back was written by a newer version.</summary>
internal sealed class ScheduleConverter : JsonConverter<Schedule>
{
    public override Schedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var errors = new DefinitionErrors();
        return ScheduleReader.Read(json.RootElement, "$", errors) ?? throw new JsonException($"The schedule cannot be read: {errors.All[0]}");
    }

    public override void Write(Utf8JsonWriter writer, Schedule value, JsonSerializerOptions options) => ScheduleWriter.Write(writer, value);
}

/// <summary>A stream definition in its canonical spelling. One that does not read back was written by a newer version.</summary>
internal sealed class StreamDefinitionConverter : JsonConverter<StreamDefinition>
{
    public override StreamDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return StreamDefinitionReader.Read(json.RootElement, "", out var errors)
            ?? throw new JsonException($"The stream definition cannot be read: {errors[0]}");
    }

    public override void Write(Utf8JsonWriter writer, StreamDefinition value, JsonSerializerOptions options) =>
        StreamDefinitionWriter.Write(writer, value);
}

/// <summary>A queue set in its canonical spelling. One that does not read back was written by a newer version.</summary>
internal sealed class QueueSetDefinitionConverter : JsonConverter<QueueSetDefinition>
{
    public override QueueSetDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return QueueSetReader.Read(json.RootElement, out var errors)
            ?? throw new JsonException($"The queue set cannot be read: {errors[0]}");
    }

    public override void Write(Utf8JsonWriter writer, QueueSetDefinition value, JsonSerializerOptions options) =>
        QueueSetWriter.Write(writer, value);
}

/// <summary>A parameter in its canonical spelling. One that does not read back was written by a newer version.</summary>
internal sealed class ParameterDefinitionConverter : JsonConverter<ParameterDefinition>
{
    public override ParameterDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return ParameterReader.Read(json.RootElement, out var errors)
            ?? throw new JsonException($"The parameter cannot be read: {errors[0]}");
    }

    public override void Write(Utf8JsonWriter writer, ParameterDefinition value, JsonSerializerOptions options) =>
        ParameterWriter.Write(writer, value);
}

/// <summary>A flow in its canonical spelling. One that does not read back was written by a newer version.</summary>
internal sealed class FlowDefinitionConverter : JsonConverter<FlowDefinition>
{
    public override FlowDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return FlowDefinitionReader.Read(json.RootElement, "", out var errors)
            ?? throw new JsonException($"The flow cannot be read: {errors[0]}");
    }

    public override void Write(Utf8JsonWriter writer, FlowDefinition value, JsonSerializerOptions options) =>
        FlowDefinitionWriter.Write(writer, value);
}

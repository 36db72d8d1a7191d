using System.Text.Json;
using System.Text.Json.Serialization;
using Redline.Engine;
using Redline.Engine.Streams;

namespace Redline.Server.Streams;

/// <summary>A stream as the API shows it: the definition in canonical spelling, and what the server adds.</summary>
/// <param name="Version">The version shown.</param>
/// <param name="DefinedAt">When that version was defined; null: not kept.</param>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="SelfUri">Where it is.</param>
/// <param name="Sentence">What it does, in plain words.</param>
/// <param name="Insight">Its lints and receivers; null in lists and of old versions.</param>
internal sealed record StreamAnswer(
    int Version, Instant? DefinedAt, StreamDefinition Definition, string SelfUri, string Sentence, StreamInsight? Insight);

/// <summary>What a stream would do now.</summary>
/// <param name="Lints">What its author should know, the loudest first.</param>
/// <param name="Receivers">How many people would receive an alert now.</param>
internal sealed record StreamInsight(IReadOnlyList<StreamLint> Lints, int Receivers);

/// <summary>What <c>POST /validate</c> answers.</summary>
/// <param name="Valid">Whether it could be defined.</param>
/// <param name="Errors">Every mistake; empty when it is valid.</param>
/// <param name="Text">The text form; null when it is not valid.</param>
/// <param name="Sentence">What it would do; null when it is not valid.</param>
/// <param name="Lints">What its author should know; empty when it is not valid.</param>
internal sealed record StreamValidation(
    bool Valid, IReadOnlyList<Http.ApiErrorDetail> Errors, string? Text, string? Sentence, IReadOnlyList<StreamLint> Lints);

/// <summary>Spells <see cref="StreamAnswer"/>.</summary>
internal sealed class StreamAnswerConverter : JsonConverter<StreamAnswer>
{
    private const string ReceiversNote = "People with a registration that stands; each sees the queues they may see.";

    public override StreamAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only written.");

    public override void Write(Utf8JsonWriter writer, StreamAnswer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", value.Definition.Id);
        writer.WriteNumber("version", value.Version);
        writer.WriteString("selfUri", value.SelfUri);
        if (value.DefinedAt is { } definedAt) writer.WriteString("definedAt", definedAt.ToString());
        StreamDefinitionWriter.WriteProperties(writer, value.Definition);
        writer.WriteString("text", StreamText.Of(value.Definition));
        writer.WriteString("sentence", value.Sentence);
        if (value.Insight is { } insight)
        {
            writer.WritePropertyName("lints");
            JsonSerializer.Serialize(writer, insight.Lints, options);
            writer.WriteStartObject("receivers");
            writer.WriteNumber("count", insight.Receivers);
            writer.WriteString("note", ReceiversNote);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}

/// <summary>Spells <see cref="StreamLint"/>: its severity in capitals, no field when it has none.</summary>
internal sealed class StreamLintConverter : JsonConverter<StreamLint>
{
    public override StreamLint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Lints are only written.");

    public override void Write(Utf8JsonWriter writer, StreamLint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        writer.WriteString("severity", value.Severity == LintSeverity.Warning ? "WARNING" : "INFO");
        writer.WriteString("message", value.Message);
        if (value.Field is { } field) writer.WriteString("field", field);
        writer.WriteEndObject();
    }
}

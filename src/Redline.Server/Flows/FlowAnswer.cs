using System.Text.Json;
using System.Text.Json.Serialization;
using Redline.Engine;
using Redline.Engine.Flows;
using Redline.Engine.Streams;

namespace Redline.Server.Flows;

/// <summary>A flow as the API shows it: the definition in canonical spelling, and what the server adds.</summary>
/// <param name="Version">The version shown.</param>
/// <param name="DefinedAt">When that version was defined.</param>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="SelfUri">Where it is.</param>
/// <param name="UsedBy">The ids of the streams that start it; null of old versions.</param>
/// <param name="Lints">What its author should know, the loudest first; null of old versions.</param>
internal sealed record FlowAnswer(
    int Version, Instant DefinedAt, FlowDefinition Definition, string SelfUri, IReadOnlyList<string>? UsedBy, IReadOnlyList<StreamLint>? Lints);

/// <summary>What <c>POST /validate</c> answers.</summary>
/// <param name="Valid">Whether it could be defined.</param>
/// <param name="Errors">Every mistake; empty when it is valid.</param>
/// <param name="Lints">What its author should know; empty when it is not valid.</param>
internal sealed record FlowValidation(bool Valid, IReadOnlyList<Http.ApiErrorDetail> Errors, IReadOnlyList<StreamLint> Lints);

/// <summary>Spells <see cref="FlowAnswer"/>.</summary>
internal sealed class FlowAnswerConverter : JsonConverter<FlowAnswer>
{
    public override FlowAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only written.");

    public override void Write(Utf8JsonWriter writer, FlowAnswer value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", value.Version);
        writer.WriteString("selfUri", value.SelfUri);
        writer.WriteString("definedAt", value.DefinedAt.ToString());
        FlowDefinitionWriter.WriteProperties(writer, value.Definition);
        if (value.UsedBy is { } users)
        {
            writer.WritePropertyName("usedBy");
            JsonSerializer.Serialize(writer, users, options);
        }

        if (value.Lints is { } lints)
        {
            writer.WritePropertyName("lints");
            JsonSerializer.Serialize(writer, lints, options);
        }

        writer.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Redline.Engine.Flows;

/// <summary>A number or a text in a flow: what a variable has. Immutable.</summary>
/// <param name="Number">The number, finite; null: it is a text.</param>
/// <param name="Text">The text; null: it is a number.</param>
[JsonConverter(typeof(FlowValueConverter))]
public readonly record struct FlowValue(double? Number, string? Text)
{
    /// <summary>A number; null for one that is not finite: it is not known.</summary>
    public static FlowValue? Of(double? number) => number is { } known && double.IsFinite(known) ? new(known, null) : null;

    /// <summary>A text; null stays null.</summary>
    public static FlowValue? Of(string? text) => text is null ? null : new(null, text);

    /// <summary>As it stands in a text: numbers with a point and as many digits as they need.</summary>
    public override string ToString() => Text ?? Number?.ToString("0.###############", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A number as a number, a text as a text.</summary>
internal sealed class FlowValueConverter : JsonConverter<FlowValue>
{
    public override FlowValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new(reader.GetDouble(), null) : new(null, reader.GetString());

    public override void Write(Utf8JsonWriter writer, FlowValue value, JsonSerializerOptions options)
    {
        if (value.Number is { } number) writer.WriteNumberValue(number);
        else writer.WriteStringValue(value.Text);
    }
}

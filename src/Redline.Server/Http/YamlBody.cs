using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Redline.Server.Http;

/// <summary>
/// A request's body that may be YAML instead of JSON, by its content type. YAML is turned into the JSON that says the same,
/// so that one reader reads both. No anchors, which could make a small body a large one.
/// </summary>
internal static class YamlBody
{
    private const int MaxDepth = 64;

    private static readonly string[] Types = ["application/yaml", "application/x-yaml", "text/yaml"];

    /// <summary>Reads a body of at most <paramref name="maxBytes"/>; never throws for what a caller sent.</summary>
    public static async ValueTask<JsonBody> ReadAsync(HttpContext http, int maxBytes)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (!Types.Contains(type, StringComparer.OrdinalIgnoreCase)) return await JsonBody.ReadAsync(http, maxBytes);
        if (http.Request.ContentLength > maxBytes) return TooLarge(http, maxBytes);
        using var reader = new StreamReader(http.Request.Body);
        var text = new char[maxBytes + 1];
        var length = await reader.ReadBlockAsync(text, http.RequestAborted);
        if (length > maxBytes) return TooLarge(http, maxBytes);
        try
        {
            return new(JsonDocument.Parse(ToJson(new string(text, 0, length))), null);
        }
        catch (YamlException e)
        {
            return new(null, ApiResults.Refuse(
                http, StatusCodes.Status400BadRequest, "body.yaml", $"The body is not YAML that can be taken, line {e.Start.Line}, column {e.Start.Column}: {e.Message}"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new(null, ApiResults.Refuse(http, StatusCodes.Status400BadRequest, "body.yaml", "The body is not one YAML document of mappings, lists and values."));
        }
    }

    /// <summary>The JSON that says what a YAML document says.</summary>
    /// <exception cref="YamlException">It is no YAML, has anchors, or is nested too deep.</exception>
    internal static byte[] ToJson(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { MaxDepth = MaxDepth + 1 }))
        {
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            Write(json, parser, 1);
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Parser parser, int depth)
    {
        var now = parser.Consume<NodeEvent>();
        if (depth > MaxDepth) throw new YamlException(now.Start, now.End, "nested too deep");
        if (!now.Anchor.IsEmpty) throw new YamlException(now.Start, now.End, "anchors and aliases are not taken; write it out");
        switch (now)
        {
            case Scalar scalar:
                WriteValue(json, scalar);
                break;
            case SequenceStart:
                json.WriteStartArray();
                while (!parser.TryConsume<SequenceEnd>(out _)) Write(json, parser, depth + 1);
                json.WriteEndArray();
                break;
            case MappingStart:
                WriteMapping(json, parser, depth);
                break;
        }
    }

    private static void WriteMapping(Utf8JsonWriter json, Parser parser, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (!names.Add(key.Value)) throw new YamlException(key.Start, key.End, $"{key.Value} is there twice");
            json.WritePropertyName(key.Value);
            Write(json, parser, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Scalar scalar)
    {
        var isPlain = scalar.Style == ScalarStyle.Plain;
        if (isPlain && scalar.Value is "" or "~" or "null") json.WriteNullValue();
        else if (isPlain && scalar.Value is "true" or "false") json.WriteBooleanValue(scalar.Value == "true");
        else if (isPlain && decimal.TryParse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) json.WriteNumberValue(number);
        else json.WriteStringValue(scalar.Value);
    }

    private static JsonBody TooLarge(HttpContext http, int maxBytes) => new(null, ApiResults.Refuse(
        http, StatusCodes.Status413PayloadTooLarge, "body.too.large", $"The body is larger than {maxBytes / 1024} KiB; send less at once."));
}

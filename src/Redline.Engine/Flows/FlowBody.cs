using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redline.Engine.Flows;

/// <summary>
/// Fills in the body of a request. A text that is one variable becomes its value, number or text; a property whose
/// variable has no value is left out.
/// </summary>
internal static class FlowBody
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    /// <summary>The body as JSON text, filled in.</summary>
    public static string Fill(string body, Func<string, FlowValue?> read) =>
        Fill(JsonNode.Parse(body, null, new() { MaxDepth = 128 }), read)!.ToJsonString(Options);

    private static JsonNode? Fill(JsonNode? node, Func<string, FlowValue?> read)
    {
        switch (node)
        {
            case JsonObject json:
                var filled = new JsonObject();
                foreach (var (name, value) in json)
                    if (Fill(value, read) is var known && (value is null || known is not null))
                        filled.Add(name, known);
                return filled;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => Fill(item, read))]);
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                return Filled(text.GetValue<string>(), read);
            default:
                return node?.DeepClone();
        }
    }

    private static JsonValue? Filled(string source, Func<string, FlowValue?> read)
    {
        if (FlowTemplate.Parse(source).Value(read) is not { } value) return null;
        return value.Number is { } number ? JsonValue.Create(number) : JsonValue.Create(value.Text);
    }
}

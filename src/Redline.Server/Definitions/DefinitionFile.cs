using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Redline.Server.Definitions;

/// <summary>A YAML or JSON file as JSON, with the line of each of its nodes.</summary>
/// <param name="Root">The JSON; null: an empty file.</param>
/// <param name="Lines">The line, from 1, of each node by its JSON path.</param>
internal sealed partial record DefinitionFile(JsonNode? Root, IReadOnlyDictionary<string, int> Lines)
{
    private const int MaxDepth = 120;
    private const int MaxNodes = 2_000_000; // an alias counts each time, so that a few lines cannot become millions

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It is neither; says what is wrong and begins with the line.</exception>
    public static DefinitionFile Parse(string text, bool isJson)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        return new(isJson ? ParseJson(text, lines) : ParseYaml(text, lines), lines);
    }

    private static JsonNode? ParseYaml(string text, Dictionary<string, int> lines)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count > 1)
                throw new FormatException($"{stream.Documents[1].RootNode.Start.Line}: a file is one document; put what follows `---` into a file of its own.");
            return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, "$", 1, lines);
        }
        catch (YamlException e)
        {
            throw new FormatException($"{e.Start.Line}: this is not YAML: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static JsonNode? Convert(YamlNode node, string path, int depth, Dictionary<string, int> lines)
    {
        if (depth > MaxDepth) throw new FormatException($"{node.Start.Line}: nested deeper than {MaxDepth}.");
        if (lines.Count >= MaxNodes) throw new FormatException($"{node.Start.Line}: there is too much in this file, aliases counted each time.");
        lines[path] = (int)node.Start.Line;
        switch (node)
        {
            case YamlMappingNode mapping:
                var json = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? throw new FormatException($"{key.Start.Line}: a key is a text.");
                    json[name] = Convert(value, $"{path}.{name}", depth + 1, lines);
                }

                return json;
            case YamlSequenceNode list:
                var array = new JsonArray();
                foreach (var item in list.Children) array.Add(Convert(item, $"{path}[{array.Count}]", depth + 1, lines));
                return array;
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    // What is not in quotes and looks like it is a number, true, false or null, as in JSON; all else is a text.
    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain) return JsonValue.Create(text);
        if (text is "" or "~" or "null") return null;
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        return Number().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonNode.Parse(text)!.AsValue()
            : JsonValue.Create(text);
    }

    private static JsonNode? ParseJson(string text, Dictionary<string, int> lines)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            var root = JsonNode.Parse(utf8, documentOptions: new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            var place = (Offset: 0L, Line: 1);
            reader.Read();
            Walk(ref reader, "$", utf8, ref place, lines);
            return root;
        }
        catch (JsonException e)
        {
            throw new FormatException($"{(e.LineNumber ?? 0) + 1}: this is not JSON, or a property is given twice: {e.Message}", e);
        }
    }

    private static void Walk(ref Utf8JsonReader reader, string path, byte[] utf8, ref (long Offset, int Line) place, Dictionary<string, int> lines)
    {
        for (; place.Offset < reader.TokenStartIndex; place.Offset++)
            if (utf8[place.Offset] == (byte)'\n') place.Line++;
        lines[path] = place.Line;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                Walk(ref reader, $"{path}.{name}", utf8, ref place, lines);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++) Walk(ref reader, $"{path}[{i}]", utf8, ref place, lines);
        }
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}

using System.Text.Json.Nodes;
using Redline.Delivery.References;
using Redline.Engine.Parameters;
using Redline.Engine.Streams;
using Redline.Server.Http;

namespace Redline.Server.Parameters;

/// <summary>Makes what the API says about a parameter.</summary>
internal static class ParameterAnswers
{
    public const string Path = "/api/v2/parameters";

    /// <summary>A parameter as it stands, with the streams that name it.</summary>
    public static JsonObject Current(ParameterParts parts, ParameterState parameter)
    {
        var name = parameter.Definition.Name;
        var json = DefinitionJson.Of(ParameterWriter.ToJson(parameter.Definition), parameter.Version, parameter.DefinedAt.ToString(), UriOf(name));
        json["streams"] = new JsonArray([.. parts.View.Streams.Values
            .Where(s => StreamUses.NamesParameter(s.Definition, name)).Select(s => JsonValue.Create(s.Definition.Id))]);
        return json;
    }

    /// <summary>The same without its table, of which only the length is said.</summary>
    public static JsonObject Listed(ParameterParts parts, ParameterState parameter)
    {
        var json = Current(parts, parameter);
        json.Remove("values");
        json["valueCount"] = parameter.Definition.Values.Count;
        return json;
    }

    /// <summary>A version that was kept.</summary>
    public static JsonObject Kept(string name, ReferenceVersion kept) => DefinitionJson.Of(
        kept.Definition.GetRawText(), kept.Version, kept.DefinedAt.ToString(), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UriOf(name)}?version={kept.Version}"));

    /// <summary>Where a parameter is.</summary>
    public static string UriOf(string name) => $"{Path}/{Uri.EscapeDataString(name)}";
}

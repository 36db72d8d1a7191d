using System.Text.Json;

namespace Redline.Engine.Definitions;

/// <summary>
/// JSON may carry texts that are no Unicode: half of a surrogate pair, or bytes that are no UTF-8. To read such a text
/// throws, so they are looked for before anything is read.
/// </summary>
internal static class WellFormedText
{
    /// <summary>Whether every text and property name below can be read; those that cannot are collected.</summary>
    public static bool Check(JsonElement json, string path, DefinitionErrors errors)
    {
        var good = true;
        var index = 0;
        switch (json.ValueKind)
        {
            case JsonValueKind.String when TryRead(json.GetString) is null:
                errors.Add("json.text", path, TryRead(json.GetRawText) ?? "", "The text is not valid Unicode; type it anew.");
                return false;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) good &= Check(item, $"{path}[{index++}]", errors);
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject()) good &= CheckProperty(property, path, errors);
                break;
        }

        return good;
    }

    private static bool CheckProperty(JsonProperty property, string path, DefinitionErrors errors)
    {
        if (TryRead(() => property.Name) is { } name) return Check(property.Value, $"{path}.{name}", errors);
        errors.Add("json.text", path, "", "The name of a property is not valid Unicode; type it anew.");
        return false;
    }

    private static string? TryRead(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using Redline.Engine.Definitions;

namespace Redline.Engine.Flows;

/// <summary>Reads templates, and lists of names with numbers or templates.</summary>
internal sealed class FlowFieldReader(DefinitionErrors errors, FlowVariables variables)
{
    /// <summary>A template; null: not there, or wrong.</summary>
    public FlowTemplate? Template(JsonElement json, string path, string name, bool required = false)
    {
        var at = $"{path}.{name}";
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) errors.Add("field.missing", at, "", $"Give `{name}`.");
            return null;
        }

        return Template(value, at);
    }

    /// <summary>An object from names to numbers or templates.</summary>
    public List<FlowField> Fields(JsonElement json, string path, string name, bool required, Func<string, bool> isName)
    {
        var (at, list) = ($"{path}.{name}", new List<FlowField>());
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) errors.Add("field.missing", at, "", $"Give `{name}`.");
            return list;
        }

        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() is 0 or > FlowLimits.Names)
        {
            errors.Add("flow.fields", at, value, $"`{name}` is an object of 1 to {FlowLimits.Names} names, each with a number or a text: {{\"tier\":\"gold\"}}.");
            return list;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (!isName(property.Name)) errors.Add("flow.field.name", $"{at}.{property.Name}", property.Name, "Such a name cannot be; take letters and digits.");
            else if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var number) && double.IsFinite(number)) list.Add(new(property.Name, number, null));
            else if (Template(property.Value, $"{at}.{property.Name}") is { } template) list.Add(new(property.Name, null, template));
        }

        return list;
    }

    private FlowTemplate? Template(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= FlowLimits.TextLength } text)
            return FlowTemplate.Read(text, path, variables, errors);
        errors.Add("flow.text", path, value, $"Expected a text of 1 to {FlowLimits.TextLength} characters; variables stand in double braces: {{{{queueName}}}}.");
        return null;
    }
}

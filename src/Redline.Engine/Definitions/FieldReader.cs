using System.Text.Json;

namespace Redline.Engine.Definitions;

/// <summary>Reads single fields of a definition; a mistake is collected and the field counts as absent. Null counts as absent.</summary>
internal sealed class FieldReader(DefinitionErrors errors)
{
    public string? Text(JsonElement json, string path, string name, int maxLength, bool required = false)
    {
        if (!Has(json, path, name, required, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength)
            return text;
        errors.Add("field.text", $"{path}.{name}", value, $"`{name}` is a text of 1 to {maxLength} characters.");
        return null;
    }

    /// <summary>The index of the chosen word; null when absent or wrong.</summary>
    public int? Choice(JsonElement json, string path, string name, string[] choices, bool required = false)
    {
        if (!Has(json, path, name, required, out var value)) return null;
        var index = value.ValueKind == JsonValueKind.String ? Array.IndexOf(choices, value.GetString()) : -1;
        if (index >= 0) return index;
        errors.Add("field.choice", $"{path}.{name}", value, $"`{name}` is one of {string.Join(", ", choices)} (case matters).");
        return null;
    }

    public int? Whole(JsonElement json, string path, string name, int min, int max)
    {
        if (!Has(json, path, name, false, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        errors.Add("field.number", $"{path}.{name}", value, $"`{name}` is a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>A number of seconds, no finer than a millisecond, as milliseconds.</summary>
    public long? Milliseconds(JsonElement json, string path, string name, int maxSeconds, int minSeconds = 0)
    {
        if (!Has(json, path, name, false, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var seconds) && seconds >= minSeconds && seconds <= maxSeconds
            && decimal.Truncate(seconds * 1000) == seconds * 1000)
            return (long)(seconds * 1000);
        errors.Add("field.seconds", $"{path}.{name}", value, $"`{name}` is a number of seconds from {minSeconds} to {maxSeconds}, at most three decimals.");
        return null;
    }

    /// <summary>Refuses properties that are neither known nor ignored; those that are known are named.</summary>
    public void Only(JsonElement json, string path, string kind, string[] known, string[] ignored)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (errors.IsFull) return;
            if (known.Contains(property.Name) || ignored.Contains(property.Name)) continue;
            errors.Add("field.unknown", $"{path}.{property.Name}", property.Name, $"Remove it; a {kind} has {string.Join(", ", known)}.");
        }
    }

    private bool Has(JsonElement json, string path, string name, bool required, out JsonElement value)
    {
        if (json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null) return true;
        if (required) errors.Add("field.missing", $"{path}.{name}", "", $"Give `{name}`.");
        return false;
    }
}

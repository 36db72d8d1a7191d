using System.Text.Json;

namespace Redline.Server.Http;

/// <summary>Reads the fields of a JSON object strictly, adding every mistake to the problems. One thread.</summary>
internal sealed class BodyFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly List<ApiErrorDetail> _problems;

    /// <param name="root">The body.</param>
    /// <param name="problems">Where mistakes go.</param>
    /// <param name="known">The fields there may be.</param>
    public BodyFields(JsonElement root, List<ApiErrorDetail> problems, params IReadOnlyList<string> known)
    {
        _problems = problems;
        if (root.ValueKind != JsonValueKind.Object)
        {
            Add("body.object", null, "The body is a JSON object.");
            return;
        }

        foreach (var field in root.EnumerateObject())
        {
            // By what is known, so that no name from outside has to be decoded or repeated.
            if (NameOf(field, known) is not { } name)
                Add("field.unknown", null, $"Only these fields are known: {string.Join(", ", known)}.");
            else if (!_fields.TryAdd(name, field.Value)) Add("field.twice", name, $"{name} is there more than once.");
        }
    }

    /// <summary>A text that is not blank; null: not there, or wrong.</summary>
    public string? Text(string name, int maxLength, bool required = false)
    {
        if (!TryGet(name, required, out var value)) return null;
        if (AsText(value, maxLength) is { } text) return text;
        Add("field.text", name, $"{name} is a text of 1 to {maxLength} characters without control characters.");
        return null;
    }

    /// <summary>A list of texts; null: not there, or wrong.</summary>
    public IReadOnlyList<string>? Texts(string name, int maxItems, int maxLength, bool required = false)
    {
        if (!TryGet(name, required, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= maxItems)
        {
            var texts = value.EnumerateArray().Select(v => AsText(v, maxLength)).OfType<string>().ToArray();
            if (texts.Length == value.GetArrayLength()) return texts;
        }

        Add("field.list", name, $"{name} is a list of at most {maxItems} texts of 1 to {maxLength} characters.");
        return null;
    }

    /// <summary>A whole number; null: not there, or wrong.</summary>
    public long? Whole(string name, long min, long max)
    {
        if (!TryGet(name, required: false, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max)
            return number;
        Add("field.whole", name, $"{name} is a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>True or false; null: not there, or wrong.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, required: false, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Add("field.flag", name, $"{name} is true or false.");
        return null;
    }

    /// <summary>A field as it was sent, right or wrong; null: not there.</summary>
    public JsonElement? Value(string name, bool required = false) => TryGet(name, required, out var value) ? value : null;

    /// <summary>Adds a mistake that only the endpoint can see.</summary>
    public void Add(string errorCode, string? fieldName, string message) =>
        _problems.Add(new(errorCode, fieldName, message));

    private bool TryGet(string name, bool required, out JsonElement value)
    {
        if (_fields.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null) return true;
        if (required) Add("field.required", name, $"{name} is required.");
        return false;
    }

    private static string? NameOf(JsonProperty field, IReadOnlyList<string> known)
    {
        try
        {
            return known.FirstOrDefault(k => field.NameEquals(k));
        }
        catch (InvalidOperationException)
        {
            return null; // as below
        }
    }

    private static string? AsText(JsonElement value, int maxLength)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            var text = value.GetString()!;
            return text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a character, or bytes that are not UTF-8
        }
    }
}

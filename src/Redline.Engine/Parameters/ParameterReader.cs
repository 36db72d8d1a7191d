using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Parameters;

/// <summary>Reads the body of a parameter. Collects every mistake; never half done.</summary>
public sealed class ParameterReader
{
    /// <summary>How <c>defaultFrom</c> asks for the platform's service-level target.</summary>
    internal const string ServiceLevelTarget = "SERVICE_LEVEL_TARGET";

    private static readonly string[] Known = ["name", "description", "defaultValue", "defaultFrom", "values"];

    // What a server adds to its answers: taken and ignored where an answer may be sent back.
    private static readonly string[] Answered = ["version", "selfUri", "definedAt", "streams"];

    private readonly DefinitionErrors _errors = new();
    private readonly FieldReader _fields;

    private ParameterReader() => _fields = new FieldReader(_errors);

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The body.</param>
    /// <param name="errors">Every mistake, in the order of the text; empty when the definition is good.</param>
    /// <param name="path">Where the body stands, for the paths of errors.</param>
    /// <param name="name">The name to give it when the body has none; null: the body must have one.</param>
    /// <param name="mayBeAnswer">Whether what a server adds to its answers may be there and is ignored.</param>
    /// <returns>The definition, or null when there is a mistake.</returns>
    public static ParameterDefinition? Read(
        JsonElement json, out IReadOnlyList<DefinitionError> errors, string path = "$", string? name = null, bool mayBeAnswer = false)
    {
        var reader = new ParameterReader();
        var definition = reader.ReadBody(json, path, name, mayBeAnswer);
        errors = reader._errors.All;
        return errors.Count == 0 ? definition : null;
    }

    private ParameterDefinition? ReadBody(JsonElement json, string path, string? name, bool mayBeAnswer)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("parameter.type", path, json, "A parameter is an object with a name, values of queues and perhaps a default.");
            return null;
        }

        if (!WellFormedText.Check(json, path, _errors)) return null;
        _fields.Only(json, path, "parameter", Known, mayBeAnswer ? Answered : []);
        var given = _fields.Text(json, path, "name", FilterNames.MaxLength, required: name is null);
        if (given is not null && !FilterNames.IsParameterName(given)) _errors.Add("parameter.name", path + ".name", given, FilterNames.ParameterRemedy);
        var description = _fields.Text(json, path, "description", ParameterLimits.DescriptionLength);
        double? defaultValue = json.TryGetProperty("defaultValue", out var value) && value.ValueKind != JsonValueKind.Null
            ? Number(value, path + ".defaultValue") : null;
        var fromTarget = _fields.Choice(json, path, "defaultFrom", [ServiceLevelTarget]) == 0;
        var values = ReadValues(json, path + ".values");
        if (_errors.Count == 0 && values.Count == 0 && defaultValue is null && !fromTarget)
            _errors.Add("parameter.empty", path, "", "Give `values`, `defaultValue` or `defaultFrom`; without any, whatever compares it is unknown.");
        return new ParameterDefinition(given ?? name ?? "", description, defaultValue, fromTarget, values);
    }

    private Dictionary<string, double> ReadValues(JsonElement json, string path)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        if (!json.TryGetProperty("values", out var table) || table.ValueKind == JsonValueKind.Null) return values;
        if (table.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("parameter.values", path, table, "`values` is an object with a number for each queue: {\"QUEUE-ID\": 120}.");
            return values;
        }

        foreach (var entry in table.EnumerateObject())
        {
            if (_errors.IsFull) break;
            var at = $"{path}.{entry.Name}";
            if (entry.Name.Length is 0 or > ParameterLimits.QueueIdLength)
                _errors.Add("parameter.queue", at, entry.Name, $"The id of a queue has 1 to {ParameterLimits.QueueIdLength} characters.");
            else if (Number(entry.Value, at) is { } number && !values.TryAdd(entry.Name, number))
                _errors.Add("parameter.queue.twice", at, entry.Name, "The queue has two values; remove one.");
        }

        if (values.Count > ParameterLimits.Values)
            _errors.Add("parameter.values", path, "", $"More than {ParameterLimits.Values} queues; give the others the default.");
        return values;
    }

    private double? Number(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && Math.Abs(number) <= ParameterLimits.MaxValue) return number;
        _errors.Add("parameter.value", path, json, "A value is a number without quotes, at most 1e12 either way; times are in seconds.");
        return null;
    }
}

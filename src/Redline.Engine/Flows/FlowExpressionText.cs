using System.Globalization;
using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>
/// Spells the JSON form of a decision's expression as text, which is what is then read: one meaning for both. Every
/// group stands in parentheses.
/// </summary>
internal sealed class FlowExpressionText(DefinitionErrors errors)
{
    /// <summary>A flow names a queue set.</summary>
    public const string NoSets = "flow.expression.set";

    /// <summary>What to do instead.</summary>
    public const string NoSetsRemedy = "A flow knows no queue sets: leave it to the stream which queues start it, or compare queueId with texts.";

    /// <summary>A flow names a parameter.</summary>
    public const string NoParameters = "flow.expression.parameter";

    /// <summary>What to do instead.</summary>
    public const string NoParametersRemedy = "A flow knows no parameters: compare with `threshold`, which is the limit of the stream.";

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["EQUALS"] = "=",
        ["NOT_EQUALS"] = "!=",
        ["GREATER_THAN"] = ">",
        ["GREATER_THAN_OR_EQUAL"] = ">=",
        ["LESS_THAN"] = "<",
        ["LESS_THAN_OR_EQUAL"] = "<=",
        ["CONTAINS"] = "contains",
        ["STARTS_WITH"] = "startsWith",
        ["IN"] = "in",
        ["NOT_IN"] = "not in",
        ["ADD"] = "+",
        ["SUBTRACT"] = "-",
        ["MULTIPLY"] = "*",
        ["DIVIDE"] = "/",
    };

    private int _nodes;

    /// <summary>The text, or null when there was a mistake (then <c>errors</c> has grown).</summary>
    public static string? Of(JsonElement json, string path, DefinitionErrors errors)
    {
        var before = errors.Count;
        var text = new FlowExpressionText(errors).Condition(json, path, 1);
        return errors.Count == before ? text : null;
    }

    /// <summary>Where a name that was spelled as text stands in the JSON; what is no name is placed at the whole.</summary>
    public static string PlaceOf(JsonElement json, string path, string offending) => Find(json, path, offending) ?? path;

    private static string? Find(JsonElement json, string path, string offending)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                if (json.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.String && field.GetString() == offending) return path + ".field";
                return json.EnumerateObject().Select(p => Find(p.Value, $"{path}.{p.Name}", offending)).FirstOrDefault(p => p is not null);
            case JsonValueKind.Array:
                return json.EnumerateArray().Select((item, i) => Find(item, $"{path}[{i}]", offending)).FirstOrDefault(p => p is not null);
            default:
                return null;
        }
    }

    private string Condition(JsonElement json, string path, int depth)
    {
        if (OperatorOf(json, path, depth) is not { } word) return "";
        switch (word)
        {
            case "AND" or "OR":
                return $"({string.Join(word == "AND" ? " and " : " or ", Operands(json, path, depth, Condition))})";
            case "NOT":
                return $"not ({string.Join(" and ", Operands(json, path, depth, Condition))})";
        }

        var subject = json.TryGetProperty("expression", out var expression) ? Value(expression, path + ".expression", depth + 1) : Name(json, path);
        if (word == "EXISTS") return $"exists({subject})";
        if (!json.TryGetProperty("value", out var value)) return Wrong("filter.value.missing", path, json, $"{word} needs \"value\".");
        if (word is "IN" or "NOT_IN") return $"{subject} {Signs[word]} ({string.Join(", ", List(value, path + ".value", depth))})";
        if (word == "BETWEEN") return $"{subject} between {string.Join(" and ", List(value, path + ".value", depth))}";
        return Signs.TryGetValue(word, out var sign)
            ? $"{subject} {sign} {Value(value, path + ".value", depth + 1)}"
            : Wrong("filter.operator.unknown", path + ".operator", json, FilterWords.Unknown("operator", word, FilterWords.Operators));
    }

    private string Value(JsonElement json, string path, int depth)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number):
                return number.ToString("R", CultureInfo.InvariantCulture);
            case JsonValueKind.String:
                return FilterText.Quote(json.GetString()!);
            case JsonValueKind.Object when json.TryGetProperty("field", out _):
                return Name(json, path);
            case JsonValueKind.Object when json.TryGetProperty("parameter", out _):
                return Wrong(NoParameters, path, json, NoParametersRemedy);
            case JsonValueKind.Object when json.TryGetProperty("value", out var inner):
                return Value(inner, path + ".value", depth + 1);
        }

        if (OperatorOf(json, path, depth) is not { } word) return "";
        var operands = Operands(json, path, depth, Value);
        if (word is "MIN" or "MAX") return $"{word.ToLowerInvariant()}({string.Join(", ", operands)})";
        return Signs.TryGetValue(word, out var sign)
            ? $"({string.Join($" {sign} ", operands)})"
            : Wrong("filter.operator.unknown", path + ".operator", json, FilterWords.Unknown("operator", word, ["ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX"]));
    }

    private string Name(JsonElement json, string path)
    {
        if (json.TryGetProperty("field", out var field) && field.ValueKind == JsonValueKind.String && IsName(field.GetString()!)) return field.GetString()!;
        return Wrong("filter.subject", path, json, "Give \"field\", the name of a variable such as waitTimeSeconds, or \"expression\".");
    }

    private string? OperatorOf(JsonElement json, string path, int depth)
    {
        if (depth > FilterLimits.Depth) Wrong("filter.too.deep", path, default, $"Nested deeper than {FilterLimits.Depth}.");
        else if (++_nodes > FilterLimits.Nodes) Wrong("filter.too.large", path, default, "The expression is too large.");
        else if (json.ValueKind != JsonValueKind.Object)
            Wrong("filter.node.type", path, json, "Expected a condition: a text such as \"waitTimeSeconds > threshold\", or an object with operator, field and value.");
        else if (json.TryGetProperty("operator", out var op) && op.ValueKind == JsonValueKind.String) return op.GetString();
        else Wrong("filter.operator.missing", path, json, "A condition needs \"operator\", a text such as AND or GREATER_THAN.");
        return null;
    }

    private string[] Operands(JsonElement json, string path, int depth, Func<JsonElement, string, int, string> read)
    {
        if (json.TryGetProperty("operands", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
            return [.. list.EnumerateArray().Select((item, i) => read(item, $"{path}.operands[{i}]", depth + 1))];
        Wrong("filter.operands.missing", path, json, "Give \"operands\", a list of at least one.");
        return [];
    }

    private string[] List(JsonElement json, string path, int depth)
    {
        if (json.ValueKind == JsonValueKind.Array) return [.. json.EnumerateArray().Select((item, i) => Value(item, $"{path}[{i}]", depth + 1))];
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("queueSet", out _)) Wrong(NoSets, path, json, NoSetsRemedy);
        else Wrong("filter.value.list", path, json, "Expected a list.");
        return [];
    }

    private string Wrong(string code, string path, JsonElement offending, string message)
    {
        errors.Add(code, path, offending, message);
        return "";
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 200 && char.IsLetter(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.');
}

using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>
/// Reads the JSON spelling of a filter expression (design section 5). Collects every mistake with its JSON path; a
/// node with a mistake yields null and its siblings are still read. One instance reads one expression.
/// </summary>
internal sealed class FilterReader(DefinitionErrors errors)
{
    private readonly FilterValueReader _values = new(errors);
    private int _nodes;

    /// <summary>The tree of an expression in either spelling, or null when there was a mistake (then <c>errors</c> has grown).</summary>
    public static FilterNode? ReadEither(JsonElement json, string path, DefinitionErrors errors) => json.ValueKind == JsonValueKind.String
        ? FilterTextReader.Read(json.GetString()!, path, errors)
        : new FilterReader(errors).Read(json, path);

    /// <summary>The tree, or null when there was a mistake (then <c>errors</c> has grown).</summary>
    public FilterNode? Read(JsonElement json, string path)
    {
        var before = errors.Count;
        var node = ReadNode(json, path, depth: 1);
        if (node is not null && errors.Count == before)
            TimeLinearity.Check(node, path, (_, at, offending, message) => errors.Add("filter.time.nonlinear", at, offending, message));
        return errors.Count == before ? node : null;
    }

    private FilterNode? ReadNode(JsonElement json, string path, int depth)
    {
        if (!Admit(json, path, depth)) return null;
        if (!json.TryGetProperty("operator", out var op) || op.ValueKind != JsonValueKind.String)
        {
            errors.Add("filter.operator.missing", path, json, "A condition needs \"operator\", a text such as AND or GREATER_THAN.");
            return null;
        }

        var word = op.GetString()!;
        return word switch
        {
            "AND" or "OR" => ReadLogic(json, word == "AND", path, depth),
            "NOT" => ReadNot(json, path, depth),
            _ => ReadCondition(json, word, path),
        };
    }

    private bool Admit(JsonElement json, string path, int depth)
    {
        if (depth > FilterLimits.Depth)
        {
            errors.Add("filter.too.deep", path, "", $"Nested deeper than {FilterLimits.Depth}; flatten AND within AND and OR within OR.");
            return false;
        }

        if (++_nodes > FilterLimits.Nodes)
        {
            if (_nodes == FilterLimits.Nodes + 1)
                errors.Add("filter.too.large", path, "", $"More than {FilterLimits.Nodes} conditions; use IN for lists, or several streams.");
            return false;
        }

        if (json.ValueKind == JsonValueKind.Object) return true;
        errors.Add("filter.node.type", path, json, "Expected an object such as {\"field\":\"waitTimeSeconds\",\"operator\":\"GREATER_THAN\",\"value\":300}.");
        return false;
    }

    private LogicNode? ReadLogic(JsonElement json, bool isAnd, string path, int depth)
    {
        OnlyProperties(json, path, "operator", "operands");
        var operands = ReadOperands(json, path, depth);
        if (operands is null) return null;
        if (operands.Count > 0) return new LogicNode(isAnd, operands!);
        errors.Add("filter.operands.empty", path + ".operands", "[]", "Give at least one operand.");
        return null;
    }

    private NotNode? ReadNot(JsonElement json, string path, int depth)
    {
        OnlyProperties(json, path, "operator", "operands");
        var operands = ReadOperands(json, path, depth);
        if (operands is null) return null;
        if (operands.Count == 1) return operands[0] is { } operand ? new NotNode(operand) : null;
        errors.Add("filter.operands.count", path + ".operands", "", "NOT takes exactly one operand; put AND or OR inside it for several.");
        return null;
    }

    private List<FilterNode?>? ReadOperands(JsonElement json, string path, int depth)
    {
        if (!json.TryGetProperty("operands", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            errors.Add("filter.operands.missing", path, json, "AND, OR and NOT need \"operands\", a list of conditions.");
            return null;
        }

        var operands = new List<FilterNode?>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
            operands.Add(ReadNode(item, $"{path}.operands[{operands.Count}]", depth + 1));
        return operands;
    }

    private FilterNode? ReadCondition(JsonElement json, string word, string path)
    {
        OnlyProperties(json, path, "operator", "field", "expression", "value");
        if (!FilterWords.Operators.Contains(word))
        {
            errors.Add("filter.operator.unknown", path + ".operator", word, FilterWords.Unknown("operator", word, FilterWords.Operators));
            return null;
        }

        var hasField = json.TryGetProperty("field", out var field);
        var hasExpression = json.TryGetProperty("expression", out var expression);
        if (hasField == hasExpression)
        {
            errors.Add("filter.subject", path, json, "Give either \"field\" or \"expression\", the number or text to test.");
            return null;
        }

        if (hasExpression) return ReadNumberTest(json, _values.Read(expression, path + ".expression", 1), word, path);
        if (field.ValueKind != JsonValueKind.String)
        {
            errors.Add("filter.field.type", path + ".field", field, "\"field\" is a text such as \"waitTimeSeconds\".");
            return null;
        }

        var name = field.GetString()!;
        if (FilterWords.Find(FilterWords.TextFields, name, out var text)) return ReadTextTest(json, text, word, path);
        if (!Metrics.TryParse(name, out var metric))
        {
            errors.Add("filter.field.unknown", path + ".field", name, FilterWords.Unknown("field", name, FilterWords.Fields));
            return null;
        }

        if (word != "EXISTS") return ReadNumberTest(json, new MetricValue(metric), word, path);
        NoValue(json, path);
        return new MetricExistsNode(metric);
    }

    private FilterNode? ReadNumberTest(JsonElement json, ValueNode? left, string word, string path)
    {
        if (word is "CONTAINS" or "STARTS_WITH" or "EXISTS")
        {
            errors.Add("filter.operator.type", path + ".operator", word, $"{word} does not apply to a number; compare it, or use BETWEEN or IN.");
            return null;
        }

        if (!json.TryGetProperty("value", out var value))
        {
            errors.Add("filter.value.missing", path, json, $"{word} needs \"value\".");
            return null;
        }

        var at = path + ".value";
        if (word is "IN" or "NOT_IN")
            return _values.ReadNumbers(value, at) is { } list && left is not null ? new NumberInNode(left, list, word == "NOT_IN") : null;
        if (word == "BETWEEN")
            return _values.ReadBounds(value, at) is var (low, high) && left is not null ? new BetweenNode(left, low, high) : null;
        FilterWords.Find(FilterWords.Comparisons, word, out var comparison);
        return _values.Read(value, at, 1) is { } right && left is not null ? new CompareNode(left, comparison, right) : null;
    }

    private FilterNode? ReadTextTest(JsonElement json, TextField field, string word, string path)
    {
        if (word == "EXISTS")
        {
            NoValue(json, path);
            return new TextExistsNode(field);
        }

        if (!FilterWords.Find(FilterWords.TextTests, word, out var test))
        {
            errors.Add("filter.operator.type", path + ".operator", word, $"{word} compares numbers; for a text use EQUALS, IN, CONTAINS or STARTS_WITH.");
            return null;
        }

        if (!json.TryGetProperty("value", out var value))
        {
            errors.Add("filter.value.missing", path, json, $"{word} needs \"value\".");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object && test is (TextTest.In or TextTest.NotIn))
            return _values.ReadQueueSet(value, path + ".value", field) is { } set ? new QueueSetNode(set, test == TextTest.NotIn) : null;
        var texts = _values.ReadTexts(value, path + ".value", list: test is TextTest.In or TextTest.NotIn);
        return texts is null ? null : new TextNode(field, test, texts);
    }

    private void NoValue(JsonElement json, string path)
    {
        if (json.TryGetProperty("value", out var value))
            errors.Add("filter.value.unexpected", path + ".value", value, "EXISTS takes no value; put it in NOT for the opposite.");
    }

    private void OnlyProperties(JsonElement json, string path, params ReadOnlySpan<string> allowed)
    {
        foreach (var property in json.EnumerateObject())
            if (!allowed.Contains(property.Name))
                errors.Add("filter.property.unknown", $"{path}.{property.Name}", property.Name, FilterWords.Nearest(property.Name, allowed.ToArray()) is { } near
                    ? $"This condition has no such property, did you mean `{near}`?"
                    : $"Remove it; this condition takes {string.Join(", ", allowed!)}.");
    }
}

using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>Reads the values of a filter expression: numbers, arithmetic, lists and texts.</summary>
internal sealed class FilterValueReader(DefinitionErrors errors)
{
    private int _nodes;

    /// <summary>A number: a literal, <c>{"value":1}</c>, <c>{"field":"..."}</c>, or arithmetic over such.</summary>
    public ValueNode? Read(JsonElement json, string path, int depth)
    {
        if (depth > FilterLimits.Depth || ++_nodes > FilterLimits.Nodes)
        {
            errors.Add(depth > FilterLimits.Depth ? "filter.too.deep" : "filter.too.large", path, "", "The arithmetic is too large; simplify it.");
            return null;
        }

        if (json.ValueKind == JsonValueKind.Number) return ReadConstant(json, path);
        if (json.ValueKind != JsonValueKind.Object) return WrongType(json, path);
        if (json.TryGetProperty("operator", out var op)) return ReadArithmetic(json, op, path, depth);
        if (json.TryGetProperty("parameter", out var parameter)) return ReadParameter(parameter, path + ".parameter");
        if (json.TryGetProperty("field", out var field)) return ReadMetric(field, path + ".field");
        return json.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number
            ? ReadConstant(value, path + ".value")
            : WrongType(json, path);
    }

    /// <summary>The list of IN and NOT_IN over numbers.</summary>
    public List<double>? ReadNumbers(JsonElement json, string path)
    {
        if (!IsList(json, path)) return null;
        var numbers = new List<double>(json.GetArrayLength());
        var good = true;
        foreach (var item in json.EnumerateArray())
        {
            var constant = item.ValueKind == JsonValueKind.Number ? ReadConstant(item, $"{path}[{numbers.Count}]") : null;
            if (item.ValueKind != JsonValueKind.Number) WrongType(item, $"{path}[{numbers.Count}]");
            good &= constant is not null;
            numbers.Add(constant?.Value ?? 0);
        }

        return good ? numbers : null;
    }

    /// <summary>The two bounds of BETWEEN.</summary>
    public (ValueNode Low, ValueNode High)? ReadBounds(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != 2)
        {
            errors.Add("filter.value.bounds", path, json, "BETWEEN takes two numbers, [low, high], both inclusive.");
            return null;
        }

        var low = Read(json[0], path + "[0]", 1);
        var high = Read(json[1], path + "[1]", 1);
        if (low is null || high is null) return null;
        if (low is not ConstantValue { Value: var l } || high is not ConstantValue { Value: var h } || l <= h) return (low, high);
        errors.Add("filter.value.bounds", path, json, "The first bound of BETWEEN is greater than the second; swap them.");
        return null;
    }

    /// <summary>The text or, for IN and NOT_IN, the texts a field is tested against.</summary>
    public List<string>? ReadTexts(JsonElement json, string path, bool list)
    {
        if (!list) return ReadText(json, path) is { } single ? [single] : null;
        if (!IsList(json, path)) return null;
        var texts = new List<string?>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray()) texts.Add(ReadText(item, $"{path}[{texts.Count}]"));
        return texts.Contains(null) ? null : texts.ConvertAll(t => t!);
    }

    /// <summary>The queue set a field is tested against: <c>{"queueSet":"billing"}</c>.</summary>
    public string? ReadQueueSet(JsonElement json, string path, TextField field)
    {
        var good = field == TextField.QueueId;
        if (!good) errors.Add("filter.queueSet.field", path, json, "Only `queueId` can be in a queue set.");
        var id = json.TryGetProperty("queueSet", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (json.EnumerateObject().Count() == 1 && FilterNames.IsQueueSetId(id)) return good ? id : null;
        errors.Add("filter.queueSet.id", path, json, FilterNames.QueueSetRemedy);
        return null;
    }

    private ParameterValue? ReadParameter(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.String && json.GetString()! is var name && FilterNames.IsParameterName(name)) return new(name);
        errors.Add("filter.parameter.name", path, json, FilterNames.ParameterRemedy);
        return null;
    }

    private ConstantValue? ReadConstant(JsonElement json, string path)
    {
        if (json.TryGetDouble(out var value) && double.IsFinite(value)) return new ConstantValue(value);
        errors.Add("filter.value.range", path, json, "The number is too large.");
        return null;
    }

    private ArithmeticValue? ReadArithmetic(JsonElement json, JsonElement op, string path, int depth)
    {
        var word = op.ValueKind == JsonValueKind.String ? op.GetString()! : op.GetRawText();
        if (!FilterWords.Find(FilterWords.Arithmetic, word, out var arithmetic))
        {
            var known = FilterWords.Arithmetic.Select(a => a.Word).ToArray();
            var near = FilterWords.Nearest(word, known);
            errors.Add("filter.arithmetic.unknown", path + ".operator", word, $"Unknown arithmetic `{word}`{(near is null ? "" : $", did you mean `{near}`?")} Known: {string.Join(", ", known)}.");
            return null;
        }

        if (!json.TryGetProperty("operands", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 2)
        {
            errors.Add("filter.operands.count", path + ".operands", json, $"{word} needs \"operands\", a list of at least two numbers or fields.");
            return null;
        }

        var operands = new List<ValueNode?>();
        foreach (var item in list.EnumerateArray()) operands.Add(Read(item, $"{path}.operands[{operands.Count}]", depth + 1));
        return operands.Contains(null) ? null : new ArithmeticValue(arithmetic, operands!);
    }

    private MetricValue? ReadMetric(JsonElement json, string path)
    {
        var name = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        if (Metrics.TryParse(name, out var metric)) return new MetricValue(metric);
        var near = FilterWords.Nearest(name, Metrics.AllNames);
        errors.Add("filter.field.unknown", path, name, $"`{name}` is not a number field{(near is null ? "" : $", did you mean `{near}`?")} Known: {string.Join(", ", Metrics.AllNames)}.");
        return null;
    }

    private string? ReadText(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.String)
            errors.Add("filter.value.type", path, json, "Expected a text in quotes.");
        else if (json.GetString() is { Length: > 0 and <= FilterLimits.TextLength } text)
            return text;
        else
            errors.Add("filter.value.length", path, json, $"A text has 1 to {FilterLimits.TextLength} characters.");
        return null;
    }

    private bool IsList(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
            errors.Add("filter.value.list", path, json, "IN and NOT_IN take a list with at least one entry: [\"a\", \"b\"].");
        else if (json.GetArrayLength() > FilterLimits.ListEntries)
            errors.Add("filter.list.too.long", path, "", $"More than {FilterLimits.ListEntries} entries; match by division or name instead.");
        else
            return true;
        return false;
    }

    private ValueNode? WrongType(JsonElement json, string path)
    {
        errors.Add("filter.value.type", path, json, "Expected a number (without quotes), {\"field\":\"...\"}, {\"parameter\":\"...\"} or arithmetic over such.");
        return null;
    }
}

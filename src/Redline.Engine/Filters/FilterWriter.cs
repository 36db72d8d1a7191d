using System.Text;
using System.Text.Json;
using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>Spells a filter expression as canonical JSON: the same tree gives the same bytes, and reading them gives the same tree.</summary>
public static class FilterWriter
{
    /// <summary>The canonical JSON text.</summary>
    public static string ToJson(FilterNode node)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(json, node);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the canonical JSON as the next value of a writer.</summary>
    public static void Write(Utf8JsonWriter json, FilterNode node)
    {
        json.WriteStartObject();
        switch (node)
        {
            case LogicNode logic:
                WriteOperands(json, logic.IsAnd ? "AND" : "OR", logic.Operands);
                break;
            case NotNode not:
                WriteOperands(json, "NOT", [not.Operand]);
                break;
            case CompareNode compare:
                WriteSubject(json, compare.Left, FilterWords.WordOf(FilterWords.Comparisons, compare.Operator));
                json.WritePropertyName("value");
                WriteValue(json, compare.Right);
                break;
            case BetweenNode between:
                WriteSubject(json, between.Value, "BETWEEN");
                json.WriteStartArray("value");
                WriteValue(json, between.Low);
                WriteValue(json, between.High);
                json.WriteEndArray();
                break;
            case NumberInNode list:
                WriteSubject(json, list.Value, list.Negated ? "NOT_IN" : "IN");
                json.WriteStartArray("value");
                foreach (var number in list.Candidates) json.WriteNumberValue(number);
                json.WriteEndArray();
                break;
            case TextNode text:
                WriteText(json, text);
                break;
            case QueueSetNode set:
                WriteField(json, FilterWords.WordOf(FilterWords.TextFields, TextField.QueueId), set.Negated ? "NOT_IN" : "IN");
                json.WriteStartObject("value");
                json.WriteString("queueSet", set.QueueSetId);
                json.WriteEndObject();
                break;
            case TextExistsNode exists:
                WriteField(json, FilterWords.WordOf(FilterWords.TextFields, exists.Field), "EXISTS");
                break;
            case MetricExistsNode exists:
                WriteField(json, exists.Metric.Name(), "EXISTS");
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} has no spelling");
        }

        json.WriteEndObject();
    }

    private static void WriteOperands(Utf8JsonWriter json, string word, IReadOnlyList<FilterNode> operands)
    {
        json.WriteString("operator", word);
        json.WriteStartArray("operands");
        foreach (var operand in operands) Write(json, operand);
        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, string field, string word)
    {
        json.WriteString("field", field);
        json.WriteString("operator", word);
    }

    private static void WriteSubject(Utf8JsonWriter json, ValueNode subject, string word)
    {
        if (subject is MetricValue metric)
        {
            WriteField(json, metric.Metric.Name(), word);
            return;
        }

        json.WritePropertyName("expression");
        WriteValue(json, subject, bare: false);
        json.WriteString("operator", word);
    }

    private static void WriteText(Utf8JsonWriter json, TextNode text)
    {
        WriteField(json, FilterWords.WordOf(FilterWords.TextFields, text.Field), FilterWords.WordOf(FilterWords.TextTests, text.Test));
        if (text.Test is not (TextTest.In or TextTest.NotIn))
        {
            json.WriteString("value", text.Candidates[0]);
            return;
        }

        json.WriteStartArray("value");
        foreach (var candidate in text.Candidates) json.WriteStringValue(candidate);
        json.WriteEndArray();
    }

    // A number stands bare where a value is expected and as {"value":1} where an operand is: the forms users have.
    private static void WriteValue(Utf8JsonWriter json, ValueNode value, bool bare = true)
    {
        if (value is ConstantValue number && bare)
        {
            json.WriteNumberValue(number.Value);
            return;
        }

        json.WriteStartObject();
        switch (value)
        {
            case ConstantValue constant:
                json.WriteNumber("value", constant.Value);
                break;
            case MetricValue metric:
                json.WriteString("field", metric.Metric.Name());
                break;
            case ParameterValue parameter:
                json.WriteString("parameter", parameter.Name);
                break;
            case ArithmeticValue arithmetic:
                json.WriteString("operator", FilterWords.WordOf(FilterWords.Arithmetic, arithmetic.Operator));
                json.WriteStartArray("operands");
                foreach (var operand in arithmetic.Operands) WriteValue(json, operand, bare: false);
                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} has no spelling");
        }

        json.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Flows;
using Redline.Engine.Queues;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>What sets an execution going, as a caller says it.</summary>
internal static class FlowTriggerBody
{
    /// <summary>The fields it reads.</summary>
    public static readonly string[] Fields = ["alertId", "queueId", "queueName", "mediaType", "severity", "threshold", "metrics", "openedAt"];

    private const int DefaultPriority = 3;
    private const int TextLength = 200;

    /// <summary>Reads it; mistakes are added to the problems.</summary>
    public static FlowTrigger Read(BodyFields fields, Instant now, string startedBy)
    {
        var alert = AlertOf(fields);
        var openedAt = now;
        if (fields.Text("openedAt", 40) is { } text && !Instant.TryParse(text, out openedAt)) fields.Add("field.instant", "openedAt", "openedAt is an instant in ISO 8601: 2026-03-02T10:00:00Z.");
        return new(
            alert, fields.Text("queueId", TextLength), fields.Text("queueName", TextLength), fields.Text("mediaType", TextLength), null, null,
            SeverityOf(fields), NumberOf(fields, "threshold"), openedAt, now, MetricsOf(fields), DefaultPriority, startedBy);
    }

    /// <summary>Data as a caller gives them: names with numbers or texts.</summary>
    public static Dictionary<string, FlowValue> DataOf(JsonElement? json, string name, BodyFields fields)
    {
        var data = new Dictionary<string, FlowValue>(StringComparer.Ordinal);
        if (json is not { } given || given.ValueKind == JsonValueKind.Null) return data;
        if (given.ValueKind != JsonValueKind.Object || given.EnumerateObject().Count() > FlowLimits.Names)
        {
            fields.Add("field.data", name, $"{name} is an object of at most {FlowLimits.Names} names, each with a number or a text.");
            return data;
        }

        foreach (var property in given.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var number) && double.IsFinite(number)) data[property.Name] = new(number, null);
            else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { Length: <= FlowLimits.DataLength } text) data[property.Name] = new(null, text);
            else fields.Add("field.data", $"{name}.{property.Name}", $"{property.Name} is a number or a text of at most {FlowLimits.DataLength} characters.");
        return data;
    }

    /// <summary>The number of an alert's id; null: it is none.</summary>
    public static long? NumberOf(string alertId) =>
        alertId.Length > 1 && alertId[0] == 'A' && long.TryParse(alertId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? AlertOf(BodyFields fields)
    {
        if (fields.Text("alertId", 24) is not { } id) return null;
        if (NumberOf(id) is { } number) return number;
        fields.Add("alert.not.found", "alertId", "There is no alert of that id.");
        return null;
    }

    private static Severity? SeverityOf(BodyFields fields)
    {
        if (fields.Text("severity", 20) is not { } word) return null;
        if (word == "WARNING") return Severity.Warning;
        if (word != "CRITICAL") fields.Add("field.choice", "severity", "severity is one of WARNING, CRITICAL (case matters).");
        return Severity.Critical;
    }

    private static double? NumberOf(BodyFields fields, string name)
    {
        if (fields.Value(name) is not { ValueKind: not JsonValueKind.Null } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        fields.Add("field.number", name, $"{name} is a number.");
        return null;
    }

    private static SortedDictionary<string, double> MetricsOf(BodyFields fields)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (fields.Value("metrics") is not { ValueKind: not JsonValueKind.Null } given) return metrics;
        if (given.ValueKind != JsonValueKind.Object)
        {
            fields.Add("field.metrics", "metrics", "metrics is an object from names of metrics to numbers.");
            return metrics;
        }

        foreach (var property in given.EnumerateObject())
            if (!Metrics.TryParse(property.Name, out _)) fields.Add("metric.unknown", $"metrics.{property.Name}", "There is no such metric.");
            else if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var number) && double.IsFinite(number)) metrics[property.Name] = number;
            else if (property.Value.ValueKind != JsonValueKind.Null) fields.Add("field.number", $"metrics.{property.Name}", $"{property.Name} is a number.");
        return metrics;
    }
}

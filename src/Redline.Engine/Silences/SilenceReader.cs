using System.Text.Json;
using Redline.Engine.Alerts;
using Redline.Engine.Definitions;
using Redline.Engine.Schedules;

namespace Redline.Engine.Silences;

/// <summary>
/// Reads what somebody asks of a silence: <c>{"queueIds":["…"],"severities":["WARNING"],"until":"2026-03-02T12:00:00Z",
/// "reason":"Phones are being moved."}</c>. Collects every mistake; never half done.
/// </summary>
public static class SilenceReader
{
    private static readonly string[] Known = ["queueIds", "divisionIds", "streamIds", "severities", "from", "until", "schedule", "reason"];
    private static readonly string[] Severities = ["WARNING", "CRITICAL"];

    /// <summary>Reads it.</summary>
    /// <param name="json">The body.</param>
    /// <param name="mistakes">Every mistake; empty when it is good.</param>
    /// <param name="ignored">Properties that may stand there and mean nothing: what a server adds to its answers.</param>
    /// <returns>What is asked, or null when there is a mistake.</returns>
    public static SilenceDraft? Read(JsonElement json, out IReadOnlyList<DefinitionError> mistakes, params IReadOnlyList<string> ignored)
    {
        var errors = new DefinitionErrors();
        mistakes = errors.All;
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add("silence.type", "$", json, "A silence is an object with until, reason and at least one of queueIds, divisionIds, streamIds and severities.");
            return null;
        }

        if (!WellFormedText.Check(json, "$", errors)) return null;
        foreach (var property in json.EnumerateObject().Where(p => !Known.Contains(p.Name, StringComparer.Ordinal) && !ignored.Contains(p.Name, StringComparer.Ordinal)))
            errors.Add("silence.property.unknown", $"$.{property.Name}", property.Name, $"Remove it; a silence has only {string.Join(", ", Known)}.");
        var scope = new SilenceScope(
            Names(json, "queueIds", errors), Names(json, "divisionIds", errors), Names(json, "streamIds", errors), ReadSeverities(json, errors));
        if (errors.Count == 0 && scope is { QueueIds.Count: 0, DivisionIds.Count: 0, StreamIds.Count: 0, Severities.Count: 0 })
            errors.Add("silence.everything", "$", "", "Name at least one of queueIds, divisionIds, streamIds and severities: a silence of everything hides everything.");
        var from = ReadInstant(json, "from", false, errors);
        var until = ReadInstant(json, "until", true, errors);
        var recurs = json.TryGetProperty("schedule", out var schedule) && schedule.ValueKind != JsonValueKind.Null
            ? ScheduleReader.Read(schedule, "$.schedule", errors)
            : null;
        var reason = new FieldReader(errors).Text(json, "$", "reason", Silence.ReasonLength, required: true);
        return errors.Count == 0 ? new SilenceDraft(scope, from, until!.Value, recurs, reason!) : null;
    }

    private static string[] Names(JsonElement json, string name, DefinitionErrors errors)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= SilenceScope.MaxNames)
        {
            var names = list.EnumerateArray().Select(NameOf).ToArray();
            if (!names.Contains(null)) return [.. names.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        errors.Add("silence.list", $"$.{name}", list, $"`{name}` is a list of at most {SilenceScope.MaxNames} texts of 1 to {SilenceScope.IdLength} characters.");
        return [];
    }

    private static string? NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.String && item.GetString() is { Length: <= SilenceScope.IdLength } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    private static Severity[] ReadSeverities(JsonElement json, DefinitionErrors errors)
    {
        if (!json.TryGetProperty("severities", out var list) || list.ValueKind == JsonValueKind.Null) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= Severities.Length)
        {
            var words = list.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? Array.IndexOf(Severities, i.GetString()) : -1).ToArray();
            if (!words.Contains(-1)) return [.. words.Select(w => w == 0 ? Severity.Warning : Severity.Critical).Distinct().Order()];
        }

        errors.Add("silence.severities", "$.severities", list, "`severities` is a list of WARNING, CRITICAL or both (case matters).");
        return [];
    }

    private static Instant? ReadInstant(JsonElement json, string name, bool required, DefinitionErrors errors)
    {
        if (new FieldReader(errors).Text(json, "$", name, 40, required) is not { } text) return null;
        if (text.EndsWith('Z') && Instant.TryParse(text, out var instant)) return instant;
        errors.Add("silence.instant", $"$.{name}", text, $"`{name}` is an instant in UTC: 2026-03-02T10:00:00.000Z.");
        return null;
    }
}

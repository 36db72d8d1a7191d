using System.Text.Json;
using Redline.Engine.Alerts;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;
using Redline.Engine.Schedules;

namespace Redline.Engine.Streams;

/// <summary>Reads the body of a stream definition (design section 6). Collects every mistake; never half done.</summary>
public sealed class StreamDefinitionReader
{
    private static readonly string[] Known =
    [
        "id", "name", "description", "entityType", "sourceEntity", "status", "notificationType", "priority", "filterExpression",
        "clearExpression", "sustainSeconds", "levels", "clearAfterSeconds", "cooldownSeconds", "flapping", "staleAfterSeconds", "schedule",
        "presentation", "flow",
    ];

    // Part of the design, not of this version: refused rather than taken and ignored.
    private static readonly string[] Later =
    [
        "audience", "mustReach", "proofSeconds", "agentsMayTake",
    ];

    // What a server adds to its answers: taken and ignored where an answer may be sent back.
    private static readonly string[] Answered = ["version", "selfUri", "definedAt", "text", "sentence", "lints", "receivers"];

    private readonly DefinitionErrors _errors = new();
    private readonly FieldReader _fields;

    private readonly bool _mayBeAnswer;

    private StreamDefinitionReader(bool mayBeAnswer)
    {
        _mayBeAnswer = mayBeAnswer;
        _fields = new FieldReader(_errors);
    }

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The body.</param>
    /// <param name="id">The id to give it when the body has none.</param>
    /// <param name="errors">Every mistake, in the order of the text; empty when the definition is good.</param>
    /// <param name="path">Where the body stands, for the paths of errors.</param>
    /// <param name="mayBeAnswer">
    /// Whether what a server adds to its answers may be there and is ignored; a <c>text</c> that says something else
    /// than the expressions is a mistake, since its author meant it to have an effect.
    /// </param>
    /// <returns>The definition, or null when there is a mistake.</returns>
    public static StreamDefinition? Read(
        JsonElement json, string id, out IReadOnlyList<DefinitionError> errors, string path = "$", bool mayBeAnswer = false)
    {
        var reader = new StreamDefinitionReader(mayBeAnswer);
        var definition = reader.ReadBody(json, id, path);
        errors = reader._errors.All;
        return errors.Count == 0 ? definition : null;
    }

    private StreamDefinition? ReadBody(JsonElement json, string id, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("stream.type", path, json, "A stream definition is an object with at least name, entityType and filterExpression.");
            return null;
        }

        if (!WellFormedText.Check(json, path, _errors)) return null;
        CheckProperties(json, path);
        _fields.Choice(json, path, "entityType", ["queue"], required: true);
        var levels = ReadLevels(json, path, out var spelledAsLevels);
        var definition = new StreamDefinition
        {
            Id = _fields.Text(json, path, "id", StreamLimits.IdLength) ?? id,
            Name = _fields.Text(json, path, "name", StreamLimits.NameLength, required: true) ?? "",
            Description = _fields.Text(json, path, "description", StreamLimits.DescriptionLength),
            SourceEntity = _fields.Choice(json, path, "sourceEntity", ["telephony.queue.metrics", "routing.queue.metrics"]) == 1
                ? SourceEntity.Routing : SourceEntity.Telephony,
            Status = _fields.Choice(json, path, "status", ["ACTIVE", "SHADOW", "DISABLED"]) switch
            {
                1 => StreamStatus.Shadow,
                2 => StreamStatus.Disabled,
                _ => StreamStatus.Active,
            },
            NotificationType = _fields.Choice(json, path, "notificationType", ["PUSH", "FLOW", "NONE"]) switch
            {
                1 => NotificationType.Flow,
                2 => NotificationType.None,
                _ => NotificationType.Push,
            },
            Priority = _fields.Whole(json, path, "priority", 1, 5) ?? 3,
            Levels = levels,
            SpelledAsLevels = spelledAsLevels,
            ClearAfterMilliseconds = _fields.Milliseconds(json, path, "clearAfterSeconds", StreamLimits.MaxSeconds) ?? 10_000,
            CooldownMilliseconds = _fields.Milliseconds(json, path, "cooldownSeconds", StreamLimits.MaxSeconds) ?? 300_000,
            StaleAfterMilliseconds = _fields.Milliseconds(json, path, "staleAfterSeconds", StreamLimits.MaxSeconds, StreamLimits.MinStaleSeconds)
                ?? StreamDefinition.DefaultStaleAfterMilliseconds,
            Flapping = ReadFlapping(json, path),
            Schedule = ReadSchedule(json, path),
            Presentation = _fields.Choice(json, path, "presentation", ["TOAST", "BANNER"]) == 1 ? Presentation.Banner : Presentation.Toast,
            Flow = _fields.Text(json, path, "flow", StreamLimits.FlowLength),
        };
        if (_mayBeAnswer && _errors.Count == 0) CheckText(json, path, definition);
        return definition;
    }

    // Null is said on purpose and is not the same as nothing said.
    private FlappingLimit? ReadFlapping(JsonElement json, string path)
    {
        if (!json.TryGetProperty("flapping", out var limit)) return FlappingLimit.Default;
        if (limit.ValueKind == JsonValueKind.Null) return null;
        path += ".flapping";
        if (limit.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("stream.flapping.type", path, limit, "`flapping` is an object with maxTransitions and windowSeconds, or null: people are told of every turn.");
            return null;
        }

        _fields.Only(limit, path, "flapping", ["maxTransitions", "windowSeconds"], []);
        return new(
            _fields.Whole(limit, path, "maxTransitions", FlappingLimit.MinTransitions, FlappingState.MaxKept) ?? FlappingLimit.Default.MaxTransitions,
            _fields.Milliseconds(limit, path, "windowSeconds", FlappingLimit.MaxWindowSeconds, FlappingLimit.MinWindowSeconds)
                ?? FlappingLimit.Default.WindowMilliseconds);
    }

    private Schedule? ReadSchedule(JsonElement json, string path) =>
        json.TryGetProperty("schedule", out var schedule) && schedule.ValueKind != JsonValueKind.Null
            ? ScheduleReader.Read(schedule, path + ".schedule", _errors)
            : null;

    private void CheckText(JsonElement json, string path, StreamDefinition definition)
    {
        if (json.TryGetProperty("text", out var text) && text.ValueKind != JsonValueKind.Null
            && (text.ValueKind != JsonValueKind.String || text.GetString() != StreamText.Of(definition)))
            _errors.Add("stream.text.differs", path + ".text", text, "`text` is made from the expressions and says something else; change the expressions, and leave `text` out.");
    }

    private void CheckProperties(JsonElement json, string path)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (_errors.IsFull) return;
            if (_mayBeAnswer && Answered.Contains(property.Name)) continue;
            if (Known.Contains(property.Name)) continue;
            if (Later.Contains(property.Name))
            {
                RefuseLater(property, path);
            }
            else
            {
                var near = FilterWords.Nearest(property.Name, Known);
                _errors.Add("stream.property.unknown", $"{path}.{property.Name}", property.Name, near is null ? "Remove it; a stream has no such property." : $"A stream has no such property, did you mean `{near}`?");
            }
        }
    }

    private void RefuseLater(JsonProperty property, string path) => _errors.Add(
        "stream.property.unsupported", $"{path}.{property.Name}", property.Value, $"This version does not do `{property.Name}` yet; remove it, so that it does not seem to work.");

    private List<StreamLevel> ReadLevels(JsonElement json, string path, out bool spelledAsLevels)
    {
        spelledAsLevels = json.TryGetProperty("levels", out var list) && list.ValueKind != JsonValueKind.Null;
        if (!spelledAsLevels)
            return ReadLevel(json, path, Severity.Critical) is { } single ? [single] : [];

        foreach (var name in (string[])["filterExpression", "clearExpression", "sustainSeconds"])
            if (json.TryGetProperty(name, out var extra))
                _errors.Add("stream.levels.both", $"{path}.{name}", extra, $"With `levels`, `{name}` belongs into each level.");
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > 2)
        {
            _errors.Add("stream.levels", path + ".levels", list, "`levels` is a list of one or two levels, WARNING and CRITICAL.");
            return [];
        }

        var levels = new List<StreamLevel>();
        var index = 0;
        foreach (var item in list.EnumerateArray()) ReadListed(item, $"{path}.levels[{index++}]", levels);
        return [.. levels.OrderBy(l => l.Severity)];
    }

    private void ReadListed(JsonElement item, string path, List<StreamLevel> levels)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("stream.level.type", path, item, "A level is an object with severity and filterExpression.");
            return;
        }

        foreach (var property in item.EnumerateObject())
            if (property.Name is not ("severity" or "filterExpression" or "clearExpression" or "sustainSeconds"))
                _errors.Add("stream.property.unknown", $"{path}.{property.Name}", property.Name, "Remove it; a level has severity, filterExpression, clearExpression and sustainSeconds.");
        string[] words = ["WARNING", "CRITICAL"];
        var choice = _fields.Choice(item, path, "severity", words, required: true);
        var severity = choice == 0 ? Severity.Warning : Severity.Critical;
        if (choice is { } chosen && levels.Any(l => l.Severity == severity))
            _errors.Add("stream.level.twice", path + ".severity", words[chosen], "Each severity may have one level; combine their conditions with OR.");
        if (ReadLevel(item, path, severity) is { } level && choice is not null) levels.Add(level);
    }

    private StreamLevel? ReadLevel(JsonElement json, string path, Severity severity)
    {
        FilterNode? filter = null, clear = null;
        if (json.TryGetProperty("filterExpression", out var expression)) filter = FilterReader.ReadEither(expression, path + ".filterExpression", _errors);
        else _errors.Add("stream.filter.missing", path, "", "Give `filterExpression`, the condition that is an escalation.");
        if (json.TryGetProperty("clearExpression", out var clears) && clears.ValueKind != JsonValueKind.Null)
            clear = FilterReader.ReadEither(clears, path + ".clearExpression", _errors);
        var sustain = _fields.Milliseconds(json, path, "sustainSeconds", StreamLimits.MaxSeconds) ?? 0;
        return filter is null ? null : new StreamLevel(severity, filter, clear, sustain);
    }
}

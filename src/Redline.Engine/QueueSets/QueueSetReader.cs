using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.QueueSets;

/// <summary>Reads the body of a queue set. Collects every mistake; never half done.</summary>
public sealed class QueueSetReader
{
    private static readonly string[] Known = ["id", "name", "description", "queueIds", "namePattern", "divisionId"];

    // What a server adds to its answers: taken and ignored where an answer may be sent back.
    private static readonly string[] Answered = ["version", "selfUri", "definedAt", "matching", "streams"];

    private readonly DefinitionErrors _errors = new();
    private readonly FieldReader _fields;

    private QueueSetReader() => _fields = new FieldReader(_errors);

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The body.</param>
    /// <param name="errors">Every mistake, in the order of the text; empty when the definition is good.</param>
    /// <param name="path">Where the body stands, for the paths of errors.</param>
    /// <param name="id">The id to give it when the body has none; null: the body must have one.</param>
    /// <param name="mayBeAnswer">Whether what a server adds to its answers may be there and is ignored.</param>
    /// <returns>The definition, or null when there is a mistake.</returns>
    public static QueueSetDefinition? Read(
        JsonElement json, out IReadOnlyList<DefinitionError> errors, string path = "$", string? id = null, bool mayBeAnswer = false)
    {
        var reader = new QueueSetReader();
        var definition = reader.ReadBody(json, path, id, mayBeAnswer);
        errors = reader._errors.All;
        return errors.Count == 0 ? definition : null;
    }

    private QueueSetDefinition? ReadBody(JsonElement json, string path, string? id, bool mayBeAnswer)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("queueSet.type", path, json, "A queue set is an object with an id and at least one of queueIds, namePattern and divisionId.");
            return null;
        }

        if (!WellFormedText.Check(json, path, _errors)) return null;
        _fields.Only(json, path, "queue set", Known, mayBeAnswer ? Answered : []);
        var named = ReadId(json, path, id);
        var name = _fields.Text(json, path, "name", QueueSetLimits.NameLength);
        var description = _fields.Text(json, path, "description", QueueSetLimits.DescriptionLength);
        var listed = ReadQueueIds(json, path);
        var pattern = _fields.Text(json, path, "namePattern", QueueSetLimits.TextLength);
        var division = _fields.Text(json, path, "divisionId", QueueSetLimits.TextLength);
        if (_errors.Count == 0 && listed.Count == 0 && pattern is null && division is null)
            _errors.Add("queueSet.empty", path, "", "Give at least one of `queueIds`, `namePattern` and `divisionId`; an empty set would silence whoever names it.");
        return new QueueSetDefinition(named, name ?? named, description, listed, pattern, division);
    }

    private string ReadId(JsonElement json, string path, string? id)
    {
        var given = _fields.Text(json, path, "id", FilterNames.MaxLength, required: id is null);
        if (given is not null && !FilterNames.IsQueueSetId(given)) _errors.Add("queueSet.id", path + ".id", given, FilterNames.QueueSetRemedy);
        return given ?? id ?? "";
    }

    private List<string> ReadQueueIds(JsonElement json, string path)
    {
        var listed = new List<string>();
        path += ".queueIds";
        if (!json.TryGetProperty("queueIds", out var list) || list.ValueKind == JsonValueKind.Null) return listed;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > QueueSetLimits.QueueIds)
        {
            _errors.Add("queueSet.queueIds", path, "", $"`queueIds` is a list of at most {QueueSetLimits.QueueIds} ids; match more by name or division.");
            return listed;
        }

        var (seen, index) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var item in list.EnumerateArray())
        {
            var at = $"{path}[{index++}]";
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { Length: > 0 and <= QueueSetLimits.TextLength } text)
                _errors.Add("queueSet.queueIds", at, item, $"The id of a queue is a text of 1 to {QueueSetLimits.TextLength} characters.");
            else if (seen.Add(text))
                listed.Add(text);
        }

        return listed;
    }
}

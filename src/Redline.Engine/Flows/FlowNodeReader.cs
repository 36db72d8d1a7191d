using System.Text.Json;
using Redline.Engine.Audiences;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>Reads one node of a flow. A mistake is collected and yields null; the other nodes are still read.</summary>
internal sealed class FlowNodeReader(DefinitionErrors errors, FieldReader fields, FlowVariables variables)
{
    private static readonly Dictionary<string, string[]> Properties = new(StringComparer.Ordinal)
    {
        ["decision"] = ["expression"],
        ["httpRequest"] = ["method", "url", "headers", "body", "signingSecret", "timeoutSeconds", "overallTimeoutSeconds", "retry", "answer"],
        ["notify"] = ["audience", "renotify", "title", "text"],
        ["wait"] = ["seconds", "until"],
        ["presence"] = ["person"],
        ["setData"] = ["data"],
        ["architectFlow"] = ["flowId", "input"],
        ["end"] = [],
    };

    private readonly FlowFieldReader _values = new(errors, variables);

    /// <summary>Whether a text can be the id of a node or the name of data.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= FlowLimits.IdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Adds the names of the data a node sets.</summary>
    /// <returns>Whether it asks for a person's presence.</returns>
    public static bool CollectData(JsonElement json, List<string> into)
    {
        if (json.ValueKind != JsonValueKind.Object) return false;
        foreach (var name in (string[])["data", "answer"])
            if (json.TryGetProperty(name, out var set) && set.ValueKind == JsonValueKind.Object)
                into.AddRange(set.EnumerateObject().Select(p => p.Name));
        return json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "presence";
    }

    public FlowNode? Read(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add("flow.node.type", path, json, "A node is an object with id, type and next.");
            return null;
        }

        var before = errors.Count;
        var id = fields.Text(json, path, "id", FlowLimits.IdLength, required: true);
        if (id is not null && !IsId(id)) errors.Add("flow.node.id", path + ".id", id, $"An id has 1 to {FlowLimits.IdLength} letters, digits and _.");
        if (TypeOf(json, path, id) is not { } type) return null;
        CheckProperties(json, path, type);
        var next = ReadNext(json, path);
        var node = ReadAs(type, json, path, id ?? "", next);
        return errors.Count == before ? node : null;
    }

    private string? TypeOf(JsonElement json, string path, string? id)
    {
        if (fields.Text(json, path, "type", 40, required: true) is not { } type) return null;
        if (FlowWords.Types.Contains(type, StringComparer.Ordinal)) return type;
        if (FlowWords.LaterTypes.Contains(type, StringComparer.Ordinal))
            errors.Add("flow.node.unavailable", path + ".type", type, $"Node `{id}`: this version does not send {type} yet; use notify, or an httpRequest to who does.");
        else
            errors.Add("flow.node.unknown", path + ".type", type, $"Node `{id}`: {FilterWords.Unknown("type", type, [.. FlowWords.Types])}");
        return null;
    }

    private void CheckProperties(JsonElement json, string path, string type)
    {
        string[] known = ["id", "type", "next", .. Properties[type]];
        foreach (var property in json.EnumerateObject())
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                errors.Add("flow.property.unknown", $"{path}.{property.Name}", property.Name, FilterWords.Nearest(property.Name, known) is { } near ? $"A node of type {type} has no such property, did you mean `{near}`?" : $"Remove it; a node of type {type} has {string.Join(", ", known)}.");
    }

    private Dictionary<string, string> ReadNext(JsonElement json, string path)
    {
        var next = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!json.TryGetProperty("next", out var edges) || edges.ValueKind == JsonValueKind.Null) return next;
        if (edges.ValueKind != JsonValueKind.Object)
        {
            errors.Add("flow.next", path + ".next", edges, "`next` is an object from outcomes to ids of nodes: {\"ok\":\"node3\",\"failed\":\"end\"}.");
            return next;
        }

        foreach (var edge in edges.EnumerateObject())
            if (edge.Value.ValueKind == JsonValueKind.String) next[edge.Name] = edge.Value.GetString()!;
            else errors.Add("flow.next", $"{path}.next.{edge.Name}", edge.Value, "An edge leads to the id of a node, or to \"end\".");
        return next;
    }

    private FlowNode? ReadAs(string type, JsonElement json, string path, string id, Dictionary<string, string> next) => type switch
    {
        "decision" => ReadDecision(json, path, id, next),
        "httpRequest" => new FlowRequestReader(errors, fields, variables).Read(json, path) is { } request ? new HttpRequestNode(id, next, request) : null,
        "notify" => ReadNotify(json, path, id, next),
        "wait" => ReadWait(json, path, id, next),
        "presence" => _values.Template(json, path, "person", required: true) is { } person ? new PresenceNode(id, next, person) : null,
        "setData" => new SetDataNode(id, next, _values.Fields(json, path, "data", required: true, IsId)),
        "architectFlow" => new ArchitectFlowNode(
            id, next, fields.Text(json, path, "flowId", FlowLimits.IdLength, required: true) ?? "", _values.Fields(json, path, "input", required: false, IsId)),
        _ => new EndNode(id),
    };

    private DecisionNode? ReadDecision(JsonElement json, string path, string id, Dictionary<string, string> next)
    {
        if (!json.TryGetProperty("expression", out var expression))
        {
            errors.Add("field.missing", path + ".expression", "", "Give `expression`, such as \"waitTimeSeconds > threshold\".");
            return null;
        }

        return FlowExpressionReader.Read(expression, path + ".expression", variables, errors) is { } read ? new(id, next, read) : null;
    }

    private NotifyNode ReadNotify(JsonElement json, string path, string id, Dictionary<string, string> next)
    {
        Audience? audience = null;
        if (json.TryGetProperty("audience", out var meant) && meant.ValueKind != JsonValueKind.Null)
        {
            audience = AudienceReader.Read(meant, path + ".audience", out var mistakes);
            foreach (var mistake in mistakes) errors.Add(mistake.Code, mistake.Path, mistake.Offending, mistake.Message);
        }

        var title = _values.Template(json, path, "title");
        var text = _values.Template(json, path, "text");
        if (json.TryGetProperty("title", out _) != json.TryGetProperty("text", out _))
            errors.Add("flow.notify.text", path, id, $"Node `{id}`: give both title and text, or neither to show the alert itself.");
        return new(id, next, audience, Flag(json, path, "renotify"), title, text);
    }

    private WaitNode ReadWait(JsonElement json, string path, string id, Dictionary<string, string> next)
    {
        if (fields.Milliseconds(json, path, "seconds", FlowLimits.MaxWaitSeconds) is not { } milliseconds || milliseconds < 100)
        {
            errors.Add("flow.wait.seconds", path + ".seconds", "", $"Node `{id}`: give `seconds`, how long it waits at most: 0.1 to {FlowLimits.MaxWaitSeconds}.");
            milliseconds = 0;
        }

        var (acknowledged, resolved) = (false, false);
        if (json.TryGetProperty("until", out var until) && until.ValueKind != JsonValueKind.Null)
        {
            string?[] words = until.ValueKind == JsonValueKind.Array ? [.. until.EnumerateArray().Select(WordOf)] : [WordOf(until)];
            acknowledged = words.Contains(FlowWords.Acknowledged);
            resolved = words.Contains(FlowWords.Resolved);
            if (words.Length == 0 || Array.Exists(words, w => w is not (FlowWords.Acknowledged or FlowWords.Resolved)))
                errors.Add("flow.wait.until", path + ".until", until, $"Node `{id}`: `until` is \"acknowledged\", \"resolved\" or a list of both.");
        }

        return new(id, next, milliseconds, acknowledged, resolved);
    }

    private bool Flag(JsonElement json, string path, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (value.ValueKind == JsonValueKind.True) return true;
        errors.Add("field.flag", $"{path}.{name}", value, $"`{name}` is true or false.");
        return false;
    }

    private static string? WordOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;
}

using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Flows;

/// <summary>
/// Reads the body of a flow definition (docs/api/flows.md) and checks it as a graph. Collects every mistake, each with the
/// node it is in; never half done.
/// </summary>
public sealed class FlowDefinitionReader
{
    private static readonly string[] Known = ["name", "description", "trigger", "cooldownSeconds", "stormMode", "inputs", "nodes"];

    // What a server adds to its answers: taken and ignored where an answer may be sent back.
    private static readonly string[] Answered = ["version", "selfUri", "definedAt", "lints", "usedBy"];

    // Paths below /api/v2/flows that are no flow.
    private static readonly string[] Reserved = ["executions", "validate"];

    private readonly DefinitionErrors _errors = new();
    private readonly FieldReader _fields;

    private FlowDefinitionReader() => _fields = new(_errors);

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The body.</param>
    /// <param name="name">The name it has when the body gives none; empty: the body must.</param>
    /// <param name="errors">Every mistake, in the order of the text; empty when the definition is good.</param>
    /// <param name="path">Where the body stands, as a JSON path: places of mistakes begin with it.</param>
    /// <returns>The definition, or null when there is a mistake.</returns>
    public static FlowDefinition? Read(JsonElement json, string name, out IReadOnlyList<DefinitionError> errors, string path = "$")
    {
        var reader = new FlowDefinitionReader();
        var definition = reader.ReadBody(json, name);
        errors = path == "$" ? reader._errors.All : [.. reader._errors.All.Select(e => e with { Path = path + e.Path[1..] })];
        return errors.Count == 0 ? definition : null;
    }

    /// <summary>Whether a text can be the name of a flow.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= FlowLimits.NameLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && text.Trim('.').Length > 0 && !Reserved.Contains(text, StringComparer.OrdinalIgnoreCase);

    private FlowDefinition? ReadBody(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("flow.type", "$", json, "A flow is an object with at least name and nodes.");
            return null;
        }

        if (!WellFormedText.Check(json, "$", _errors)) return null;
        foreach (var property in json.EnumerateObject())
            if (!Known.Contains(property.Name, StringComparer.Ordinal) && !Answered.Contains(property.Name, StringComparer.Ordinal))
                _errors.Add("flow.property.unknown", $"$.{property.Name}", property.Name, FilterWords.Nearest(property.Name, Known) is { } near ? $"A flow has no such property, did you mean `{near}`?" : "Remove it; a flow has no such property.");
        var given = _fields.Text(json, "$", "name", FlowLimits.NameLength, required: name.Length == 0) ?? name;
        if (given.Length > 0 && !IsName(given)) _errors.Add("flow.name", "$.name", given, $"A name has 1 to {FlowLimits.NameLength} letters, digits and _ - . without spaces, and is none of {string.Join(", ", Reserved)}.");
        _fields.Choice(json, "$", "trigger", ["EXTERNAL"]);
        var inputs = ReadInputs(json);
        return new FlowDefinition
        {
            Name = given,
            Description = _fields.Text(json, "$", "description", FlowLimits.DescriptionLength),
            CooldownMilliseconds = _fields.Milliseconds(json, "$", "cooldownSeconds", FlowLimits.MaxCooldownSeconds) ?? 0,
            StormMode = _fields.Choice(json, "$", "stormMode", ["INCIDENT", "EACH"]) == 1 ? StormMode.Each : StormMode.Incident,
            Inputs = inputs,
            Nodes = ReadNodes(json, inputs),
        };
    }

    private string[] ReadInputs(JsonElement json)
    {
        if (!json.TryGetProperty("inputs", out var list) || list.ValueKind == JsonValueKind.Null) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= FlowLimits.Names)
        {
            var names = list.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString()! : "").ToArray();
            if (Array.TrueForAll(names, FlowNodeReader.IsId)) return [.. names.Distinct(StringComparer.Ordinal)];
        }

        _errors.Add("flow.inputs", "$.inputs", list, $"`inputs` is a list of at most {FlowLimits.Names} names of data, each of letters, digits and _.");
        return [];
    }

    private List<FlowNode> ReadNodes(JsonElement json, string[] inputs)
    {
        if (!json.TryGetProperty("nodes", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > FlowLimits.Nodes)
        {
            _errors.Add("flow.nodes", "$.nodes", json.TryGetProperty("nodes", out var wrong) ? wrong : default, $"`nodes` is a list of 1 to {FlowLimits.Nodes} nodes; an execution begins at the first.");
            return [];
        }

        // Names are known before any expression is read: data may be set behind the node that stands first.
        var (data, asksPresence) = (new List<string>(inputs), false);
        foreach (var item in list.EnumerateArray()) asksPresence |= FlowNodeReader.CollectData(item, data);
        var variables = new FlowVariables(data, asksPresence);
        var nodes = new List<FlowNode>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var path = $"$.nodes[{index++}]";
            if (new FlowNodeReader(_errors, _fields, variables).Read(item, path) is not { } node) continue;
            if (nodes.Exists(n => n.Id == node.Id)) _errors.Add("flow.node.twice", path + ".id", node.Id, "Two nodes have this id; give each its own.");
            else nodes.Add(node);
        }

        if (_errors.Count == 0) FlowGraph.Check(nodes, [.. list.EnumerateArray()], _errors);
        return nodes;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Engine;
using Redline.Engine.Definitions;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// Reads what streams name: <c>set billing = {"namePattern":"Billing*"}</c>, <c>delete-set billing</c>,
/// <c>parameter limit = {"values":{"Billing":60}}</c>, <c>delete-parameter limit</c>.
/// </summary>
public static class ReferenceText
{
    /// <summary>Reads one of the four commands. Null: it has mistakes, which are printed.</summary>
    /// <exception cref="ScenarioException">It is not spelled so.</exception>
    public static EngineInput? Parse(ScenarioCommand command, List<string> output)
    {
        if (command.Verb == "delete-set") return new DeleteQueueSet(command.Rest);
        if (command.Verb == "delete-parameter") return new DeleteParameter(command.Rest);
        var equals = command.Rest.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw new ScenarioException($"line {command.LineNumber}: {command.Verb} NAME = {{...}}");
        var name = command.Rest[..equals].Trim();
        var json = JsonSerializer.SerializeToElement(JsonNode.Parse(command.Rest[(equals + 1)..]));
        IReadOnlyList<DefinitionError> errors;
        EngineInput? input = command.Verb == "set"
            ? QueueSetReader.Read(json, out errors, id: name) is { } set ? new DefineQueueSet(set) : null
            : ParameterReader.Read(json, out errors, name: name) is { } parameter ? new DefineParameter(parameter) : null;
        output.AddRange(errors.Select(e => e.ToString()));
        return input;
    }
}

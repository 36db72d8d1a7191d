using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Definitions;
using Redline.Engine.Flows;
using Redline.Engine.Streams;

namespace Redline.Server.Definitions;

/// <summary>Checks definitions as a server would, without one.</summary>
internal static class DefinitionCheck
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };

    /// <summary>Checks.</summary>
    /// <param name="files">What was read.</param>
    /// <param name="mistakes">Where every mistake is added.</param>
    /// <param name="open">Where what only a server can know is added: names that are not in these files. Null: nobody asks.</param>
    /// <param name="lints">Where what authors should know is added. Null: nobody asks.</param>
    public static void Run(DefinitionFiles files, List<FileMistake> mistakes, List<FileMistake>? open = null, List<FileMistake>? lints = null)
    {
        mistakes.AddRange(files.Mistakes);
        var definitions = new List<PlacedDefinition>();
        var errors = new List<DefinitionError>();
        var root = JsonSerializer.SerializeToElement(files.Body, Deep);
        DefinitionSet.Read(root, "$", [], definitions, errors);
        DefinitionSet.CheckTogether(definitions, errors);
        mistakes.AddRange(errors.Select(files.Place));
        if (mistakes.Count > 0) return;
        EngineInput[] inputs = [.. definitions.Select(d => d.Definition.Define(null))];
        try
        {
            // As if there were nothing yet: what is named must come with them, or be there already.
            var limits = EngineLimits.Default with { MaxStreams = 100_000, MaxQueueSets = 10_000, MaxParameters = 10_000, MaxFlows = 10_000 };
            new AlertEngine(new DurableState(), limits).Preview(new ApplyDefinitions(inputs), new Instant(0));
        }
        catch (EngineDefinitionException e)
        {
            open?.AddRange(e.Refusals.Select(r => files.Place(StreamTextPlaces.Of(root, r.Error with { Path = Find(r.Kind, r.Id).Path + r.Error.Path[1..] }))));
        }
        catch (EngineLimitException e)
        {
            mistakes.Add(new(files.Path, 0, e.Code, "$", e.Message));
        }

        StreamDefinition[] streams = [.. inputs.OfType<DefineStream>().Select(d => d.Definition)];
        var flows = inputs.OfType<DefineFlow>().Select(d => d.Definition).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var known = ShippedFlows.All.Where(f => !flows.ContainsKey(f.Name)).Concat(flows.Values).ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var flow in flows.Values)
            foreach (var lint in FlowLints.Of(flow, streams)) lints?.Add(PlaceOf(EngineConflictException.Flow, flow.Name, lint.Code, "", lint.Message));
        foreach (var stream in streams)
            foreach (var lint in DefinitionLints.Of(stream, null, known))
                (lint.Code == FlowLints.Unknown ? open : lints)?.Add(PlaceOf(EngineConflictException.Stream, stream.Id, lint.Code, lint.Field is { } field ? "." + field : "", lint.Message));

        FileMistake PlaceOf(string kind, string id, string code, string path, string message) =>
            files.Place(code, Find(kind, id).Path + path, message);

        PlacedDefinition Find(string kind, string id) => definitions.Find(d => d.Kind.Name == kind && d.Definition.Id == id)!;
    }
}

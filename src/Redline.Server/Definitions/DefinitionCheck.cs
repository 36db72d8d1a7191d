using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Definitions;

namespace Redline.Server.Definitions;

/// <summary>Checks definitions as a server would, without one.</summary>
internal static class DefinitionCheck
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };

    /// <summary>Adds every mistake to one list, and to the other what only a server can know: names that are not in these files.</summary>
    public static void Run(DefinitionFiles files, List<FileMistake> mistakes, List<FileMistake> open)
    {
        mistakes.AddRange(files.Mistakes);
        var definitions = new List<PlacedDefinition>();
        var errors = new List<DefinitionError>();
        var root = JsonSerializer.SerializeToElement(files.Body, Deep);
        DefinitionSet.Read(root, "$", [], definitions, errors);
        DefinitionSet.CheckTogether(definitions, errors);
        mistakes.AddRange(errors.Select(files.Place));
        if (mistakes.Count > 0) return;
        try
        {
            // As if there were nothing yet: what is named must come with them, or be there already.
            var limits = EngineLimits.Default with { MaxStreams = 100_000, MaxQueueSets = 10_000, MaxParameters = 10_000 };
            new AlertEngine(new DurableState(), limits).Preview(new ApplyDefinitions([.. definitions.Select(d => d.Definition.Define(null))]), new Instant(0));
        }
        catch (EngineDefinitionException e)
        {
            foreach (var refusal in e.Refusals)
            {
                var placed = definitions.Find(d => d.Kind.Name == refusal.Kind && d.Definition.Id == refusal.Id)!;
                open.Add(files.Place(refusal.Error.Code, placed.Path + refusal.Error.Path[1..], refusal.Error.Message));
            }
        }
        catch (EngineLimitException e)
        {
            mistakes.Add(new(files.Path, 0, e.Code, "$", e.Message));
        }
    }
}

using Redline.Delivery.Organizations;
using Redline.Engine;

namespace Redline.Server.Definitions;

/// <summary>What becomes of one definition.</summary>
/// <param name="Kind">What it is: <c>stream</c>.</param>
/// <param name="Id">Its id or name.</param>
/// <param name="Action">CREATE, CHANGE or DELETE.</param>
/// <param name="Differences">What a change changes; empty otherwise.</param>
internal sealed record PlannedChange(string Kind, string Id, string Action, IReadOnlyList<DefinitionDifference> Differences);

/// <summary>What has to be done so that definitions are as they are written.</summary>
/// <param name="Changes">What becomes of each that is not so already.</param>
/// <param name="Inputs">The same for the engine, each on top of the version it was planned for.</param>
/// <param name="Unchanged">How many are so already.</param>
/// <param name="Others">How many there are that are not written; they stay. What ships with a server and stands as it ships is not counted.</param>
internal sealed record DefinitionPlan(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<EngineInput> Inputs, int Unchanged, int Others)
{
    /// <summary>Plans.</summary>
    /// <param name="wanted">What is written.</param>
    /// <param name="view">What is there.</param>
    /// <param name="prune">Whether what is not written is deleted.</param>
    public static DefinitionPlan Of(IReadOnlyList<PlacedDefinition> wanted, CommittedView view, bool prune)
    {
        var changes = new List<PlannedChange>();
        var inputs = new List<EngineInput>();
        var (unchanged, others) = (0, 0);
        foreach (var kind in DefinitionKind.All)
        {
            var there = kind.Existing(view).ToDictionary(e => e.Id, e => e.There, StringComparer.Ordinal);
            var written = wanted.Where(w => w.Kind == kind).Select(w => w.Definition).ToDictionary(d => d.Id, StringComparer.Ordinal);
            foreach (var definition in written.Values)
            {
                var existing = there.GetValueOrDefault(definition.Id)?.Invoke();
                if (existing?.Json == definition.Json)
                {
                    unchanged++;
                    continue;
                }

                inputs.Add(definition.Define(existing?.Version ?? 0));
                changes.Add(existing is null
                    ? new(kind.Name, definition.Id, "CREATE", [])
                    : new(kind.Name, definition.Id, "CHANGE", DefinitionDifferences.Of(existing.Json, definition.Json)));
            }

            foreach (var (id, existing) in there.Where(e => !written.ContainsKey(e.Key)))
            {
                if (kind.Ships(id, existing)) continue;
                if (!prune)
                {
                    others++;
                    continue;
                }

                inputs.Add(kind.Delete(id, existing().Version));
                changes.Add(new(kind.Name, id, "DELETE", []));
            }
        }

        return new(changes, inputs, unchanged, others);
    }
}

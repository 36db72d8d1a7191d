using System.Text.Json;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Definitions;
using Redline.Engine.Flows;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;
using Redline.Engine.Streams;

namespace Redline.Server.Definitions;

/// <summary>A definition that is there: its version and its canonical JSON.</summary>
internal sealed record ExistingDefinition(int Version, string Json);

/// <summary>A kind of definition that files may hold; a new one is an entry of <see cref="All"/>.</summary>
/// <param name="Key">The list of them in a file: <c>queueSets</c>.</param>
/// <param name="Name">One of them, as the API names it: <c>queueSet</c>.</param>
/// <param name="IdProperty">The property that is its id.</param>
/// <param name="Read">Reads one; null when there are mistakes.</param>
/// <param name="Existing">Those that are there.</param>
/// <param name="Delete">Deletes one on top of a version.</param>
internal sealed record DefinitionKind(
    string Key, string Name, string IdProperty, DefinitionKind.Reader Read,
    Func<CommittedView, IEnumerable<(string Id, Func<ExistingDefinition> There)>> Existing, Func<string, int, EngineInput> Delete)
{
    /// <summary>Whether a definition is one that every server has from its first start, as it ships: it goes only when somebody deletes it.</summary>
    public Func<string, Func<ExistingDefinition>, bool> Ships { get; init; } = (_, _) => false;

    /// <summary>Every kind, in the order in which files list them.</summary>
    public static readonly IReadOnlyList<DefinitionKind> All =
    [
        new("queueSets", EngineConflictException.QueueSet, "id",
            (JsonElement json, string path, out IReadOnlyList<DefinitionError> errors) => QueueSetReader.Read(json, out errors, path) is { } set
                ? new(set.Id, QueueSetWriter.ToJson(set), v => new DefineQueueSet(set, v)) : null,
            view => view.References.QueueSets.Select(s => (s.Key, (Func<ExistingDefinition>)(() => new(s.Value.Version, QueueSetWriter.ToJson(s.Value.Definition))))),
            (id, version) => new DeleteQueueSet(id, version)),
        new("parameters", EngineConflictException.Parameter, "name",
            (JsonElement json, string path, out IReadOnlyList<DefinitionError> errors) => ParameterReader.Read(json, out errors, path) is { } parameter
                ? new(parameter.Name, ParameterWriter.ToJson(parameter), v => new DefineParameter(parameter, v)) : null,
            view => view.References.Parameters.Select(p => (p.Key, (Func<ExistingDefinition>)(() => new(p.Value.Version, ParameterWriter.ToJson(p.Value.Definition))))),
            (name, version) => new DeleteParameter(name, version)),
        new("flows", EngineConflictException.Flow, "name",
            (JsonElement json, string path, out IReadOnlyList<DefinitionError> errors) => FlowDefinitionReader.Read(json, "", out errors, path) is { } flow
                ? new(flow.Name, FlowDefinitionWriter.ToJson(flow), v => new DefineFlow(flow, v)) : null,
            view => view.Flows.Select(f => (f.Key, (Func<ExistingDefinition>)(() => new(f.Value.Version, FlowDefinitionWriter.ToJson(f.Value.Definition))))),
            (name, version) => new DeleteFlow(name, version))
        {
            Ships = (name, there) => ShippedFlows.All.Any(f => f.Name == name && FlowDefinitionWriter.ToJson(f) == there().Json),
        },
        new("streams", EngineConflictException.Stream, "id", ReadStream,
            view => view.Streams.Select(s => (s.Key, (Func<ExistingDefinition>)(() => new(s.Value.Version, StreamDefinitionWriter.ToJson(s.Value.Definition))))),
            (id, version) => new DeleteStream(id, version)),
    ];

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The body.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="errors">Every mistake.</param>
    public delegate ReadDefinition? Reader(JsonElement json, string path, out IReadOnlyList<DefinitionError> errors);

    // A file says which stream it means: the id that a server would give is not the same at another one.
    private static ReadDefinition? ReadStream(JsonElement json, string path, out IReadOnlyList<DefinitionError> errors)
    {
        var stream = StreamDefinitionReader.Read(json, "", out errors, path);
        var named = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var id) && id.ValueKind != JsonValueKind.Null;
        if (!named && json.ValueKind == JsonValueKind.Object)
            errors = [.. errors, new("definition.id.missing", path, "", "Give the stream an `id` of 1 to 64 characters; it is how the stream is found again.")];
        return stream is null || errors.Count > 0 ? null : new(stream.Id, StreamDefinitionWriter.ToJson(stream), v => new DefineStream(stream, v));
    }
}

/// <summary>A definition that was read.</summary>
/// <param name="Id">Its id or name.</param>
/// <param name="Json">Its canonical JSON.</param>
/// <param name="Define">Defines it on top of a version (0: none; null: whatever is there).</param>
internal sealed record ReadDefinition(string Id, string Json, Func<int?, EngineInput> Define);

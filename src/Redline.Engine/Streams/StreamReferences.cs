using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;

namespace Redline.Engine.Streams;

/// <summary>Whether what a stream names is there.</summary>
public static class StreamReferences
{
    /// <summary>A mistake for each queue set and parameter that a stream names and that does not exist, each once.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="references">What there is.</param>
    public static IReadOnlyList<DefinitionError> Missing(StreamDefinition stream, DefinedReferences references)
    {
        var errors = new DefinitionErrors();
        var told = new HashSet<ReferenceName>();
        foreach (var (name, path) in StreamUses.Of(stream))
        {
            if (name.IsQueueSet ? references.HasQueueSet(name.Name) : references.HasParameter(name.Name)) continue;
            if (!told.Add(name)) continue;
            if (name.IsQueueSet) errors.Add(StreamTextPlaces.QueueSetUnknown, path, name.Name, Remedy("queue set", "/api/v2/queuesets", name.Name, references.QueueSets.Keys));
            else errors.Add(StreamTextPlaces.ParameterUnknown, path, name.Name, Remedy("parameter", "/api/v2/parameters", name.Name, references.Parameters.Keys));
        }

        return errors.All;
    }

    /// <summary>The same, each placed in what was written: an expression that is a text has lines and columns.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="references">What there is.</param>
    /// <param name="written">What the stream was read from.</param>
    public static IReadOnlyList<DefinitionError> Missing(StreamDefinition stream, DefinedReferences references, JsonElement written) =>
        [.. Missing(stream, references).Select(e => StreamTextPlaces.Of(written, e))];

    private static string Remedy(string kind, string where, string name, IEnumerable<string> known)
    {
        var near = known.Any() ? FilterWords.Nearest(name, known) : null;
        return near is null
            ? $"There is no {kind} `{name}`; define it first ({where}), or name another."
            : $"There is no {kind} `{name}`, did you mean `{near}`? Else define it first ({where}).";
    }
}

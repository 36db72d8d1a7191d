using System.Runtime.CompilerServices;
using Redline.Engine.Filters;

namespace Redline.Engine.Streams;

/// <summary>A name in a stream's expressions.</summary>
/// <param name="Name">What is named.</param>
/// <param name="Path">Where, as a JSON path in the canonical spelling of the stream.</param>
internal readonly record struct StreamUse(ReferenceName Name, string Path);

/// <summary>Which queue sets and parameters the expressions of streams name. Any thread.</summary>
public static class StreamUses
{
    // Found once for each version of a stream; goes when nobody holds it any more.
    private static readonly ConditionalWeakTable<StreamDefinition, StreamUse[]> Known = [];

    /// <summary>Whether a stream names a queue set.</summary>
    public static bool NamesQueueSet(StreamDefinition stream, string id) => Names(stream, new(true, id));

    /// <summary>Whether a stream names a parameter.</summary>
    public static bool NamesParameter(StreamDefinition stream, string name) => Names(stream, new(false, name));

    internal static bool Names(StreamDefinition stream, ReferenceName name)
    {
        foreach (var use in Of(stream))
            if (use.Name == name)
                return true;
        return false;
    }

    /// <summary>Every name, as often as it stands there.</summary>
    internal static StreamUse[] Of(StreamDefinition stream) => Known.GetValue(stream, Find);

    /// <summary>When a stream came to mean what it means: when it was defined, or anything it names.</summary>
    internal static Instant Since(StreamState stream, DefinedReferences references)
    {
        var since = stream.DefinedAt;
        foreach (var use in Of(stream.Definition)) since = Instant.Max(since, references.DefinedAt(use.Name));
        return since;
    }

    private static StreamUse[] Find(StreamDefinition stream)
    {
        var uses = new List<StreamUse>();
        for (var i = 0; i < stream.Levels.Count; i++)
        {
            var path = stream.SpelledAsLevels ? $"$.levels[{i}]." : "$.";
            FilterUses.Find(stream.Levels[i].Filter, path + "filterExpression", Add);
            if (stream.Levels[i].Clear is { } clear) FilterUses.Find(clear, path + "clearExpression", Add);
        }

        return [.. uses];

        void Add(string path, string? queueSetId, string? parameter) =>
            uses.Add(new(queueSetId is null ? new(false, parameter!) : new(true, queueSetId), path));
    }
}

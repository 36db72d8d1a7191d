using System.Text;
using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Streams;

namespace Redline.Server.Streams;

/// <summary>Reads files of stream definitions: a JSON array of the bodies of design section 6 (or one body alone).</summary>
internal static class StreamFile
{
    private const int MaxStreams = 10_000;
    private const long MaxBytes = 64L << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The definitions of a file; none when anything is wrong, and then every mistake.</summary>
    public static IReadOnlyList<StreamDefinition> Read(string file, out IReadOnlyList<DefinitionError> errors)
    {
        try
        {
            if (new FileInfo(file).Length <= MaxBytes) return Parse(File.ReadAllBytes(file), out errors);
            errors = [new("streams.file.large", file, "", "The file is larger than 64 MiB; split it.")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors = [new("streams.file.unreadable", file, "", $"The file cannot be read: {e.Message}")];
        }

        return [];
    }

    /// <summary>The definitions in a text; none when anything is wrong, and then every mistake.</summary>
    public static IReadOnlyList<StreamDefinition> Parse(ReadOnlyMemory<byte> utf8, out IReadOnlyList<DefinitionError> errors)
    {
        // Editors put a byte order mark before the text; the parser takes it for a mistake.
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        try
        {
            using var json = JsonDocument.Parse(utf8, Options);
            return ReadList(json.RootElement, out errors);
        }
        catch (JsonException e)
        {
            errors = [new("streams.json", $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", "", $"This is not JSON: {e.Message}")];
            return [];
        }
    }

    private static List<StreamDefinition> ReadList(JsonElement root, out IReadOnlyList<DefinitionError> errors)
    {
        var all = new List<DefinitionError>();
        var streams = new List<StreamDefinition>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        JsonElement[] bodies = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        if (bodies.Length is 0 or > MaxStreams)
            all.Add(new("streams.count", "$", "", $"The list has {bodies.Length} streams; give 1 to {MaxStreams}."));
        for (var i = 0; i < bodies.Length && i < MaxStreams; i++)
        {
            var path = root.ValueKind == JsonValueKind.Array ? $"$[{i}]" : "$";
            var stream = StreamDefinitionReader.Read(bodies[i], $"stream-{i + 1}", out var mistakes, path);
            all.AddRange(mistakes);
            if (stream is null) continue;
            if (!ids.Add(stream.Id)) all.Add(new("stream.id.twice", path + ".id", stream.Id, "Two streams have this id; give each its own."));
            streams.Add(stream);
        }

        errors = all;
        return all.Count == 0 ? streams : [];
    }
}

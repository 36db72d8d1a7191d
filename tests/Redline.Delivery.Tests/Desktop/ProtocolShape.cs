using System.Text.Json;

namespace Redline.Delivery.Tests.Desktop;

/// <summary>
/// The shape that the valid examples in <c>protocol/desktop</c> give a type of server frame: which fields stand where,
/// which are always there, and of which JSON types they may be. Names in a map of metrics are free.
/// </summary>
internal sealed class ProtocolShape
{
    private static readonly string[] Words = ["type", "presentation", "state", "severity", "role"];

    private readonly Dictionary<string, HashSet<string>> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _required = new(StringComparer.Ordinal);

    /// <summary>The valid server frames of a type; those that show what a later server may add are left out.</summary>
    public static IReadOnlyList<JsonElement> Examples(string type) =>
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot(), "protocol", "desktop"), "*.json")
            .Where(file => !Path.GetFileName(file).Contains("unknown", StringComparison.Ordinal))
            .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
            .Where(example => example.GetProperty("valid").GetBoolean())
            .Where(example => example.GetProperty("direction").GetString() == "server")
            .Select(example => example.GetProperty("frame"))
            .Where(frame => frame.GetProperty("type").GetString() == type),
    ];

    public static ProtocolShape Of(string type)
    {
        var shape = new ProtocolShape();
        var examples = Examples(type);
        Assert.NotEmpty(examples);
        foreach (var example in examples) shape.Learn("", example);
        return shape;
    }

    /// <summary>Everything in which a frame is not like the examples.</summary>
    public IReadOnlyList<string> Differences(ReadOnlyMemory<byte> frame)
    {
        var differences = new List<string>();
        Compare("", JsonDocument.Parse(frame).RootElement, differences);
        return differences;
    }

    private void Learn(string path, JsonElement value)
    {
        SetOf(_kinds, path).Add(KindOf(value));
        if (IsWord(path)) SetOf(_words, path).Add(value.GetString()!);
        if (value.ValueKind == JsonValueKind.Object && !IsMetrics(path))
        {
            var names = value.EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            if (!_required.TryAdd(path, names)) _required[path].IntersectWith(names);
        }

        foreach (var (child, below) in Children(path, value)) Learn(child, below);
    }

    private void Compare(string path, JsonElement value, List<string> differences)
    {
        var kind = KindOf(value);
        if (!_kinds.TryGetValue(path, out var kinds)) differences.Add($"{path} is in no example");
        else if (!kinds.Contains(kind)) differences.Add($"{path} is {kind}, in the examples {string.Join('|', kinds)}");
        else if (IsWord(path) && !_words[path].Contains(value.GetString()!)) differences.Add($"{path} is {value}");
        if (value.ValueKind == JsonValueKind.Object && _required.TryGetValue(path, out var required))
        {
            var missing = required.Where(name => !value.TryGetProperty(name, out _));
            differences.AddRange(missing.Select(name => $"{path}.{name} is missing"));
        }

        foreach (var (child, below) in Children(path, value)) Compare(child, below, differences);
    }

    private static IEnumerable<(string Path, JsonElement Value)> Children(string path, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(p => ($"{path}.{NameAt(path, p.Name)}", p.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select(e => ($"{path}[]", e)),
            _ => [],
        };

    private static string NameAt(string path, string name) => IsMetrics(path) ? "*" : name;

    private static bool IsMetrics(string path) => path.EndsWith(".metrics", StringComparison.Ordinal);

    private static bool IsWord(string path) => Words.Any(word => path.EndsWith($".{word}", StringComparison.Ordinal));

    // An instant is a text of its own kind: a local time would be a text too.
    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        JsonValueKind.String when value.GetString()!.EndsWith('Z') && value.TryGetDateTimeOffset(out _) => "Instant",
        var kind => kind.ToString(),
    };

    private static HashSet<string> SetOf(Dictionary<string, HashSet<string>> sets, string path)
    {
        if (!sets.TryGetValue(path, out var set)) sets.Add(path, set = new(StringComparer.Ordinal));
        return set;
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Redline.slnx"))) directory = directory.Parent!;
        return directory.FullName;
    }
}

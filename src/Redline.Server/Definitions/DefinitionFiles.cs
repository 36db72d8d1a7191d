using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Redline.Engine.Definitions;

namespace Redline.Server.Definitions;

/// <summary>Something wrong, or worth knowing, at a place of a file.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">The line, from 1; 0: the file as a whole.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Path">The place within the definitions, as a JSON path.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
internal sealed record FileMistake(string File, int Line, string Code, string Path, string Message)
{
    /// <summary>One line, as compilers write it.</summary>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")}: {Message} [{Code}]";
}

/// <summary>The definitions of a file, or of all YAML and JSON files below a directory, put together.</summary>
internal sealed class DefinitionFiles
{
    private const int MaxFiles = 1_000;
    private const long MaxBytes = DefinitionEndpoints.MaxBytes;
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private readonly Dictionary<string, (string File, int Line)> _places = new(StringComparer.Ordinal);
    private readonly List<FileMistake> _mistakes = [];

    private DefinitionFiles(string path) => Path = path;

    /// <summary>What was read.</summary>
    public string Path { get; }

    /// <summary>Everything together, as a body of <c>POST /api/v2/definitions/plan</c>.</summary>
    public JsonObject Body { get; } = [];

    /// <summary>How many files were read.</summary>
    public int Files { get; private set; }

    /// <summary>What cannot be read; empty: nothing.</summary>
    public IReadOnlyList<FileMistake> Mistakes => _mistakes;

    /// <summary>Reads a file or directory.</summary>
    public static DefinitionFiles Read(string path)
    {
        var files = new DefinitionFiles(path);
        files.ReadAll();
        return files;
    }

    /// <summary>The place of a mistake whose path is within <see cref="Body"/>.</summary>
    public FileMistake Place(string code, string path, string message)
    {
        // A text has line and column of its own behind its path: the line of the file is that of the text.
        for (var at = path; at.Length > 1; at = at[..Math.Max(1, at.LastIndexOfAny(['.', '[', ':']))])
            if (_places.TryGetValue(at, out var place))
                return new(place.File, place.Line, code, path, message);
        return new(Path, 0, code, path, message);
    }

    /// <summary>The same for mistakes that were found when definitions were read.</summary>
    public FileMistake Place(DefinitionError error) => Place(error.Code, error.Path, error.Message);

    private void ReadAll()
    {
        string[] files;
        try
        {
            files = Directory.Exists(Path)
                ? [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(f => Endings.Contains(System.IO.Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal).Take(MaxFiles + 1)]
                : [Path];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _mistakes.Add(new(Path, 0, "definitions.file.unreadable", "$", $"The directory cannot be read: {e.Message}"));
            return;
        }

        if (files.Length == 0) _mistakes.Add(new(Path, 0, "definitions.file.none", "$", "There is no .yaml, .yml or .json file below it."));
        if (files.Length > MaxFiles) _mistakes.Add(new(Path, 0, "definitions.file.many", "$", $"There are more than {MaxFiles} files; put several definitions into one."));
        var left = MaxBytes;
        foreach (var file in files.Take(MaxFiles)) ReadOne(file, ref left);
    }

    private void ReadOne(string file, ref long left)
    {
        try
        {
            left -= new FileInfo(file).Length;
            if (left < 0)
            {
                _mistakes.Add(new(file, 0, "definitions.file.large", "$", $"The files are larger than {MaxBytes >> 20} MiB together; apply them in parts."));
                return;
            }

            var text = File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            Add(file, DefinitionFile.Parse(text, System.IO.Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)));
            Files++;
        }
        catch (FormatException e)
        {
            var parts = e.Message.Split(": ", 2);
            _mistakes.Add(new(file, int.TryParse(parts[0], CultureInfo.InvariantCulture, out var line) ? line : 0, "definitions.file.format", "$", parts[^1]));
        }
        catch (ArgumentException)
        {
            _mistakes.Add(new(file, 0, "definitions.file.text", "$", "The file is not UTF-8."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _mistakes.Add(new(file, 0, "definitions.file.unreadable", "$", $"The file cannot be read: {e.Message}"));
        }
    }

    // The lists of all files, one behind the other; what is no list is kept for the reader to refuse.
    private void Add(string file, DefinitionFile content)
    {
        if (content.Root is null) return;
        if (content.Root is not JsonObject root)
        {
            _mistakes.Add(new(file, 1, "definitions.type", "$", $"Definitions are a mapping with any of the lists {DefinitionSet.Keys}."));
            return;
        }

        foreach (var (key, value) in root.ToArray())
        {
            root.Remove(key);
            if (value is JsonArray list && Body[key] is JsonArray earlier)
            {
                Keep(file, content, $"$.{key}", earlier.Count);
                foreach (var item in list.ToArray())
                {
                    list.Remove(item);
                    earlier.Add(item);
                }
            }
            else if (value is not null)
            {
                Keep(file, content, $"$.{key}", 0);
                Body[key] = value;
            }
        }
    }

    private void Keep(string file, DefinitionFile content, string list, int offset)
    {
        foreach (var (path, line) in content.Lines)
        {
            if (!path.StartsWith(list, StringComparison.Ordinal)) continue;
            var rest = path[list.Length..];
            var close = rest.IndexOf(']', StringComparison.Ordinal);
            if (close > 0 && rest[0] == '[' && int.TryParse(rest.AsSpan(1, close - 1), CultureInfo.InvariantCulture, out var index))
                _places[string.Create(CultureInfo.InvariantCulture, $"{list}[{index + offset}]{rest[(close + 1)..]}")] = (file, line);
            else if (rest.Length == 0 || rest[0] == '.')
                _places[path] = (file, line);
        }
    }
}

using System.Text;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// A story for the engine that people can read: blocks of command lines, then <c>----</c>, then the exact output, then a
/// blank line. Lines that start with <c>#</c> tell the story.
/// </summary>
public sealed class ScenarioFile
{
    private const string Divider = "----";

    private ScenarioFile(IReadOnlyList<ScenarioBlock> blocks) => Blocks = blocks;

    /// <summary>The blocks in the order of the file.</summary>
    public IReadOnlyList<ScenarioBlock> Blocks { get; }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ScenarioException">A block has commands but no divider.</exception>
    public static ScenarioFile Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var blocks = new List<ScenarioBlock>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            var start = i;
            while (i < lines.Length && lines[i] != Divider && !EndsComment(lines, start, i)) i++;
            var head = lines[start..i];
            if (i < lines.Length && lines[i].Length == 0)
            {
                blocks.Add(new ScenarioBlock(start + 1, head, []));
                continue;
            }

            if (i >= lines.Length && !head.All(l => l.StartsWith('#')))
                throw new ScenarioException($"line {start + 1}: the block has no `{Divider}`");
            var end = i + 1;
            while (end < lines.Length && lines[end].Length > 0) end++;
            blocks.Add(new ScenarioBlock(start + 1, head, i < lines.Length ? lines[(i + 1)..end] : []));
            i = end;
        }

        return new ScenarioFile(blocks);
    }

    /// <summary>Runs every block on one engine. Returns the whole file, with what came in place of what was expected.</summary>
    public string Run()
    {
        var runner = new ScenarioRunner();
        var text = new StringBuilder();
        foreach (var block in Blocks)
        {
            if (text.Length > 0) text.Append('\n');
            foreach (var line in block.Head) text.Append(line).Append('\n');
            if (!block.Commands().Any()) continue;
            text.Append(Divider).Append('\n');
            foreach (var line in runner.Run(block)) text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    // A blank line ends a paragraph that is nothing but comment; within commands it would be a mistake.
    private static bool EndsComment(string[] lines, int start, int i)
    {
        if (lines[i].Length > 0) return false;
        if (lines[start..i].All(l => l.StartsWith('#'))) return true;
        throw new ScenarioException($"line {i + 1}: a blank line before `{Divider}`");
    }
}
